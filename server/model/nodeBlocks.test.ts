import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type Cidr, cidrOf, cidrSize, compareCidrs, containsCidr, formatCidr, overlaps, parseCidr } from '../../shared/net/cidr.ts';
import { NodeBlocks } from './nodeBlocks.ts';

function read(text: string): Cidr {
  const cidr = parseCidr(text);
  if (!cidr) throw new Error(text);
  return cidr;
}

const block = fc
  .tuple(fc.nat(63), fc.constantFrom(22, 23, 24, 25, 26))
  .map(([n, prefixLength]) => cidrOf({ family: 'IPv4', value: 0x0af40000n + BigInt(n) * 64n }, prefixLength));

test('blocks that overlap, come twice and go again count each block and each address once', () => {
  fc.assert(
    fc.property(
      fc.array(fc.tuple(block, fc.nat(2), fc.boolean()), { maxLength: 30 }),
      fc.nat(63),
      fc.integer({ min: 18, max: 26 }),
      (steps, at, length) => {
        const blocks = new NodeBlocks();
        const plain = new Map<string, { cidr: Cidr; nodes: Set<number> }>();
        for (const [cidr, node, add] of steps) {
          const known = plain.get(formatCidr(cidr)) ?? { cidr, nodes: new Set<number>() };
          if (add === known.nodes.has(node)) continue;
          if (add) expect(blocks.add(cidr, node)).toBe(known.nodes.size === 0);
          else expect(blocks.remove(cidr, node)).toBe(known.nodes.size === 1);
          if (add) known.nodes.add(node);
          else known.nodes.delete(node);
          if (known.nodes.size > 0) plain.set(formatCidr(cidr), known);
          else plain.delete(formatCidr(cidr));
        }
        const range = cidrOf({ family: 'IPv4', value: 0x0af40000n + BigInt(at) * 64n }, length);
        const all = [...plain.values()].map(({ cidr }) => cidr).sort(compareCidrs);
        const inside = all.filter((cidr) => containsCidr(range, cidr));
        const tops = all.filter((cidr) => !all.some((other) => other !== cidr && containsCidr(other, cidr)));
        expect(blocks.count(range)).toBe(inside.length);
        const held = (cidr: Cidr) => plain.get(formatCidr(cidr))?.nodes.size ?? 0;
        expect(blocks.countHeld(range)).toBe(inside.reduce((sum, cidr) => sum + held(cidr), 0));
        const later: string[] = [];
        const start = range.value + 64n;
        const visit = (cidr: Cidr) => later.push(formatCidr(cidr)) > 0;
        blocks.scan(range, visit, start);
        expect(later).toEqual(inside.filter(({ value }) => value >= start).map(formatCidr));
        const run = blocks.nextRun('IPv4', range.value);
        const next = tops.find((cidr) => cidr.value + cidrSize(cidr) > range.value);
        expect(run?.first).toBe(next?.value);
        if (run && next) {
          // All of it is taken by blocks of the first one's length, and what follows it is not.
          const same = tops.filter(({ prefixLength }) => prefixLength === next.prefixLength).map(({ value }) => value);
          for (let value = run.first; value <= run.last; value += cidrSize(next)) expect(same).toContain(value);
          expect(same).not.toContain(run.last + 1n);
        }
        const seen: string[] = [];
        blocks.scan(range, (cidr) => {
          seen.push(formatCidr(cidr));
          return true;
        });
        expect(seen).toEqual(inside.map(formatCidr));
        expect(blocks.covering(range).map(formatCidr)).toEqual(
          all
            .filter((cidr) => containsCidr(cidr, range))
            .map(formatCidr)
            .reverse(),
        );
        const covered = all.some((cidr) => containsCidr(cidr, range));
        const sum = tops.filter((cidr) => containsCidr(range, cidr)).reduce((total, cidr) => total + cidrSize(cidr), 0n);
        expect(blocks.addresses(range).handedOut).toBe(covered ? cidrSize(range) : sum);
        if (covered || length > 24) return;
        const slots = Array.from({ length: 2 ** (24 - length) }, (_, i) => ({
          ...range,
          value: range.value + BigInt(i) * 256n,
          prefixLength: 24,
        }));
        expect(blocks.countOverlapped(range, 24)).toBe(BigInt(slots.filter((slot) => all.some((cidr) => overlaps(cidr, slot))).length));
      },
    ),
    { numRuns: 300 },
  );
});

test('a /24 and a /25 in it hand out 256 addresses; without the /24 it is 128', () => {
  const blocks = new NodeBlocks();
  blocks.add(read('10.244.0.0/25'), 1);
  blocks.add(read('10.244.0.0/24'), 2);
  expect(blocks.addresses(read('10.244.0.0/16'))).toEqual({ handedOut: 256n, usable: 253n, reserved: 3n });
  blocks.remove(read('10.244.0.0/24'), 2);
  expect(blocks.addresses(read('10.244.0.0/16'))).toEqual({ handedOut: 128n, usable: 125n, reserved: 3n });
});
