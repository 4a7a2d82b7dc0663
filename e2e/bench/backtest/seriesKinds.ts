import { Random } from '../../../server/demo/random.ts';
import type { DailyMaximum } from '../../../shared/plan/forecast/series.ts';

/** A past, made up or recorded, and what came then: day 0 is the first of the past, `origin` its last. */
export interface Trial {
  readonly kind: SeriesKind | 'recorded';
  /** Of a recorded series, its number. */
  readonly seed: number;
  readonly past: readonly DailyMaximum[];
  readonly origin: number;
  /** The days behind the origin, without gaps. */
  readonly future: readonly DailyMaximum[];
}

export const horizon = 91;

type Maker = (random: Random, days: readonly number[]) => number[];

const linear: Maker = (random, days) => {
  const slope = log(random, 0.05, 5);
  const start = log(random, 10, 2000);
  const width = log(random, 1, 0.02 * start + 2);
  return days.map((day) => start + slope * day + noise(random) * width);
};

/** How a cluster's use grows, as the value on each day of a number of days. */
const makers = {
  linear,
  steps: (random, days) => {
    const rate = log(random, 0.03, 1);
    let value = random.between(5, 300);
    return days.map(() => {
      if (random.chance(Math.min(0.9, rate / 2))) value += random.between(1, 3);
      return value;
    });
  },
  accelerating: (random, days) => {
    const start = log(random, 20, 500);
    const doubling = log(random, 90, 400);
    return days.map((day) => start * 2 ** (day / doubling) + noise(random) * 0.01 * start);
  },
  flat: (random, days) => {
    const level = log(random, 5, 3000);
    const width = log(random, 0.3, 0.05 * level + 1);
    return days.map(() => level + noise(random) * width);
  },
  seasonal: (random, days) => {
    const level = log(random, 100, 3000);
    const slope = (level * (random.next() * 0.4 - 0.05)) / 100;
    const swing = level * (0.05 + 0.25 * random.next());
    const weekend = random.below(7);
    return days.map((day) => {
      const isWeekend = (day + weekend) % 7 < 2;
      return level + slope * day - (isWeekend ? swing : 0) + noise(random) * 0.02 * level;
    });
  },
  shifts: (random, days) => {
    const level = log(random, 50, 1000);
    const slope = log(random, 0.02, 1);
    const jumps = Array.from({ length: random.between(1, 2) }, () => ({
      day: random.between(10, days.length - 1), // behind the origin, too: nobody sees that one coming
      by: level * (0.15 + 0.6 * random.next()) * (random.chance(0.8) ? 1 : -0.5),
    }));
    return days.map((day) => {
      const jumped = jumps.reduce((sum, jump) => (jump.day <= day ? sum + jump.by : sum), 0);
      return level + slope * day + jumped + noise(random) * 0.01 * level;
    });
  },
  bursts: (random, days) => {
    const level = log(random, 50, 1000);
    const slope = log(random, 0.02, 2);
    let left = 0;
    let height = 0;
    return days.map((day) => {
      if (left > 0) left--;
      else if (random.chance(0.04)) {
        left = random.between(0, 2);
        height = level * (0.2 + random.next());
      } else height = 0;
      return level + slope * day + height + noise(random) * 0.01 * level;
    });
  },
  gaps: linear, // of which days are taken
  churny: (random, days) => {
    const level = log(random, 100, 3000);
    const slope = (level * (random.next() - 0.2)) / 400;
    let walk = 0;
    return days.map((day) => {
      walk = 0.9 * walk + noise(random) * 0.06 * level;
      return level + slope * day + walk;
    });
  },
  walking: (random, days) => {
    let value = log(random, 100, 3000);
    const drift = value * 0.0015 * (random.next() * 1.5 - 0.3);
    const step = value * 0.01;
    return days.map(() => {
      value += drift + noise(random) * step;
      return value;
    });
  },
  saturating: (random, days) => {
    const top = log(random, 100, 2000);
    const life = log(random, 40, 200);
    return days.map((day) => top * (1 - 0.8 * Math.exp(-day / life)) + noise(random) * 0.01 * top);
  },
  young: (random, days) => {
    const slope = log(random, 0.05, 3);
    const start = log(random, 10, 500);
    return days.map((day) => start + slope * day + noise(random) * 0.02 * start);
  },
} satisfies Readonly<Record<string, Maker>>;

export type SeriesKind = keyof typeof makers;
export const seriesKinds = Object.keys(makers) as readonly SeriesKind[];

/** The trial of a kind and a seed: the same ones give the same trial. */
export function makeTrial(kind: SeriesKind, seed: number): Trial {
  const random = new Random(seed * 101 + seriesKinds.indexOf(kind));
  const length = kind === 'young' ? random.between(8, 27) : random.between(42, 400);
  const days = Array.from({ length: length + horizon }, (_, day) => day);
  const series = makers[kind](random, days).map((value, day) => ({ day, value: Math.max(0, Math.round(value)) }));
  const past = series.slice(0, length);
  return { kind, seed, past: kind === 'gaps' ? withGaps(random, past) : past, origin: length - 1, future: series.slice(length) };
}

/** One day in eight is missing, and twice some days in a row; the last day is there. */
function withGaps(random: Random, past: readonly DailyMaximum[]): DailyMaximum[] {
  const holes = [0, 1].map(() => ({ from: random.below(past.length), days: random.between(3, 20) }));
  return past.filter(({ day }, i) => {
    const isInHole = holes.some(({ from, days }) => day >= from && day < from + days);
    return i === past.length - 1 || !(isInHole || random.chance(0.125));
  });
}

/** Spread evenly in its logarithm. */
function log(random: Random, low: number, high: number): number {
  return low * (high / low) ** random.next();
}

/** About normal with a deviation of 1: the sum of twelve even ones. */
function noise(random: Random): number {
  let sum = -6;
  for (let i = 0; i < 12; i++) sum += random.next();
  return sum;
}
