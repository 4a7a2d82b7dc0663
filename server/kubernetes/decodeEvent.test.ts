import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Kind } from '../records/records.ts';
import { malformedOnThrow, type WatchEvent, watchDecoder } from './decodeEvent.ts';
import { Failure } from './failure.ts';
import type { KindReader } from './kindReader.ts';
import { kindTable } from './kindTable.ts';
import { podReader } from './pod.ts';
import { fixture, jsonType, watchType } from './testing/fixture.ts';

/** The events of a body that comes in these chunks, and how many bytes were left at its end. */
function read(reader: KindReader<Kind>, contentType: string, chunks: readonly Buffer[]) {
  const decoder = watchDecoder(reader, contentType);
  const events: WatchEvent[] = [];
  for (const chunk of chunks) decoder.push(chunk, (event) => events.push(event));
  return { events, left: decoder.left };
}

const short = (event: WatchEvent): string => {
  if (event.type === 'put') return `put ${event.record.name} ${event.record.resourceVersion}`;
  if (event.type === 'remove') return `remove ${event.key} ${event.resourceVersion}`;
  if (event.type === 'bookmark') return `bookmark${event.initialEventsEnd ? ' end' : ''}`;
  return event.failure.message;
};

const watches: readonly [Kind, string, string][] = [
  ['Pod', 'pods.watch.pb', watchType],
  ['Pod', 'pods.watch.json', jsonType],
  ['Pod', 'pods.watchlist.pb', watchType],
  ['Pod', 'pods.watchlist.json', jsonType],
  ['Service', 'services.watch.pb', watchType],
  ['EndpointSlice', 'endpointslices.watch.pb', watchType],
  ['IPAddress', 'ipaddresses.watch.pb', watchType],
];

describe('a recorded watch of a real API server', () => {
  test.each(watches)('%s: every event of %s is read', (kind, file, contentType) => {
    const { events, left } = read(kindTable[kind], contentType, [fixture(file)]);
    expect(left).toBe(0);
    expect(events.map(short)).toMatchSnapshot();
  });

  test('the end of the initial events is the same in protobuf and in JSON, and comes after 30 pods', () => {
    for (const [file, contentType] of [['pods.watchlist.pb', watchType] as const, ['pods.watchlist.json', jsonType] as const]) {
      const { events } = read(podReader, contentType, [fixture(file)]);
      expect(events.findIndex((event) => event.type === 'bookmark' && event.initialEventsEnd)).toBe(30);
    }
  });

  test('both forms of a WatchList bring equal records', () => {
    const records = (file: string, contentType: string) =>
      read(podReader, contentType, [fixture(file)])
        .events.flatMap((event) => (event.type === 'put' ? [{ ...event.record, resourceVersion: '' }] : []))
        .slice(0, 30)
        .filter((record) => record.kind === 'Pod' && record.phase === 'Running' && record.ready);
    const names = new Set(records('pods.watchlist.json', jsonType).map((record) => record.uid));
    const common = records('pods.watchlist.pb', watchType).filter((record) => names.has(record.uid));
    expect(common.length).toBeGreaterThan(15);
    const json = new Map(records('pods.watchlist.json', jsonType).map((record) => [record.uid, record]));
    for (const record of common) expect(json.get(record.uid)).toEqual(record);
  });

  test.each([
    ['pods.watch-expired.pb', watchType],
    ['pods.watch-expired.json', jsonType],
  ])('%s is one ERROR event that says: expired', (file, contentType) => {
    const { events } = read(podReader, contentType, [fixture(file)]);
    expect(events).toHaveLength(1);
    expect(events[0]).toMatchObject({ type: 'error', failure: { code: 'expired' } });
  });

  test('is read whatever parameters its content type has', () => {
    const { events } = read(podReader, `${jsonType};charset=utf-8`, [fixture('pods.watch-expired.json')]);
    expect(events).toMatchObject([{ type: 'error', failure: { code: 'expired' } }]);
  });

  test('a watch from the future is silent', () => {
    expect(read(podReader, watchType, [fixture('status.watch-future.pb')])).toEqual({ events: [], left: 0 });
  });
});

