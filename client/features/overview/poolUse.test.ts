import { expect, test } from 'vitest';
import type { Pool } from '../../../shared/wire/pools.ts';
import { poolUse } from './poolUse.ts';

const flat = (addresses: Partial<Pool['addresses']>) =>
  poolUse({
    family: 'IPv4',
    blocks: null,
    addresses: { total: '64', reserved: '0', usable: '64', handedOut: null, recorded: null, inUse: '6', free: '57', ...addresses },
  } as Pool);

test('what the allocator has written down is a numerator of its own: the band, and words', () => {
  expect(flat({ recorded: '7' })).toEqual({
    bar: { total: '64', handedOut: '7', inUse: '6' },
    strong: '6',
    rest: 'of 64 in use · 7 recorded by the allocator',
    text: '6 of 64 in use · 7 recorded by the allocator',
  });
});

test('where it writes none down, nothing is said of it', () => {
  expect(flat({}).text).toBe('6 of 64 in use');
});

test('an inferred range has no whole, so it has no bar', () => {
  expect(flat({ free: null })).toMatchObject({ bar: null, text: '6 in use' });
});
