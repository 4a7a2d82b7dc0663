import { type Step, steps } from './history.ts';

export const mostPoints = 1000;
const hour = 3600;
const day = 86_400;
/** Steps that people read easily; longer ones are whole days. */
const easy = [300, 600, 900, 1800, hour, 2 * hour, 3 * hour, 6 * hour, 12 * hour, day];
/** Seconds before now from which only hours, and only days, are left for sure. */
const onlyHours = 14 * day;
const onlyDays = 366 * day;

export interface ChosenStep {
  /** Seconds. */
  readonly step: number;
  /** What it is made from. */
  readonly from: Step;
}

/** Times are milliseconds, the step seconds. Undefined where the step that is asked for makes too many points, or is no multiple. */
export function chooseStep({
  from,
  to,
  now,
  step,
}: {
  from: number;
  to: number;
  now: number;
  step?: number | undefined;
}): ChosenStep | undefined {
  const age = (now - from) / 1000;
  const finest = age > onlyDays ? day : age > onlyHours ? hour : 300;
  if (step === undefined) {
    const needed = Math.max(finest, (to - from) / 1000 / (mostPoints - 1)); // the ends may lie within a step each
    return chosen(easy.find((one) => one >= needed && one % finest === 0) ?? Math.ceil(needed / day) * day);
  }
  const kept = Math.ceil(step / finest) * finest;
  return step % 300 === 0 && (to - from) / 1000 / kept <= mostPoints - 1 ? chosen(kept) : undefined;
}

function chosen(step: number): ChosenStep {
  return { step, from: steps.findLast((one) => step % one === 0) ?? 300 };
}