describe('how a body is cut never matters', () => {
  test.each([
    ['Service', 'services.watch.pb', watchType],
    ['IPAddress', 'ipaddresses.watch.pb', watchType],
    ['Pod', 'pods.watch-expired.json', jsonType],
  ] as const)('%s: two pieces of %s, cut at every byte, are the same events', (kind, file, contentType) => {
    const body = fixture(file);
    const whole = read(kindTable[kind], contentType, [body]);
    for (let at = 0; at <= body.length; at += 1) {
      expect(read(kindTable[kind], contentType, [body.subarray(0, at), body.subarray(at)])).toEqual(whole);
    }
  });

  test('a body that ends at any byte gives the events before, and what is left of the next is counted', () => {
    const body = fixture('services.watch.pb');
    const whole = read(kindTable.Service, watchType, [body]).events;
    let boundaries = 0;
    for (let at = 0; at <= body.length; at += 1) {
      const { events, left } = read(kindTable.Service, watchType, [body.subarray(0, at)]);
      expect(events).toEqual(whole.slice(0, events.length));
      if (left === 0) boundaries += 1;
    }
    expect(boundaries).toBe(whole.length + 1); // only between events is nothing left
  });

  test('law: any chunking of any recorded watch gives the same events', () => {
    for (const [kind, file, contentType] of watches) {
      const body = fixture(file);
      const whole = read(kindTable[kind], contentType, [body]);
      fc.assert(
        fc.property(fc.array(fc.nat(body.length), { maxLength: 40 }), (cuts) => {
          const edges = [0, ...cuts.toSorted((a, b) => a - b), body.length];
          const chunks = edges.slice(1).map((edge, index) => body.subarray(edges[index], edge));
          expect(read(kindTable[kind], contentType, chunks)).toEqual(whole);
        }),
        { numRuns: 15 },
      );
    }
  });
});

