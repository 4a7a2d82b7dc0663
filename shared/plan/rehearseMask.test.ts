import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type Cidr, cidrOf, formatCidr, overlaps, parseCidr } from '../net/cidr.ts';
import { type BlockSpace, countFree, rehearseMask, whyNotMask } from './rehearseMask.ts';

function read(text: string): Cidr {
  const cidr = parseCidr(text);
  if (!cidr) throw new Error(`not a CIDR: ${text}`);
  return cidr;
}

function space(range: string, blockLength: number, blocks: readonly string[], rest: Partial<BlockSpace> = {}): BlockSpace {
  const cidr = read(range);
  return {
    family: cidr.family,
    ranges: [cidr],
    blockLength,
    held: blocks.map((block, i) => ({ node: `node-${i + 1}`, cidr: read(block) })),
    around: [],
    ofControllerManager: true,
    ...rest,
  };
}

const four = space('10.244.0.0/22', 25, ['10.244.0.0/25', '10.244.0.128/25', '10.244.1.0/25', '10.244.2.0/25']);

test('from /25 to /24 in a /22: one /24 is left, and one holds the blocks of two nodes', () => {
  expect(rehearseMask(four, 24)).toEqual({
    from: 25,
    to: 24,
    refused: null,
    keep: 4,
    usable: 253n,
    fitBefore: 4n,
    fitAfter: 1n,
    collisions: [
      { block: read('10.244.0.0/24'), nodes: ['node-1', 'node-2'], isFreedWithOne: true },
      { block: read('10.244.1.0/24'), nodes: ['node-3'], isFreedWithOne: false },
      { block: read('10.244.2.0/24'), nodes: ['node-4'], isFreedWithOne: false },
    ],
    collide: 3n,
    freedWithOne: 1,
  });
});

test('from /24 to /25: each old block takes two new ones, and goes with its node alone', () => {
  const result = rehearseMask(space('10.244.0.0/22', 24, ['10.244.0.0/24', '10.244.3.0/24']), 25);
  expect(result).toMatchObject({ keep: 2, usable: 125n, fitBefore: 2n, fitAfter: 4n, collide: 4n, freedWithOne: 0 });
  expect(result.collisions.map(({ block, nodes }) => `${formatCidr(block)} ${nodes}`)).toEqual([
    '10.244.0.0/25 node-1',
    '10.244.0.128/25 node-1',
    '10.244.3.0/25 node-2',
    '10.244.3.128/25 node-2',
  ]);
});

test('the same mask changes nothing', () => {
  expect(rehearseMask(four, 25)).toMatchObject({ fitBefore: 4n, fitAfter: 4n, collide: 0n, collisions: [], refused: null });
});

test('a new block that overlaps the Service range is skipped whole', () => {
  expect(rehearseMask({ ...four, around: [read('10.244.3.240/28')] }, 24)).toMatchObject({ fitBefore: 3n, fitAfter: 0n });
});

test('a block outside the range takes nothing of it', () => {
  expect(rehearseMask(space('10.244.0.0/22', 24, ['192.168.7.0/24']), 25)).toMatchObject({ keep: 1, fitAfter: 8n, collide: 0n });
});

test('one old block of 65,536 new ones: the first 100 are named, all are counted', () => {
  const result = rehearseMask(space('fd00:10:244::/48', 48, ['fd00:10:244::/48']), 64);
  expect(result.collisions).toHaveLength(100);
  expect(result).toMatchObject({ collide: 65_536n, fitAfter: 0n });
});

test.each([
  ['10.244.0.0/16', 15, 'a /15 is wider than the pod range, a /16'],
  ['10.244.0.0/16', 33, '/33 is no mask for IPv4: it must be a whole number from 1 to 32'],
  ['10.244.0.0/16', 24.5, '/24.5 is no mask for IPv4: it must be a whole number from 1 to 32'],
  ['10.0.0.0/8', 30, null],
  ['fd00:10:244::/48', 64, null],
  ['fd00:10:244::/48', 65, 'kube-controller-manager does not start: from /48 to /65 are 17 bits, and 16 is the most for IPv6'],
])('in %s a mask of %d: %s', (range, to, why) => {
  expect(whyNotMask(space(range, 24, []), to)).toBe(why);
});

test('a mask that does not start fits no node', () => {
  expect(rehearseMask(space('fd00:10:244::/48', 64, []), 72)).toMatchObject({ fitBefore: 65_536n, fitAfter: 0n });
});

test('what fits and what collides are all there is, whatever nodes have', () => {
  const range = read('10.244.0.0/22');
  const blocks = fc.array(fc.record({ offset: fc.bigInt({ min: 0n, max: 1023n }), length: fc.integer({ min: 22, max: 30 }) }), {
    maxLength: 6,
  });
  fc.assert(
    fc.property(blocks, fc.integer({ min: 22, max: 28 }), (some, to) => {
      // Blocks of nodes do not overlap one another.
      const held = some
        .map(({ offset, length }) => cidrOf({ family: 'IPv4', value: range.value + offset }, length))
        .filter((cidr, i, all) => all.slice(0, i).every((other) => !overlaps(cidr, other)))
        .map((cidr, i) => ({ node: `node-${i}`, cidr }));
      const { fitAfter, collide } = rehearseMask({ ...four, held }, to);
      const own = held.filter(({ cidr }) => cidr.prefixLength === to).length;
      expect(fitAfter + collide + BigInt(own)).toBe(1n << BigInt(to - 22));
    }),
  );
});

test('what was counted of a list of blocks is remembered by all it hangs on: length, ranges, and what is stepped around', () => {
  const wider = [read('10.244.0.0/21')];
  const beside = [read('10.244.3.0/24')];
  const counts = () => [
    countFree(four, 25),
    countFree(four, 24),
    countFree({ ...four, ranges: wider }, 24),
    countFree({ ...four, around: beside }, 24),
    countFree({ ...four, ranges: wider, around: beside }, 24),
  ];
  expect(counts()).toEqual([4n, 1n, 5n, 0n, 4n]);
  expect(counts()).toEqual([4n, 1n, 5n, 0n, 4n]);
});

test('a list of blocks is looked through once, however often it is asked about', () => {
  let looks = 0;
  const held = four.held.map((block) => ({
    node: block.node,
    get cidr() {
      looks++;
      return block.cidr;
    },
  }));
  const first = rehearseMask({ ...four, held }, 24);
  expect(looks).toBeGreaterThan(0);
  looks = 0;
  expect(rehearseMask({ ...four, held }, 24)).toEqual(first);
  expect(looks).toBe(0);
});
