import { expect, test } from 'vitest';
import { outsideKind, outsideWords } from './outsideWords.ts';

test('what it is, whose, and what the file says of it', () => {
  expect(outsideWords({ kind: 'vpn', owner: 'netops', note: 'offices' })).toBe('VPN (netops, offices)');
  expect(outsideWords({ kind: 'peer', owner: 'data', note: null })).toBe('peered network (data)');
  expect(outsideWords({ kind: null, owner: 'lab', note: null })).toBe('outside range (lab)');
  expect([outsideKind({ kind: 'reserved' }), outsideKind({ kind: null }), outsideKind({ kind: 'vpc' })]).toEqual([
    'Reservation',
    'Outside range',
    'VPC',
  ]);
});
