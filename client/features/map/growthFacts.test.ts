import { expect, test } from 'vitest';
import { endSentence, restsSentence } from './growthFacts.ts';

const four = { family: 'IPv4' as const, ranges: ['10.244.0.0/16'] };

test('when a range ends, with how sure that is', () => {
  const ends = { kind: 'date', likely: '2027-03-02', earliest: '2027-02-08', latest: '2027-04-09' } as const;
  expect(endSentence({ ...four, ends, limit: 'blocks' })).toBe('Its blocks end about 2 Mar 2027 (8 Feb – 9 Apr 2027).');
  expect(endSentence({ ...four, ends: { kind: 'not-within', years: 10, earliest: '2031-01-01' }, limit: 'addresses' })).toBe(
    'Its addresses are not likely to end within 10 years (1 Jan 2031 at the fastest).',
  );
  expect(endSentence({ ...four, ends: { kind: 'not-enough', have: 3, need: 7 }, limit: 'blocks' })).toBe(
    'Not enough history for a date: 3 of 7 days.',
  );
  expect(endSentence({ ...four, ends: { kind: 'full' }, limit: 'blocks' })).toBe('It is full.');
  expect(endSentence({ ...four, ends: null, limit: 'blocks' })).toBe('No end of it is known.');
  expect(endSentence({ ...four, ends: { kind: 'not-within', years: 10, earliest: null }, limit: 'blocks' })).toBe(
    'Its blocks do not end within 10 years.',
  );
  expect(endSentence({ family: 'IPv6', ranges: ['fd00:10::/64'], ends: null, limit: 'addresses' })).toBe(
    'One /64 of 2⁶⁴ addresses: not a limit.',
  );
});

test('what a date rests on', () => {
  expect(restsSentence({ basis: 'samples', days: 56, made: true, imported: false })).toBe(
    'It rests on 56 days of samples, some of them made up for the demo.',
  );
  expect(restsSentence({ basis: 'samples', days: 56, made: false, imported: true })).toBe(
    'It rests on 56 days of samples, some of them imported from a Prometheus.',
  );
  expect(restsSentence({ basis: 'alive', days: 0, made: false, imported: false })).toBe(
    'It rests on when what is alive was made, a lower bound of the past.',
  );
  expect(restsSentence({ basis: 'mixed', days: 1, made: false, imported: false })).toContain('1 day of samples, and before them');
});
