import { expect, it } from 'vitest';
import { scoreDates, scoreValues, trialsOf } from './backtest.ts';
import { recordedTrials } from './recorded.ts';
import { makeTrial, seriesKinds } from './seriesKinds.ts';

const trials = trialsOf(Array.from({ length: 12 }, (_, i) => 2001 + i)); // none that the method was tuned on, nor that the bench prints

it('of what came, seven to nine in ten lay in the band of 80 %, and the errors are less than those of both naive lines', () => {
  const all = scoreValues(trials).at(-1);
  expect(all).toMatchObject({ name: 'all', trials: 144 });
  expect(all?.covered).toBeGreaterThan(0.7);
  expect(all?.covered).toBeLessThan(0.92);
  expect(all?.error).toBeLessThan(all?.lastAndMeanSlope ?? 0);
  expect(all?.error).toBeLessThan(all?.leastSquares ?? 0);
});

it('recorded series are foretold with less error than by both naive lines, and seven to nine in ten lay in the band, as with the made-up ones', () => {
  const recorded = scoreValues(recordedTrials()).at(-1);
  expect(recorded?.trials).toBeGreaterThanOrEqual(32);
  expect(recorded?.error).toBeLessThan(recorded?.lastAndMeanSlope ?? 0);
  expect(recorded?.error).toBeLessThan(recorded?.leastSquares ?? 0);
  expect(recorded?.covered).toBeGreaterThan(0.7);
  expect(recorded?.covered).toBeLessThan(0.9);
  const covered = scoreValues([...trials, ...recordedTrials()]).at(-1)?.covered;
  expect(covered).toBeGreaterThan(0.7);
  expect(covered).toBeLessThan(0.9);
});

it('the date of an end is missed by about as few days as by the better naive line, or by fewer', () => {
  const dates = scoreDates(trials);
  expect(dates.trials).toBeGreaterThan(60);
  expect(dates.error).toBeLessThan(1.25 * dates.lastAndMeanSlope);
  expect(dates.error).toBeLessThan(dates.leastSquares);
});

it('the same seed makes the same trial, another one another', () => {
  for (const kind of seriesKinds) {
    expect(makeTrial(kind, 3)).toEqual(makeTrial(kind, 3));
    expect(makeTrial(kind, 3).past).not.toEqual(makeTrial(kind, 4).past);
  }
});

it('gaps are days that are not there; the future has none', () => {
  const { past, origin, future } = makeTrial('gaps', 1);
  expect(past.length).toBeLessThan(origin + 1);
  expect(past.at(-1)?.day).toBe(origin);
  expect(future.map(({ day }) => day - origin)).toEqual(Array.from({ length: 91 }, (_, i) => i + 1));
});
