import { describe, expect, test } from 'vitest';
import type { StreamMessage } from '../../shared/wire/stream.ts';
import { streamMessage } from '../../shared/wire/stream.ts';
import { everyTopic, type ModelEvent } from '../model/model.ts';
import { HandClock } from '../testing/handClock.ts';
import { EventStream, type Sink } from './stream.ts';

/** A client that can be made to stop reading. */
class TestSink implements Sink {
  readonly raw: string[] = [];
  closed = false;
  reading = true;

  write(text: string): boolean {
    this.raw.push(text);
    return this.reading;
  }
  close(): void {
    this.closed = true;
  }
  /** What was sent since the last call. */
  take(): (StreamMessage | 'heartbeat')[] {
    return this.raw.splice(0).map((text) => {
      if (text.startsWith(':')) return 'heartbeat';
      const [, id, data] = /^id: (\d+)\ndata: (.*)\n\n$/.exec(text) ?? [];
      const message = streamMessage.parse(JSON.parse(data ?? ''));
      expect(message.revision).toBe(id);
      return message;
    });
  }
}

function setUp(limits: { maxClients?: number; maxQueue?: number } = {}) {
  const clock = new HandClock();
  const listeners = new Set<(event: ModelEvent) => void>();
  let revision = 1000;
  const stream = new EventStream({
    subscribe: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    revision: () => revision,
    delay: clock.delay,
    ...limits,
  });
  return {
    clock,
    stream,
    listeners,
    change(topics: ModelEvent['topics'], prefixes: ModelEvent['prefixes']) {
      revision += 1;
      for (const listener of listeners) listener({ topics, prefixes });
    },
    connect(lastEventId = '') {
      const sink = new TestSink();
      const subscription = stream.connect(sink, lastEventId);
      if (!subscription) throw new Error('refused');
      return { sink, ...subscription };
    },
  };
}

test('a first visit is told the present revision, and that nothing changed', () => {
  const { connect } = setUp();
  expect(connect().sink.take()).toEqual([{ revision: '1000', topics: [], prefixes: [] }]);
});

describe('changes', () => {
  test('within 250 ms become one message, topics in their order and prefixes once each', () => {
    const { clock, change, connect } = setUp();
    const { sink } = connect();
    sink.take();
    change(['services'], ['10.96.0.9/32']);
    clock.advance(200);
    change(['map', 'pools'], ['10.244.1.0/24', '10.96.0.9/32']);
    clock.advance(49);
    expect(sink.take()).toEqual([]);
    clock.advance(1);
    expect(sink.take()).toEqual([{ revision: '1002', topics: ['pools', 'map', 'services'], prefixes: ['10.96.0.9/32', '10.244.1.0/24'] }]);
    clock.advance(1000);
    expect(sink.take()).toEqual([]);
  });

  test('in the next 250 ms become the next message', () => {
    const { clock, change, connect } = setUp();
    const { sink } = connect();
    sink.take();
    change(['nodes'], []);
    clock.advance(250);
    change(['status'], []);
    clock.advance(250);
    expect(sink.take()).toEqual([
      { revision: '1001', topics: ['nodes'], prefixes: [] },
      { revision: '1002', topics: ['status'], prefixes: [] },
    ]);
  });

  test('of more than 64 prefixes are not named', () => {
    const { clock, change, connect } = setUp();
    const { sink } = connect();
    sink.take();
    change(
      ['map'],
      Array.from({ length: 64 }, (_, i) => `10.0.${i}.0/24`),
    );
    clock.advance(250);
    change(
      ['map'],
      Array.from({ length: 64 }, (_, i) => `10.0.${i}.0/24`),
    );
    change(['map'], ['10.1.0.0/24']);
    clock.advance(250);
    change(['map'], null);
    change(['map'], ['10.1.0.0/24']);
    clock.advance(250);
    expect(sink.take().map((message) => message !== 'heartbeat' && message.prefixes?.length)).toEqual([64, undefined, undefined]);
  });
});

