import { expect, test } from 'vitest';
import type { Pool } from '../../../shared/wire/pools.ts';
import { headline } from './headline.ts';

type Counts = { used: number | string | null; usable: number | string; free?: number | string | null };
const text = (value: number | string | null) => (value === null ? null : String(value));

function service(range: string, { used, usable, free }: Counts, change: Partial<Pool> = {}): Pool {
  const left = free === undefined ? (used === null ? null : String(BigInt(usable) - BigInt(used))) : text(free);
  return {
    id: `service/kubernetes/${range}`,
    kind: 'service',
    name: 'kubernetes',
    family: range.includes(':') ? 'IPv6' : 'IPv4',
    ranges: [range],
    cidr: range,
    object: null,
    addresses: {
      total: String(usable),
      reserved: '0',
      usable: String(usable),
      handedOut: null,
      recorded: null,
      inUse: text(used),
      free: left,
    },
    blocks: null,
    static: null,
    limit: 'addresses',
    state: 'ready',
    blockedBy: [],
    provenance: [],
    ...change,
  };
}
function blocks(range: string, prefixLength: number, handedOut: number, total: number, free: number | null = total - handedOut): Pool {
  return service(
    range,
    { used: '100', usable: '60000' },
    { kind: 'pod', id: `pod/${range}`, blocks: { prefixLength, total, handedOut, free }, limit: 'blocks' },
  );
}
const well = { connected: true, synced: true, everSynced: true };
const say = (pools: Pool[], reading = well, critical = 0) => {
  const { title, lead, urgent } = headline({ pools, findings: { critical, warning: 0, info: 0, items: [] } }, reading);
  // The no-break spaces before percent signs are for the eye.
  return { title: title.replaceAll('\u00a0', ' '), lead: lead.replaceAll('\u00a0', ' '), urgent };
};

test('a nearly full Service range is the headline', () => {
  expect(say([service('10.96.0.0/23', { used: 441, usable: 510 })]).title).toBe(
    'IPv4 Service addresses are 86 % used: 69 left in 10.96.0.0/23.',
  );
});

test('where nothing is near its end, all is fine, and what comes first is named', () => {
  const { title, lead } = say([
    service('10.96.0.0/20', { used: 409, usable: 4094 }),
    blocks('10.244.0.0/16', 24, 107, 256),
    blocks('fd00:244::/48', 64, 64, 65536),
  ]);
  expect(title).toBe('Address space is fine: IPv4 node blocks are 41 % used, everything else less.');
  expect(lead).toBe(
    'IPv4 node blocks come first: 149 of 256 /24s are left in 10.244.0.0/16. IPv4 Service addresses follow at 9 %. No IPv6 range comes near its end.',
  );
});

test('a range with nothing left is used up, not 100 %', () => {
  const { title, lead } = say([service('10.96.0.0/28', { used: 14, usable: 14 })]);
  expect(title).toBe('IPv4 Service addresses are used up.');
  expect(lead).toBe('All 14 in 10.96.0.0/28 are taken: whatever asks for one next is refused. There is no IPv6 range.');
});

test('one left of many is 99 % used, never 100 %', () => {
  expect(say([service('10.96.0.0/16', { used: 65532, usable: 65533 })]).title).toBe(
    'IPv4 Service addresses are 99 % used: 1 left in 10.96.0.0/16.',
  );
});

test('a second range of the same kind adds to what is left; the full one is named', () => {
  const { title, lead } = say([service('10.96.0.0/24', { used: 254, usable: 254 }), service('10.97.0.0/24', { used: 4, usable: 254 })]);
  expect(title).toBe('Address space is fine: IPv4 Service addresses are 50 % used.');
  expect(lead).toBe(
    'IPv4 Service addresses come first: 250 of 508 are left in 10.96.0.0/24 and 10.97.0.0/24. 10.96.0.0/24 by itself is used up. There is no IPv6 range.',
  );
});