describe('what cannot be read is malformed, and nothing else', () => {
  const line = (event: unknown) => Buffer.from(`${JSON.stringify(event)}\n`);
  /** A frame of an event whose object is an empty envelope. */
  const frame = (type = '') => {
    const envelope = Buffer.concat([Buffer.from([0x0a, 4]), Buffer.from('k8s\0')]); // raw=1 of a RawExtension
    const event = Buffer.concat([
      ...(type === '' ? [] : [Buffer.from([0x0a, type.length]), Buffer.from(type)]),
      Buffer.from([0x12, envelope.length]),
      envelope,
    ]);
    return Buffer.concat([Buffer.from([0, 0, 0, event.length]), event]);
  };

  test.each([
    ['a frame longer than any object', watchType, Buffer.from([0x7f, 0xff, 0xff, 0xff]), 'a watch frame of 2147483647 bytes'],
    ['a frame without envelope', watchType, Buffer.from([0, 0, 0, 2, 0x0a, 0x00]), 'without the Kubernetes protobuf envelope'],
    ['a line that is no JSON', jsonType, Buffer.from('{"type":\n'), 'data that cannot be read'],
    ['an event without an object', jsonType, line({ type: 'ADDED' }), 'a watch event without an object'],
    ['an object without metadata', jsonType, line({ type: 'ADDED', object: {} }), 'an object without a name'],
    ['an unknown type', jsonType, line({ type: 'MOVED', object: {} }), 'the unknown type "MOVED"'],
    ['an event whose object is null', jsonType, line({ type: 'ADDED', object: null }), 'a watch event without an object'],
    ['an event whose object is text', jsonType, line({ type: 'ADDED', object: 'x' }), 'a watch event without an object'],
    ['an event without a type', jsonType, line({ object: {} }), 'the unknown type "undefined"'],
    ['a type that goes on and on', jsonType, line({ type: 'M'.repeat(60), object: {} }), `the unknown type "${'M'.repeat(40)}"`],
    [
      'an object without a resourceVersion',
      jsonType,
      line({ type: 'MODIFIED', object: { metadata: { name: 'a' } } }),
      'the object a without a resourceVersion',
    ],
    ['a deletion of nobody', jsonType, line({ type: 'DELETED', object: { metadata: {} } }), 'an object without a name'],
    ['a frame without a type', watchType, frame(), 'the unknown type ""'],
    ['a bookmark of nothing in a frame', watchType, frame('BOOKMARK'), 'a bookmark without a resourceVersion'],
    ['a bookmark of nothing', jsonType, line({ type: 'BOOKMARK', object: {} }), 'a bookmark without a resourceVersion'],
  ])('%s', (_, contentType, body, words) => {
    expect(() => read(podReader, contentType, [body])).toThrow(words);
    expect(() => read(podReader, contentType, [body])).toThrow(Failure);
  });

  test.each([
    ['text/html', 'the answer is text/html, not protobuf or JSON'],
    ['', 'the answer is without content type, not protobuf or JSON'],
  ])('an answer of the type "%s"', (contentType, words) => {
    expect(() => watchDecoder(podReader, contentType)).toThrow(expect.objectContaining({ code: 'malformed', message: words }));
  });

  test('whatever is thrown while reading is told, a Failure as it is', () => {
    const failure = new Failure('server', 'x');
    const thrown = (what: unknown) => () =>
      malformedOnThrow(() => {
        throw what;
      });
    expect(thrown(failure)).toThrow(failure);
    const error = new RangeError('index out of range');
    expect(thrown(error)).toThrow(
      expect.objectContaining({ code: 'malformed', message: 'data that cannot be read: index out of range', cause: error }),
    );
    expect(thrown('text')).toThrow(expect.objectContaining({ message: 'data that cannot be read: text', cause: 'text' }));
    expect(malformedOnThrow(() => 7)).toBe(7);
  });

  test('law: bytes flipped in a recorded watch give events or a Failure, never another error', () => {
    const body = fixture('pods.watch.pb');
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.nat(body.length - 1), fc.nat(255)), { minLength: 1, maxLength: 5 }), (flips) => {
        const broken = Buffer.from(body);
        for (const [at, value] of flips) broken[at] = value;
        try {
          read(podReader, watchType, [broken]);
        } catch (error) {
          expect(error).toBeInstanceOf(Failure);
        }
      }),
      { numRuns: 300 },
    );
  });
});

describe('a bookmark', () => {
  const bookmarked = (metadata: object) =>
    read(podReader, jsonType, [Buffer.from(`${JSON.stringify({ type: 'BOOKMARK', object: { metadata } })}\n`)]).events;

  test('ends the initial events where its annotation says true, and nowhere else', () => {
    const plain = { type: 'bookmark', resourceVersion: '7', initialEventsEnd: false };
    const end = (value: string) => ({ resourceVersion: '7', annotations: { 'k8s.io/initial-events-end': value } });
    expect(bookmarked({ resourceVersion: '7' })).toEqual([plain]);
    expect(bookmarked({ resourceVersion: '7', annotations: { other: 'true' } })).toEqual([plain]);
    expect(bookmarked(end('false'))).toEqual([plain]);
    expect(bookmarked(end('true'))).toEqual([{ ...plain, initialEventsEnd: true }]);
  });
});

test('a deletion names the object by namespace and name, and its last resourceVersion', () => {
  const metadata = { namespace: 'shop', name: 'a', resourceVersion: '8' };
  const { events } = read(podReader, jsonType, [Buffer.from(`${JSON.stringify({ type: 'DELETED', object: { metadata } })}\n`)]);
  expect(events).toEqual([{ type: 'remove', key: 'shop/a', resourceVersion: '8' }]);
});
