import { expect, test } from 'vitest';
import { PrometheusError, type Series, type Span } from './client.ts';
import { addressesOf, askInPieces, blocksOf, countOver } from './counting.ts';

const hour = 3_600_000;
const day = 24 * hour;
const span: Span = { from: 0, to: 3 * hour, step: hour };
const way = (name: string) => ({ metric: name, query: name, presence: `any ${name}` });

/** A Prometheus that knows these queries: at which hours, which numbers. */
function knows(
  answers: Readonly<Record<string, readonly (readonly [length: string, points: readonly (readonly [hour: number, value: number])[]])[]>>,
) {
  const asked: string[] = [];
  return {
    asked,
    async queryRange(query: string): Promise<readonly Series[]> {
      asked.push(query);
      return (answers[query] ?? []).map(([length, points]) => ({
        labels: length === '' ? {} : { length },
        points: new Map(points.map(([at, value]) => [at * hour, value])),
      }));
    },
  };
}
const shown = (counted: Awaited<ReturnType<typeof countOver>>) =>
  [...counted].sort(([a], [b]) => a - b).map(([at, each]) => [at / hour, Object.fromEntries(each)]);

test('where the first way knows every moment, nothing else is asked', async () => {
  const client = knows({
    a: [
      [
        '',
        [
          [0, 4],
          [1, 5],
          [2, 5],
          [3, 6],
        ],
      ],
    ],
  });
  const counted = await countOver(client, { counts: 'inUse', ways: [way('a'), way('b')] }, span);
  expect([0, 1, 2, 3].map((at) => addressesOf(counted.get(at * hour) ?? new Map()))).toEqual([4n, 5n, 5n, 6n]);
  expect(client.asked).toEqual(['a']);
});

test('nothing counted is 0 where the metric is there, the next way where it is not, and unknown where none is', async () => {
  const client = knows({
    a: [['', [[0, 4]]]],
    'any a': [
      [
        '',
        [
          [0, 9],
          [1, 9],
        ],
      ],
    ],
    b: [
      [
        '',
        [
          [1, 77],
          [2, 3],
        ],
      ],
    ],
  });
  const counted = await countOver(client, { counts: 'inUse', ways: [way('a'), way('b')] }, span);
  expect(shown(counted)).toEqual([
    [0, { '': 4 }],
    [1, {}],
    [2, { '': 3 }],
  ]);
  expect(addressesOf(counted.get(hour) ?? new Map())).toBe(0n);
  expect(client.asked).toEqual(['a', 'any a', 'b', 'any b']);
});

test('blocks of several lengths are one number of blocks, and the addresses in them', async () => {
  const client = knows({
    a: [
      ['24', [[0, 3]]],
      [
        '25',
        [
          [0, 1],
          [1, 2],
        ],
      ],
    ],
  });
  const counted = await countOver(client, { counts: 'blocks', ways: [way('a')] }, { ...span, to: hour });
  expect([0, hour].map((at) => blocksOf(counted.get(at) ?? new Map(), 'IPv4'))).toEqual([
    { blocks: 4, addresses: 3n * 256n + 128n },
    { blocks: 2, addresses: 256n },
  ]);
  expect(blocksOf(new Map([['64', 5]]), 'IPv6')).toEqual({ blocks: 5, addresses: 5n << 64n });
});

test('too much at once is asked in halves, down to a day; what fails otherwise fails', async () => {
  const asked: string[] = [];
  const upTo = (days: number, fault: PrometheusError['fault'] = 'too-much') => ({
    async queryRange(_: string, { from, to }: Span): Promise<readonly Series[]> {
      asked.push(`${from / day} ${(to + hour) / day}`);
      if (to + hour - from > days * day) throw new PrometheusError(fault, 'no');
      return [{ labels: {}, points: new Map([[from, 1]]) }];
    },
  });
  const week: Span = { from: 0, to: 5 * day - hour, step: hour };
  const found = await askInPieces(upTo(2), 'q', week);
  expect(asked).toEqual(['0 5', '0 3', '0 2', '2 3', '3 5']);
  expect(found.flatMap(({ points }) => [...points.keys()].map((at) => at / day))).toEqual([0, 2, 3]);
  await expect(askInPieces(upTo(0.5), 'q', week)).rejects.toMatchObject({ fault: 'too-much' });
  asked.length = 0;
  await expect(askInPieces(upTo(2, 'unauthorized'), 'q', week)).rejects.toMatchObject({ fault: 'unauthorized' });
  expect(asked).toEqual(['0 5']);
});
