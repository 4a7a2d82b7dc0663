import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formatAddress } from '../../../shared/net/address.ts';
import { type Cidr, containsAddress, formatCidr, overlaps, parseCidr } from '../../../shared/net/cidr.ts';
import { HostLocal } from './hostLocal.ts';
import { NodeBlocks } from './nodeBlocks.ts';
import { clusterRanges } from './ranges.ts';

function cidr(text: string): Cidr {
  const parsed = parseCidr(text);
  if (!parsed) throw new RangeError(text);
  return parsed;
}

describe('host-local addresses of a node block', () => {
  it.each([
    ['10.244.0.0/24', 253, 2, 254],
    ['10.244.0.0/30', 1, 2, 2],
    ['fd00:244::/126', 2, 2, 3],
  ])('%s gives %i, from %i to %i', (text, count, first, last) => {
    const hosts = new HostLocal(cidr(text));
    const given = Array.from({ length: count }, () => hosts.allocate());
    expect(given[0]).toBe(first);
    expect(given.at(-1)).toBe(last);
    expect(hosts.allocate()).toBe(0);
  });

  it('are given in turn: one that was given back comes last', () => {
    const hosts = new HostLocal(cidr('10.244.0.0/29'));
    expect([hosts.allocate(), hosts.allocate()]).toEqual([2, 3]);
    hosts.release(2);
    expect([hosts.allocate(), hosts.allocate(), hosts.allocate(), hosts.allocate(), hosts.allocate()]).toEqual([4, 5, 6, 2, 0]);
  });

  it('are never given twice, whatever comes and goes', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(5), { maxLength: 200 }), (acts) => {
        const hosts = new HostLocal(cidr('10.244.0.0/28'));
        const held: number[] = [];
        for (const act of acts) {
          if (act > 1) {
            const host = hosts.allocate();
            expect(held).not.toContain(host);
            if (host !== 0) held.push(host);
            else expect(held).toHaveLength(13);
          } else hosts.release(held.shift() ?? 0);
        }
        expect(hosts.used).toBe(held.length);
      }),
    );
  });
});

describe('node blocks', () => {
  it('are cut in order and used again when a node has gone', () => {
    const blocks = new NodeBlocks(cidr('10.244.0.0/22'), 24, []);
    const first = blocks.allocate();
    expect(first && formatCidr(first)).toBe('10.244.0.0/24');
    for (const text of ['10.244.1.0/24', '10.244.2.0/24', '10.244.3.0/24']) {
      const block = blocks.allocate();
      expect(block && formatCidr(block)).toBe(text);
    }
    expect(blocks.allocate()).toBeUndefined();
    if (first) blocks.release(first);
    expect(blocks.free).toBe(1);
    expect(blocks.allocate()).toEqual(first);
  });

  it('that overlap the Service range are skipped whole', () => {
    const blocks = new NodeBlocks(cidr('10.0.0.0/22'), 24, [cidr('10.0.1.128/25')]);
    const given = [blocks.allocate(), blocks.allocate(), blocks.allocate(), blocks.allocate()];
    expect(given.map((block) => block && formatCidr(block))).toEqual(['10.0.0.0/24', '10.0.2.0/24', '10.0.3.0/24', undefined]);
  });

  it('may be at most 16 bits longer than their range', () => {
    expect(() => new NodeBlocks(cidr('fd00::/47'), 64, [])).toThrow('blocks of /64 cannot be cut from a /47');
  });
});

describe('the ranges of a demo cluster', () => {
  it('are those of the README by default', () => {
    const ranges = clusterRanges(['IPv4', 'IPv6'], 60, 210);
    expect(ranges.pods.map(formatCidr)).toEqual(['10.244.0.0/16', 'fd00:244::/48']);
    expect(ranges.services.map(formatCidr)).toEqual(['10.96.0.0/24', 'fd00:96::/112']);
  });

  it('hold the nodes and Services asked for, and never meet', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 30_000 }), fc.integer({ min: 1, max: 60_000 }), (nodes, services) => {
        const ranges = clusterRanges(['IPv6', 'IPv4'], nodes, services);
        expect(ranges.pods.map(({ family }) => family)).toEqual(['IPv6', 'IPv4']);
        const all = [...ranges.pods, ...ranges.services, ranges.nodeNetwork.IPv4, ranges.nodeNetwork.IPv6];
        const extra = [cidr('10.104.0.0/27'), cidr('10.105.0.0/25')];
        const every = [...all, ...extra];
        for (const [i, a] of every.entries()) for (const b of every.slice(i + 1)) expect(overlaps(a, b)).toBe(false);
        for (const range of ranges.pods)
          expect(2 ** (ranges.nodeMask[range.family] - range.prefixLength)).toBeGreaterThanOrEqual(nodes + 1);
        const [, v4] = ranges.services;
        expect(v4 && (2 ** (32 - v4.prefixLength) - 2) * 0.86).toBeGreaterThanOrEqual(services);
      }),
    );
  });

  it('have room for a node whose block is the last', () => {
    const [range] = clusterRanges(['IPv4'], 256, 100).pods;
    expect(range && formatCidr(range)).toBe('10.244.0.0/15');
    expect(range && containsAddress(range, { family: 'IPv4', value: 0x0af5_ff01n })).toBe(true);
    expect(range && formatAddress(range)).toBe('10.244.0.0');
  });
});
