import { expect, test } from 'vitest';
import { parseAddressRange } from '../../shared/net/addressRange.ts';
import { atlasSpaces, spacesWith } from './atlasSpaces.ts';

const said = (...texts: string[]) => {
  const ranges = texts.map(parseAddressRange).filter((range) => range !== undefined);
  return spacesWith(ranges[0]?.family ?? 'IPv4', ranges).map((space) => `${space.name} · ${space.source}${space.ours ? ' · ours' : ''}`);
};

test('private ranges lie in their blocks, which anybody may use', () =>
  expect(said('10.244.0.0/16', '192.168.0.0/24', '172.18.0.0/16', '100.64.0.0/16')).toEqual([
    'Private use · 10.0.0.0/8, RFC 1918 · ours',
    'Shared address space (carrier-grade NAT) · 100.64.0.0/10, RFC 6598 · ours',
    'Private use · 172.16.0.0/12, RFC 1918 · ours',
    'Private use · 192.168.0.0/16, RFC 1918 · ours',
  ]));
test('a documentation range is one of its own', () =>
  expect(said('203.0.113.0/27')).toEqual(['Documentation (TEST-NET-3) · 203.0.113.0/24, RFC 5737']));
test('public addresses lie between special ranges', () =>
  expect(said('52.1.0.0/16')).toEqual(['Public IPv4 · in 11.0.0.0 – 100.63.255.255']));
test('IPv6: unique local, link-local, and global unicast', () =>
  expect(said('fd00:244::/48', 'fe80::/64', '2600:1f14::/56')).toEqual([
    'Global unicast IPv6 · in 2000::/3, RFC 4291',
    'Unique local (ULA) · fc00::/7, RFC 4193 · ours',
    'Link-local · fe80::/10, RFC 4291',
  ]));
test('a range wider than a space lies in several', () =>
  expect(said('10.0.0.0/7').map((text) => text.split(' · ')[0])).toEqual(['Private use', 'Public IPv4']));
test.each(['IPv4', 'IPv6'] as const)('the spaces of %s follow each other without a gap, from the first address to the last', (family) => {
  let next = 0n;
  for (const space of atlasSpaces.filter((item) => item.family === family)) {
    expect(space.first).toBe(next);
    expect(space.last >= space.first).toBe(true);
    next = space.last + 1n;
  }
  expect(next).toBe(1n << (family === 'IPv4' ? 32n : 128n));
});
