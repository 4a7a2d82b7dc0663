import { expect, test } from 'vitest';
import type { StreamMessage } from '../../shared/wire/stream.ts';
import { type ConnectionEvents, openStream } from './stream.ts';

/** A browser to play with: connections are opened, lost and spoken through by hand, time passes by hand. */
function play(answers: () => Promise<unknown> | undefined = () => undefined) {
  const connections: { events: ConnectionEvents; closed: boolean }[] = [];
  const timers: { ms: number; run: () => void }[] = [];
  const given: StreamMessage[][] = [];
  let opens = 0;
  let isOnline = true;
  let onlineChanged = () => {};
  let isShown = true;
  let shownChanged = () => {};
  const stream = openStream({
    connect(events) {
      const connection = { events, closed: false };
      connections.push(connection);
      return () => {
        connection.closed = true;
      };
    },
    onMessages: (messages) => {
      given.push(messages);
      return answers();
    },
    onOpen: () => {
      opens++;
    },
    delay(ms, run) {
      const timer = { ms, run };
      timers.push(timer);
      return () => {
        if (timers.includes(timer)) timers.splice(timers.indexOf(timer), 1);
      };
    },
    random: () => 1,
    online: {
      now: () => isOnline,
      subscribe(listener) {
        onlineChanged = listener;
        return () => {
          onlineChanged = () => {};
        };
      },
    },
    shown: {
      now: () => isShown,
      subscribe(listener) {
        shownChanged = listener;
        return () => {
          shownChanged = () => {};
        };
      },
    },
  });
  return {
    stream,
    connections,
    given,
    timers,
    opens: () => opens,
    last() {
      const connection = connections.at(-1);
      if (!connection) throw new Error('nothing was opened');
      return connection.events;
    },
    elapse() {
      for (const timer of timers.splice(0)) timer.run();
    },
    setOnline(next: boolean) {
      isOnline = next;
      onlineChanged();
    },
    setShown(next: boolean) {
      isShown = next;
      shownChanged();
    },
  };
}
const text = (revision: string) => JSON.stringify({ revision, topics: ['pools'], prefixes: null });
const revisions = (given: StreamMessage[][]) => given.map((batch) => batch.map((message) => message.revision));

test('it is connecting until the connection stands', () => {
  const { stream, last, opens } = play();
  expect(stream.state()).toBe('connecting');
  last().opened();
  expect(stream.state()).toBe('open');
  expect(opens()).toBe(1);
});

test('the first message is given at once, those within the next moment together', () => {
  const { last, given, elapse, timers } = play();
  last().opened();
  last().message(text('1'));
  last().message(text('2'));
  last().message(text('3'));
  expect(revisions(given)).toEqual([['1']]);
  elapse();
  expect(revisions(given)).toEqual([['1'], ['2', '3']]);
  elapse();
  expect(timers).toEqual([]);
  last().message(text('4'));
  expect(revisions(given)).toEqual([['1'], ['2', '3'], ['4']]);
});

test('a lost connection is tried again, each time after twice the wait, up to half a minute', () => {
  const { stream, last, timers, elapse, connections } = play();
  const waits: (number | undefined)[] = [];
  for (let attempt = 0; attempt < 8; attempt++) {
    last().lost();
    expect(stream.state()).toBe('waiting');
    waits.push(timers[0]?.ms);
    elapse();
  }
  expect(waits).toEqual([500, 1000, 2000, 4000, 8000, 16_000, 30_000, 30_000]);
  expect(connections).toHaveLength(9);
  last().opened();
  last().lost();
  expect(timers[0]?.ms).toBe(500);
});

test('every opening says so: what happened in between is unknown', () => {
  const { last, elapse, opens } = play();
  last().opened();
  last().lost();
  elapse();
  last().opened();
  expect(opens()).toBe(2);
});

test('offline nothing is tried; back online it is, at once', () => {
  const { stream, last, setOnline, connections, timers } = play();
  last().opened();
  setOnline(false);
  expect(stream.state()).toBe('offline');
  expect(connections[0]?.closed).toBe(true);
  expect(timers).toEqual([]);
  setOnline(true);
  expect(connections).toHaveLength(2);
  expect(stream.state()).toBe('connecting');
});

test('what is no message is passed over', () => {
  const { last, given } = play();
  last().opened();
  last().message('{');
  last().message('null');
  last().message('"text"');
  last().message('{"topics":"pools"}');
  expect(given).toEqual([]);
});

test('stopped, it closes the connection and leaves no timer behind', () => {
  const { stream, last, connections, timers } = play();
  last().opened();
  last().message(text('1'));
  stream.stop();
  expect(connections[0]?.closed).toBe(true);
  expect(timers).toEqual([]);
});

test('who listens is told of each change of state, until they leave', () => {
  const { stream, last } = play();
  const states: string[] = [];
  const leave = stream.subscribe(() => states.push(stream.state()));
  last().opened();
  last().lost();
  leave();
  stream.stop();
  expect(states).toEqual(['open', 'waiting']);
});

test('while the answers to a message are on their way the next one waits for them', async () => {
  const answered = Promise.withResolvers<void>();
  const { last, given, elapse, timers } = play(() => answered.promise);
  last().opened();
  last().message(text('1'));
  last().message(text('2'));
  elapse();
  expect(revisions(given)).toEqual([['1']]);
  answered.resolve();
  await answered.promise;
  expect(revisions(given)).toEqual([['1'], ['2']]);
  expect(timers.map((timer) => timer.ms)).toEqual([1000]);
});

test('an answer that never comes holds nothing up for good', () => {
  const { last, given, elapse, timers } = play(() => new Promise(() => {}));
  last().opened();
  last().message(text('1'));
  last().message(text('2'));
  elapse();
  expect(timers.map((timer) => timer.ms)).toEqual([10_000]);
  elapse();
  expect(revisions(given)).toEqual([['1'], ['2']]);
});

test('a page that nobody sees lets go of its connection, and takes it up again when it is seen', () => {
  const { stream, last, setShown, elapse, connections, opens } = play();
  last().opened();
  setShown(false);
  expect(stream.state()).toBe('open');
  elapse();
  expect(stream.state()).toBe('paused');
  expect(connections[0]?.closed).toBe(true);
  setShown(true);
  expect(connections).toHaveLength(2);
  last().opened();
  expect(opens()).toBe(2);
});

test('a short look at another page changes nothing', () => {
  const { stream, last, setShown, timers, connections } = play();
  last().opened();
  setShown(false);
  setShown(true);
  expect(timers).toEqual([]);
  expect(stream.state()).toBe('open');
  expect(connections).toHaveLength(1);
});

test('lost while nobody looks, it is not tried again until somebody does', () => {
  const { stream, last, setShown, elapse, connections } = play();
  setShown(false);
  last().lost();
  elapse();
  elapse();
  expect(stream.state()).toBe('paused');
  expect(connections).toHaveLength(1);
  setShown(true);
  expect(stream.state()).toBe('connecting');
});