test('where one range alone is fuller than all of its kind together, not everything else is less', () => {
  const ranges = [service('10.96.0.0/24', { used: 193, usable: 254 }), service('10.97.0.0/24', { used: 82, usable: 254 })];
  expect(say([...ranges, blocks('10.244.0.0/16', 24, 107, 256)])).toEqual({
    title: 'Address space is fine: IPv4 Service addresses are 54 % used, no other kind of address is fuller.',
    lead: 'IPv4 Service addresses come first: 233 of 508 are left in 10.96.0.0/24 and 10.97.0.0/24. IPv4 node blocks follow at 41 %. There is no IPv6 range.',
    urgent: null,
  });
  // Nothing else is spoken of: the sentence needs no such care.
  expect(say(ranges).title).toBe('Address space is fine: IPv4 Service addresses are 54 % used.');
});

test('a fuller range of another kind, or one that is being deleted, is not called less either', () => {
  const second = [service('10.96.0.0/24', { used: 152, usable: 254 }), service('10.97.0.0/24', { used: 0, usable: 254 })];
  const fuller = 'Address space is fine: IPv4 node blocks are 41 % used, no other kind of address is fuller.';
  expect(say([blocks('10.244.0.0/16', 24, 107, 256), ...second]).title).toBe(fuller);
  const deleting = service('10.98.0.0/24', { used: 152, usable: 254 }, { state: 'deleting' });
  expect(say([blocks('10.244.0.0/16', 24, 107, 256), service('10.96.0.0/20', { used: 409, usable: 4094 }), deleting]).title).toBe(fuller);
});

test('nothing else is used to one percent only where no single range is', () => {
  const { lead } = say([
    blocks('10.244.0.0/16', 24, 107, 256),
    service('10.96.0.0/28', { used: 7, usable: 14 }),
    service('10.97.0.0/20', { used: 0, usable: 4094 }),
  ]);
  expect(lead).toBe(
    'IPv4 node blocks come first: 149 of 256 /24s are left in 10.244.0.0/16. IPv4 Service addresses follow at less than 1 %. There is no IPv6 range.',
  );
});

test('a few addresses of a /64 are less than a percent, not nothing', () => {
  expect(say([service('fd00:96::/64', { used: 5, usable: '18446744073709551616' })]).title).toBe(
    'Address space is fine: IPv6 Service addresses are less than 1 % used.',
  );
});

test('a range being deleted gives nothing out and is not counted', () => {
  const { title } = say([
    service('10.96.0.0/24', { used: 240, usable: 254 }),
    service('10.97.0.0/24', { used: 4, usable: 254 }, { state: 'deleting' }),
  ]);
  expect(title).toBe('IPv4 Service addresses are 94 % used: 14 left in 10.96.0.0/24.');
});

test('equal and nested ranges are counted once', () => {
  const { title } = say([
    service('10.96.0.0/24', { used: 240, usable: 254 }),
    service('10.96.0.0/24', { used: 240, usable: 254 }, { id: 'service/again/10.96.0.0-24' }),
    service('10.96.0.128/25', { used: 100, usable: 126 }, { id: 'service/inner/10.96.0.128-25' }),
  ]);
  expect(title).toBe('IPv4 Service addresses are 94 % used: 14 left in 10.96.0.0/24.');
});

test('the families are never added up', () => {
  const { title, lead } = say([
    service('10.96.0.0/24', { used: 240, usable: 254 }),
    service('fd00:96::/112', { used: 240, usable: 65535 }),
  ]);
  expect(title).toBe('IPv4 Service addresses are 94 % used: 14 left in 10.96.0.0/24.');
  expect(lead).toBe('240 of 254 are taken. Nothing else is used to one percent.');
});

test('IPv6 alone is spoken of as IPv6, in blocks', () => {
  const { title, lead } = say([blocks('fd00:244::/48', 64, 3, 65536)]);
  expect(title).toBe('Address space is fine: IPv6 node blocks are less than 1 % used.');
  expect(lead).toBe('IPv6 node blocks come first: 65,533 of 65,536 /64s are left in fd00:244::/48.');
});

test('without IPv6 it says so', () => {
  expect(say([service('10.96.0.0/20', { used: 409, usable: 4094 })]).lead).toBe(
    'IPv4 Service addresses come first: 3,685 of 4,094 are left in 10.96.0.0/20. There is no IPv6 range.',
  );
});

test('two that are nearly full are both named', () => {
  expect(say([service('10.96.0.0/24', { used: 240, usable: 254 }), blocks('10.244.0.0/16', 24, 215, 256)]).lead).toBe(
    '240 of 254 are taken. IPv4 node blocks are 83 % used. There is no IPv6 range.',
  );
});

