import { expect, test } from 'vitest';
import type { ForecastHead } from '../../../shared/wire/plan.ts';
import type { Pool } from '../../../shared/wire/pools.ts';
import { headline } from './headline.ts';
import { plainText } from './sentence.ts';

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
const well = { connected: true, synced: true, everSynced: true, mayReadNothing: false };
const spoken = (of: Parameters<typeof headline>) => {
  const { title, lead, urgent } = headline(...of);
  // The no-break spaces before percent signs are for the eye.
  const words = (text: string) => text.replaceAll('\u00a0', ' ');
  return { title: words(title), lead: words(plainText(lead)), urgent: urgent && plainText(urgent) };
};
const findings = (critical: number) => ({ critical, warning: 0, info: 0, items: [] });
/** Without dates: they are not there yet, or could not be had. */
const say = (pools: Pool[], reading = well, critical = 0) => spoken([{ pools, findings: findings(critical) }, reading, undefined]);

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
  expect(say([], { ...well, connected: true, synced: false, everSynced: false }).title).toBe('The cluster is being read.');
  expect(say([], { ...well, connected: false, synced: false, everSynced: false }).title).toBe('The cluster does not answer.');
  const forbidden = { ...well, connected: false, everSynced: false, mayReadNothing: true };
  expect(say([], forbidden).title).toBe('Nothing of this cluster may be read.');
});

test('numbers that are old or still grow say so before anything else', () => {
  const pools = [service('10.96.0.0/20', { used: 409, usable: 4094 })];
  const lost = say(pools, { ...well, connected: false, synced: true, everSynced: true });
  expect(lost.title).toBe('IPv4 Service addresses are 9 % used by the last numbers.');
  expect(lost.lead).toMatch(/^The cluster does not answer: these are the last numbers\. /);
  const young = say(pools, { ...well, connected: true, synced: false, everSynced: true });
  expect(young.title).toBe('IPv4 Service addresses are 9 % used by what is read so far.');
  expect(young.lead).toMatch(/^The cluster is still being read: these numbers grow\. /);
});