describe('who comes back', () => {
  test('with the present revision hears that nothing changed', () => {
    const { connect } = setUp();
    expect(connect('1000').sink.take()).toEqual([{ revision: '1000', topics: [], prefixes: [] }]);
  });

  test('hears once what was missed, what is still being gathered included', () => {
    const { clock, change, connect } = setUp();
    change(['pools'], ['10.0.0.0/24']);
    clock.advance(250);
    change(['nodes'], []);
    clock.advance(250);
    change(['services'], ['10.96.0.1/32']);
    clock.advance(250);
    change(['map'], ['10.0.1.0/24']);
    expect(connect('1001').sink.take()).toEqual([
      { revision: '1004', topics: ['map', 'services', 'nodes'], prefixes: ['10.96.0.1/32', '10.0.1.0/24'] },
    ]);
    expect(connect('1003').sink.take()).toEqual([{ revision: '1004', topics: ['map'], prefixes: ['10.0.1.0/24'] }]);
  });

  test.each(['1', '999', '99999', '0', '-1', 'x', '1e3', '9'.repeat(400), '1000 ', '1000.5'])(
    'with %j, which is no revision that is remembered, hears that everything may have changed',
    (id) => {
      const { change, connect } = setUp();
      change(['pools'], []);
      expect(connect(id).sink.take()).toEqual([{ revision: '1001', topics: everyTopic, prefixes: null }]);
    },
  );

  test('after more than 256 messages hears that everything may have changed', () => {
    const { clock, change, connect } = setUp();
    for (let i = 0; i < 258; i++) {
      change(['pools'], []);
      clock.advance(250);
    }
    expect(connect('1001').sink.take()).toEqual([{ revision: '1258', topics: everyTopic, prefixes: null }]);
    expect(connect('1002').sink.take()).toEqual([{ revision: '1258', topics: ['pools'], prefixes: [] }]);
  });
});

test('a heartbeat goes out every 15 s', () => {
  const { clock, connect } = setUp();
  const { sink } = connect();
  sink.take();
  clock.advance(14_999);
  expect(sink.take()).toEqual([]);
  clock.advance(1);
  expect(sink.take()).toEqual(['heartbeat']);
  clock.advance(45_000);
  expect(sink.take()).toEqual(['heartbeat', 'heartbeat', 'heartbeat']);
});

describe('a client that does not read', () => {
  test('gets nothing more until it does, then what was kept, in order', () => {
    const { clock, change, connect } = setUp();
    const client = connect();
    client.sink.take();
    client.sink.reading = false;
    for (const topic of ['pools', 'nodes', 'map'] as const) {
      change([topic], []);
      clock.advance(250);
    }
    expect(client.sink.take()).toEqual([{ revision: '1001', topics: ['pools'], prefixes: [] }]);
    client.sink.reading = true;
    client.drained();
    expect(client.sink.take()).toEqual([
      { revision: '1002', topics: ['nodes'], prefixes: [] },
      { revision: '1003', topics: ['map'], prefixes: [] },
    ]);
  });

  test('has at most so many messages kept; beyond that they become one that says everything', () => {
    const { clock, change, connect } = setUp({ maxQueue: 3 });
    const client = connect();
    client.sink.take();
    client.sink.reading = false;
    for (let i = 0; i < 5; i++) {
      change(['pools'], []);
      clock.advance(250);
    }
    client.sink.take();
    client.sink.reading = true;
    client.drained();
    expect(client.sink.take()).toEqual([{ revision: '1005', topics: everyTopic, prefixes: null }]);
  });

  test('for more than a minute is let go', () => {
    const { clock, stream, change, connect } = setUp();
    const client = connect();
    client.sink.reading = false;
    change(['pools'], []);
    clock.advance(250);
    clock.advance(4 * 15_000);
    expect(client.sink.closed).toBe(false);
    clock.advance(15_000);
    expect(client.sink.closed).toBe(true);
    expect(stream.clients).toBe(0);
  });
});

test('more clients than there are places are refused, and a place that becomes free is given again', () => {
  const { stream, connect } = setUp({ maxClients: 2 });
  const first = connect();
  connect();
  expect(stream.connect(new TestSink(), '')).toBeUndefined();
  first.gone();
  expect(stream.connect(new TestSink(), '')).toBeDefined();
  expect(stream.clients).toBe(2);
});

test('stopping closes every client and leaves no timer and no subscription', () => {
  const { clock, stream, listeners, change, connect } = setUp();
  const clients = [connect(), connect()];
  change(['pools'], []);
  stream.stop();
  expect(clients.map(({ sink }) => sink.closed)).toEqual([true, true]);
  expect(clock.waiting).toBe(0);
  expect(listeners.size).toBe(0);
});