test('a range that was only inferred has no end that is known', () => {
  const { title, lead } = say([blocks('10.244.0.0/19', 24, 20, 32, null)]);
  expect(title).toBe('How full the ranges are is unknown.');
  expect(lead).toBe('IPv4 node blocks: what is in use, or how large the range is, could not be told.');
});

test('what is unknown beside what is known is said too', () => {
  const pod = { kind: 'pod' as const };
  const { lead } = say([
    service('10.96.0.0/20', { used: 409, usable: 4094 }),
    service('10.20.0.0/22', { used: 218, usable: 1022, free: null }, pod),
    service('fd00:20::/64', { used: 64, usable: '18446744073709551616', free: null }, pod),
  ]);
  expect(lead).toBe(
    'IPv4 Service addresses come first: 3,685 of 4,094 are left in 10.96.0.0/20. How full the IPv4 and IPv6 pod addresses are is unknown.',
  );
});

test('in-use that is unknown is not zero', () => {
  expect(say([service('10.96.0.0/20', { used: null, usable: 4094 })]).title).toBe('How full the ranges are is unknown.');
});

test('an empty range is fine, and nothing of it is used', () => {
  expect(say([blocks('10.244.0.0/16', 24, 0, 256)]).title).toBe('Address space is fine: nothing is used yet.');
});

test('no range at all is not fine: it is unknown, being read, or not there', () => {
  expect(say([]).title).toBe('No address range is known here.');
  expect(say([], { connected: true, synced: false, everSynced: false }).title).toBe('The cluster is being read.');
  expect(say([], { connected: false, synced: false, everSynced: false }).title).toBe('The cluster does not answer.');
});

test('numbers that are old or still grow say so before anything else', () => {
  const pools = [service('10.96.0.0/20', { used: 409, usable: 4094 })];
  expect(say(pools, { connected: false, synced: true, everSynced: true }).lead).toMatch(
    /^The cluster does not answer: these are the last numbers\. /,
  );
  expect(say(pools, { connected: true, synced: false, everSynced: true }).lead).toMatch(
    /^The cluster is still being read: these numbers grow\. /,
  );
});

test('critical findings do not wait', () => {
  const pools = [service('10.96.0.0/20', { used: 409, usable: 4094 })];
  expect(say(pools, well, 0).urgent).toBeNull();
  expect(say(pools, well, 1).urgent).toBe('One critical finding does not wait for that.');
  expect(say(pools, well, 2).urgent).toBe('Two critical findings do not wait for that.');
  expect(say(pools, well, 26).urgent).toBe('26 critical findings do not wait for that.');
});

test('how many node addresses there are is not for the cluster to know, and no news', () => {
  const { title, lead } = say([
    service('10.96.0.0/20', { used: 409, usable: 4094 }),
    blocks('10.244.0.0/16', 24, 2, 256),
    service('10.20.0.0/22', { used: 218, usable: 1022, free: null }, { kind: 'node' }),
  ]);
  expect(title).toBe('Address space is fine: IPv4 Service addresses are 9 % used, everything else less.');
  expect(lead).toBe(
    'IPv4 Service addresses come first: 3,685 of 4,094 are left in 10.96.0.0/20. Nothing else is used to one percent. There is no IPv6 range.',
  );
});

test('what is disabled is out of use on purpose: it is neither used up nor the headline', () => {
  const disabled = service('10.20.0.0/24', { used: 12, usable: 256, free: 0 }, { kind: 'loadBalancer', state: 'disabled' });
  expect(say([service('10.96.0.0/24', { used: 100, usable: 254 }), disabled]).title).toBe(
    'Address space is fine: IPv4 Service addresses are 39 % used.',
  );
});

test('what an allocator has written down is used, whoever holds it', () => {
  const pool = service(
    '10.20.0.0/28',
    { used: 3, usable: 16, free: 0 },
    { kind: 'loadBalancer', ranges: ['10.20.0.0-10.20.0.9', '10.20.0.10-10.20.0.15'] },
  );
  pool.addresses.recorded = '16';
  expect(say([pool])).toMatchObject({
    title: 'IPv4 load balancer addresses are used up.',
    lead: 'All 16 in 10.20.0.0-10.20.0.9 and 10.20.0.10-10.20.0.15 are taken: whatever asks for one next is refused. There is no IPv6 range.',
  });
});