test('with a critical finding nothing sounds fine', () => {
  const pools = [service('10.96.0.0/20', { used: 409, usable: 4094 })];
  expect(say(pools, well, 0)).toMatchObject({ title: 'Address space is fine: IPv4 Service addresses are 9 % used.', urgent: null });
  expect(say(pools, well, 1)).toMatchObject({
    title: 'IPv4 Service addresses are 9 % used, but one finding is critical.',
    urgent: 'What is critical does not wait for that.',
  });
  expect(say(pools, well, 26).title).toBe('IPv4 Service addresses are 9 % used, but 26 findings are critical.');
  expect(say([service('10.96.0.0/28', { used: 14, usable: 14 })], well, 2)).toMatchObject({
    title: 'IPv4 Service addresses are used up.',
    urgent: 'Two findings are critical.',
  });
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

const today = '2026-11-27';
type Ends = ForecastHead['ends'];
const date = (likely: string, earliest = likely, latest: string | null = likely): Ends => ({ kind: 'date', likely, earliest, latest });
const never: Ends = { kind: 'not-within', years: 10, earliest: null };
const short = (have: number): Ends => ({ kind: 'not-enough', have, need: 7 });

/** What /forecast says of a pool, with the counts that the pool has. */
function head(pool: Pool, ends: Ends, change: Partial<ForecastHead> = {}): ForecastHead {
  const counts = pool.blocks ? [pool.blocks.handedOut, pool.blocks.total] : [pool.addresses.inUse, pool.addresses.usable];
  const [used, total] = counts.map((count) => (count === null ? null : Number(count))) as [number | null, number | null];
  return {
    ...{ id: pool.id, pools: [pool.id], kind: pool.kind, name: pool.name, family: pool.family, ranges: pool.ranges },
    ...{ limit: pool.blocks ? 'blocks' : 'addresses', used, total, left: used === null || total === null ? null : total - used },
    ...{ perWeek: null, basis: 'samples', days: 56, made: false, imported: false, ends },
    ...change,
  };
}
function sayWith(heads: [Pool, Ends, Partial<ForecastHead>?][], { reading = well, critical = 0 } = {}) {
  const pools = heads.map(([pool]) => pool);
  return spoken([{ pools, findings: findings(critical) }, reading, { items: heads.map((one) => head(...one)), today }]);
}

const nodes4 = blocks('10.244.0.0/16', 24, 215, 256);
const nodes6 = blocks('fd00:244::/48', 64, 64, 65536);
const services4 = service('10.96.0.0/20', { used: 3113, usable: 4094 });
const services6 = service('fd00:96::/112', { used: 451, usable: 65535 });

test('the date of what ends first, its family and limit, what is left, its pace, what follows, and IPv6', () => {
  expect(
    sayWith([
      [services4, date('2027-05-23', '2027-04-13', '2027-07-10'), { perWeek: 39 }],
      [nodes4, date('2027-03-02', '2027-02-08', '2027-04-09'), { perWeek: 2.94 }],
      [nodes6, never],
      [services6, never],
    ]),
  ).toEqual({
    title: 'Address space is fine until about 2 March 2027.',
    lead: 'IPv4 node blocks end first: 41 of 256 /24s in 10.244.0.0/16 are left, and 2.9 a week go out. IPv4 Service addresses follow in May. No IPv6 pool ends within ten years.',
    urgent: null,
  });
});

test('where it lasts longer than at the pace of today, it says that growth slows down', () => {
  const lead = (likely: string, perWeek: number) => sayWith([[nodes4, date(likely), { perWeek }]]).lead;
  expect(lead('2027-03-02', 4)).toMatch(/^IPv4 node blocks end first: 41 of 256 .* are left, and 4 a week go out now, fewer later\. /);
  expect(lead('2027-03-02', 3.3)).toMatch(/are left, and 3\.3 a week go out\. /);
  expect(lead('2027-03-02', 0)).toMatch(/10\.244\.0\.0\/16 are left\. /);
});

test('with critical findings it lasts until then, and is not called fine', () => {
  expect(
    sayWith(
      [
        [nodes4, date('2027-03-02')],
        [nodes6, never],
      ],
      { critical: 2 },
    ),
  ).toEqual({
    title: 'Address space lasts until about 2 March 2027, but two findings are critical.',
    lead: 'IPv4 node blocks end first: 41 of 256 /24s in 10.244.0.0/16 are left. Nothing else ends within ten years.',
    urgent: 'What is critical does not wait for that.',
  });
});

test('numbers that are old or still grow make no promise', () => {
  const heads: Parameters<typeof sayWith>[0] = [[nodes4, date('2027-03-02')]];
  expect(sayWith(heads, { reading: { ...well, connected: false, synced: true, everSynced: true } })).toMatchObject({
    title: 'Address space lasts until about 2 March 2027 by the last numbers.',
    lead: expect.stringMatching(/^The cluster does not answer: these are the last numbers\. IPv4 node blocks end first/),
  });
  expect(sayWith(heads, { reading: { ...well, connected: true, synced: false, everSynced: true }, critical: 1 }).title).toBe(
    'Address space lasts until about 2 March 2027 by what is read so far, but one finding is critical.',
  );
});

test('an end within eight weeks is the headline, and nothing is fine', () => {
  expect(
    sayWith([
      [nodes4, date('2026-12-02', '2026-11-30', '2026-12-09'), { perWeek: 52 }],
      [services4, date('2026-12-20')],
    ]),
  ).toEqual({
    title: 'IPv4 node blocks end about 2 December 2026, in 5 days.',
    lead: '41 of 256 /24s in 10.244.0.0/16 are left, and 52 a week go out. IPv4 Service addresses follow about 20 December 2026. There is no IPv6 range.',
    urgent: null,
  });
  expect(sayWith([[nodes4, date('2026-12-20')]], { critical: 1 })).toMatchObject({
    title: 'IPv4 node blocks end about 20 December 2026, in 3 weeks.',
    urgent: 'One finding is critical.',
  });
  expect(sayWith([[nodes4, date('2026-11-28')]]).title).toBe('IPv4 node blocks end tomorrow.');
  expect(sayWith([[nodes4, date('2026-11-27')]]).title).toBe('IPv4 node blocks end today.');
});

test('what may end within four weeks at its fastest is said beside its likely date', () => {
  const { title, lead } = sayWith([[nodes4, date('2027-03-02', '2026-12-08', null), { perWeek: 1 }]]);
  expect(title).toBe('Address space is fine until about 2 March 2027.');
  expect(lead).toBe(
    'IPv4 node blocks end first: 41 of 256 /24s in 10.244.0.0/16 are left, and 1 a week goes out. At its fastest that is on 8 December 2026. There is no IPv6 range.',
  );
});

test('a far date is as rough as it is known', () => {
  expect(
    sayWith([
      [nodes4, date('2029-03-02'), { perWeek: 0.04 }],
      [services4, date('2032-05-01')],
      [nodes6, never],
    ]),
  ).toMatchObject({
    title: 'Address space is fine until about March 2029.',
    lead: 'IPv4 node blocks end first: 41 of 256 /24s in 10.244.0.0/16 are left, and 2 a year go out. IPv4 Service addresses follow about 2032. No IPv6 pool ends within ten years.',
  });
  expect(sayWith([[services4, date('2033-05-01')]]).title).toBe('Address space is fine until about 2033.');
});

test('full now: that is the headline, whatever else there is', () => {
  const full = service('10.96.0.0/28', { used: 14, usable: 14 });
  expect(
    sayWith(
      [
        [nodes4, date('2027-03-02')],
        [full, { kind: 'full' }],
        [nodes6, never],
      ],
      { critical: 1 },
    ),
  ).toEqual({
    title: 'IPv4 Service addresses are used up.',
    lead: 'All 14 in 10.96.0.0/28 are taken: whatever asks for one next is refused. IPv4 node blocks end about 2 March 2027. No IPv6 pool ends within ten years.',
    urgent: 'One finding is critical.',
  });
  const blocksToo = blocks('10.244.0.0/16', 24, 256, 256);
  expect(
    sayWith([
      [blocksToo, { kind: 'full' }],
      [full, { kind: 'full' }],
    ]).lead,
  ).toContain('IPv4 Service addresses are used up too.');
});

const calm4 = blocks('10.244.0.0/16', 24, 107, 256);
const calmServices4 = service('10.96.0.0/20', { used: 409, usable: 4094 });

test('nothing ends within ten years', () => {
  expect(
    sayWith([
      [calm4, never],
      [calmServices4, never],
      [nodes6, never],
    ]),
  ).toEqual({
    title: 'Address space is fine: nothing ends within ten years.',
    lead: 'IPv4 node blocks are fullest: 149 left in 10.244.0.0/16, 41 % used.',
    urgent: null,
  });
  expect(sayWith([[calm4, never]], { critical: 3 }).title).toBe('Nothing ends within ten years, but three findings are critical.');
});

test('what hardly grows and is nearly full is not fine', () => {
  expect(
    sayWith([
      [nodes4, never],
      [nodes6, never],
    ]),
  ).toEqual({
    title: 'Nothing ends within ten years, but IPv4 node blocks are 83 % used.',
    lead: 'IPv4 node blocks are fullest: 41 left in 10.244.0.0/16, 83 % used.',
    urgent: null,
  });
  expect(
    sayWith(
      [
        [nodes4, never],
        [calmServices4, date('2027-05-23')],
      ],
      { critical: 1 },
    ).title,
  ).toBe('Address space lasts until about 23 May 2027, but IPv4 node blocks are 83 % used and one finding is critical.');
});

test('what ends within five years at its fastest alone is said', () => {
  expect(
    sayWith([
      [calm4, { kind: 'not-within', years: 10, earliest: '2029-04-01' }],
      [nodes6, never],
    ]).lead,
  ).toBe('IPv4 node blocks are fullest: 149 left in 10.244.0.0/16, 41 % used. At their fastest IPv4 node blocks end about April 2029.');
});

test('too little history: fine today, and until when is not known', () => {
  expect(
    sayWith([
      [calm4, short(3)],
      [calmServices4, short(2)],
      [nodes6, short(3)],
    ]),
  ).toEqual({
    title: 'Address space is fine today, until when is not known yet.',
    lead: '3 of 7 days of history are there: a date can be told in 4 days at the earliest. IPv4 node blocks come first: 149 of 256 /24s are left in 10.244.0.0/16. IPv4 Service addresses follow at 9 %. No IPv6 range comes near its end.',
    urgent: null,
  });
  expect(sayWith([[calm4, short(6)]], { critical: 1 })).toMatchObject({
    title: 'Address space is left today, until when is not known yet, but one finding is critical.',
    lead: expect.stringMatching(/^6 of 7 days of history are there: a date can be told tomorrow at the earliest\./),
  });
  expect(sayWith([[nodes4, short(0)]])).toMatchObject({
    title: 'IPv4 node blocks are 83 % used: 41 left in 10.244.0.0/16.',
    lead: expect.stringMatching(/^0 of 7 days of history are there: a date can be told in 7 days at the earliest\./),
  });
});

test('what lacks history beside what has a date, or has none, is said', () => {
  expect(
    sayWith([
      [nodes4, date('2027-03-02')],
      [nodes6, short(3)],
      [services6, never],
    ]).lead,
  ).toBe(
    'IPv4 node blocks end first: 41 of 256 /24s in 10.244.0.0/16 are left. Of IPv6 node blocks 3 of 7 days of history are there, too few to tell.',
  );
  expect(
    sayWith([
      [calm4, never],
      [nodes6, short(3)],
    ]),
  ).toMatchObject({
    title: 'Nothing that can be told ends within ten years.',
    lead: 'IPv4 node blocks are fullest: 149 left in 10.244.0.0/16, 41 % used. Of IPv6 node blocks 3 of 7 days of history are there, too few to tell.',
  });
});

test('growth that was read from creation times is called that', () => {
  expect(sayWith([[nodes4, date('2027-03-02'), { basis: 'alive', days: 0, perWeek: 3 }]]).lead).toBe(
    'IPv4 node blocks end first: 41 of 256 /24s in 10.244.0.0/16 are left, and 3 a week go out. There are no counts yet: growth is read from creation times of what is alive, a lower bound of the past. There is no IPv6 range.',
  );
  expect(sayWith([[nodes4, date('2027-03-02'), { basis: 'mixed', days: 3 }]]).lead).toContain(
    'Before the last 3 days, growth is read from creation times of what is alive, a lower bound of the past.',
  );
});

test('ranges that are taken together end together: the sentence speaks of all of them', () => {
  const [one, two] = [service('10.96.0.0/24', { used: 254, usable: 254 }), service('10.97.0.0/24', { used: 4, usable: 254 })];
  const group = { id: 'service/IPv4', pools: [one.id, two.id], ranges: ['10.96.0.0/24', '10.97.0.0/24'], used: 258, total: 508, left: 250 };
  const items = [head(one, { kind: 'full' }), head(two, date('2028-01-01')), head(one, date('2027-06-05'), { ...group, perWeek: 9 })];
  expect(spoken([{ pools: [one, two], findings: findings(0) }, well, { items, today }])).toEqual({
    title: 'Address space is fine until about 5 June 2027.',
    lead: 'IPv4 Service addresses end first: 250 of 508 in 10.96.0.0/24 and 10.97.0.0/24 are left, and 9 a week are taken. 10.96.0.0/24 by itself is used up. There is no IPv6 range.',
    urgent: null,
  });
});

test('pools that do not stand in for each other are named', () => {
  const pool = (name: string, range: string) =>
    service(range, { used: 40, usable: 64 }, { kind: 'loadBalancer', name, id: `loadBalancer/${name}/${range}` });
  expect(
    sayWith([
      [pool('edge', '10.20.64.0/26'), date('2027-08-18')],
      [pool('inner', '10.20.65.0/26'), date('2027-09-01')],
    ]),
  ).toMatchObject({
    title: 'Address space is fine until about 18 August 2027.',
    lead: 'IPv4 load balancer addresses of edge end first: 24 of 64 in 10.20.64.0/26 are left. IPv4 load balancer addresses of inner follow in September. There is no IPv6 range.',
  });
});

test('an IPv6-first cluster: its IPv6 is spoken of first, and of IPv4 what it does', () => {
  expect(
    sayWith([
      [services6, date('2027-04-01')],
      [nodes6, date('2027-08-01')],
      [calm4, never],
    ]).lead,
  ).toBe(
    'IPv6 Service addresses end first: 65,084 of 65,535 in fd00:96::/112 are left. IPv6 node blocks follow in August. No IPv4 pool ends within ten years.',
  );
  expect(
    sayWith([
      [services6, date('2027-04-01')],
      [nodes6, date('2027-08-01')],
      [calm4, date('2028-08-01')],
    ]).lead,
  ).toContain('IPv4 node blocks end about August 2028.');
});

test('an IPv6-only cluster says nothing of IPv4', () => {
  expect(
    sayWith([
      [nodes6, never],
      [services6, never],
    ]),
  ).toEqual({
    title: 'Address space is fine: nothing ends within ten years.',
    lead: 'IPv6 Service addresses are fullest: 65,084 left in fd00:96::/112, less than 1 % used.',
    urgent: null,
  });
});

test('a /64 that nodes stand in has no end, and node addresses are not for the cluster to know: no news', () => {
  const net6 = service('fd00:20::/64', { used: 64, usable: '18446744073709551616', free: null }, { kind: 'node' });
  const net4 = service('10.20.0.0/22', { used: 64, usable: 1022, free: null }, { kind: 'node' });
  expect(
    sayWith([
      [nodes4, date('2027-03-02')],
      [net6, null],
      [net4, null],
    ]).lead,
  ).toBe('IPv4 node blocks end first: 41 of 256 /24s in 10.244.0.0/16 are left. Nothing else ends within ten years.');
});

test('where an end is not known that is said', () => {
  const pods = service('10.20.0.0/22', { used: 218, usable: 1022, free: null }, { kind: 'pod' });
  expect(
    sayWith([
      [nodes4, date('2027-03-02')],
      [pods, null],
    ]).lead,
  ).toContain('When IPv4 pod addresses end is unknown.');
  expect(
    sayWith([
      [calm4, never],
      [pods, null],
    ]).title,
  ).toBe('Nothing that can be told ends within ten years.');
});

test('an empty cluster uses nothing, whatever history says', () => {
  const none = blocks('10.244.0.0/16', 24, 0, 256);
  for (const ends of [never, short(0), short(3)])
    expect(sayWith([[none, ends]])).toMatchObject({ title: 'Address space is fine: nothing is used yet.', urgent: null });
});

test('where there is no forecast at all, it is said how full the ranges are', () => {
  expect(spoken([{ pools: [calm4], findings: findings(0) }, well, { items: [], today }]).title).toBe(
    'Address space is fine: IPv4 node blocks are 41 % used.',
  );
});

test('words that lead to their proof: a pool to its map, growth to the plan, what is critical to its list', () => {
  const { lead, urgent } = headline({ pools: [nodes4, services4], findings: findings(1) }, well, {
    items: [head(nodes4, date('2027-03-02'), { perWeek: 3 }), head(services4, date('2027-05-23'))],
    today,
  });
  expect(lead.filter((piece) => typeof piece !== 'string')).toEqual([
    { text: 'IPv4 node blocks', proof: { pool: nodes4.id, cidr: '10.244.0.0/16' } },
    { text: '10.244.0.0/16', proof: { pool: nodes4.id, cidr: '10.244.0.0/16' } },
    { text: '3 a week go out', proof: 'growth' },
    { text: 'IPv4 Service addresses', proof: { pool: services4.id, cidr: '10.96.0.0/20' } },
  ]);
  expect(urgent?.[0]).toEqual({ text: 'What is critical', proof: { severity: 'critical' } });
});

test('of several ranges the one that ends by itself leads to its own map', () => {
  const [wide, full] = [service('10.97.0.0/23', { used: 4, usable: 508 }), service('10.96.0.0/24', { used: 254, usable: 254 })];
  const proof = { text: '10.96.0.0/24', proof: { pool: full.id, cidr: '10.96.0.0/24' } };
  const answer = { pools: [wide, full], findings: findings(0) };
  const all = { id: 'service/IPv4', pools: [wide.id, full.id], ranges: ['10.97.0.0/23', '10.96.0.0/24'], used: 258, total: 762, left: 504 };
  const items = [head(full, { kind: 'full' }), head(wide, date('2028-01-01')), head(wide, date('2027-06-05'), all)];
  expect(headline(answer, well, { items, today }).lead).toContainEqual(proof);
  expect(headline(answer, well, undefined).lead).toContainEqual(proof);
});

test('that nothing of a family ends is proven by the plan', () => {
  const { lead } = headline({ pools: [nodes4, nodes6], findings: findings(0) }, well, {
    items: [head(nodes4, date('2027-03-02')), head(services4, date('2027-05-23')), head(nodes6, never)],
    today,
  });
  expect(lead).toContainEqual({ text: 'No IPv6 pool', proof: 'growth' });
});
