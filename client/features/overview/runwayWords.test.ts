import { expect, test } from 'vitest';
import type { ForecastHead } from '../../../shared/wire/plan.ts';
import { runwayWords } from './runwayWords.ts';

const today = '2026-11-27';
const say = (ends: ForecastHead['ends'], change: Partial<ForecastHead> = {}) =>
  runwayWords({ ends, family: 'IPv4', ranges: ['10.244.0.0/16'], basis: 'samples', ...change }, { state: 'ready' }, today);

test('a date, and the band around it', () => {
  expect(say({ kind: 'date', likely: '2027-03-02', earliest: '2027-02-08', latest: '2027-04-09' })).toMatchObject({
    short: '2 Mar 2027',
    alone: 'ends about 2 March 2027',
    long: 'ends about 2 March 2027, between 8 February and 9 April',
  });
  expect(say({ kind: 'date', likely: '2027-12-02', earliest: '2027-11-08', latest: '2028-04-09' }).long).toBe(
    'ends about 2 December 2027, between 8 November 2027 and 9 April 2028',
  );
});

test('a band that nobody knows the end of', () => {
  expect(say({ kind: 'date', likely: '2027-03-02', earliest: '2027-02-08', latest: null }).long).toBe(
    'ends about 2 March 2027, not before 8 February 2027, perhaps not within ten years',
  );
});

test('a far date is rough', () => {
  expect(say({ kind: 'date', likely: '2032-03-02', earliest: '2031-02-08', latest: '2035-04-09' })).toMatchObject({
    short: 'about 2032',
    alone: 'ends about 2032',
    long: 'ends about 2032, between February 2031 and 2035',
  });
});

test('what does not end, or at its fastest alone', () => {
  expect(say({ kind: 'not-within', years: 10, earliest: null })).toMatchObject({
    short: 'not within 10 years',
    alone: 'does not end within 10 years',
    long: 'does not end within ten years',
  });
  expect(say({ kind: 'not-within', years: 10, earliest: '2033-04-01' })).toMatchObject({
    short: 'likely not within 10 years',
    alone: 'not likely to end within 10 years; at its fastest about 2033',
    long: 'is not likely to end within ten years, at its fastest about 2033',
  });
});

test('too little history, full, and no end', () => {
  expect(say({ kind: 'not-enough', have: 3, need: 7 })).toMatchObject({
    short: '3 of 7 days of history',
    long: 'when it ends is not known yet: 3 of 7 days of history',
  });
  expect(say({ kind: 'full' }).short).toBe('used up');
  expect(say(null).short).toBe('end not known');
  expect(say(null, { family: 'IPv6', ranges: ['fd00:20::/64'] })).toMatchObject({
    short: 'one /64: not a limit',
    alone: 'one /64 (2⁶⁴ addresses): not a limit',
    isEndless: true,
  });
  expect(runwayWords(null, null, today).long).toBe('when it ends is not known');
});

test('what was read from creation times says so', () => {
  expect(say({ kind: 'date', likely: '2027-03-02', earliest: '2027-02-08', latest: '2027-04-09' }, { basis: 'alive' }).long).toBe(
    'ends about 2 March 2027, between 8 February and 9 April, by creation times of what is alive',
  );
});

test('a pool that gives nothing out is not called full', () => {
  expect(runwayWords({ ends: { kind: 'full' }, family: 'IPv4', ranges: [], basis: 'samples' }, { state: 'disabled' }, today).short).toBe(
    'gives nothing out',
  );
});
