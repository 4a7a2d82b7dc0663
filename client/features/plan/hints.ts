import type { Family } from '../../../shared/net/address.ts';
import { valueOn } from '../../../shared/plan/forecast/growth.ts';
import { parseDay } from '../../../shared/plan/scenario/days.ts';
import type { PlanAnswer, PlanBase } from '../../../shared/wire/plan.ts';
import { formatCount } from '../../kit/formatCount.ts';
import { limitText } from '../../kit/growthWords.ts';
import type { PlanAnswerRow } from './planWords.ts';

/** What an answer says about each edit, beside it. Undefined where it has nothing to say. */

type PodSpace = PlanBase['pods'][number];

export function podSpaceOf(base: PlanBase, family: Family): PodSpace | undefined {
  return base.pods.find((space) => space.family === family);
}

/** "398 further nodes fit; 199 with the /24 of today." */
export function maskHint(answer: PlanAnswer, family: Family): string | undefined {
  const row = answer.rows.find((one) => one.what === 'blocks' && one.family === family);
  const [now, then] = [podSpaceOf(answer.base.today, family), podSpaceOf(answer.base.scenario, family)];
  if (!row?.scenario || !then) return undefined;
  const fits = `${limitText(row.scenario.left)} further nodes fit`;
  const before =
    now && row.today && now.blockLength !== then.blockLength ? `; ${limitText(row.today.left)} with the /${now.blockLength} of today` : '';
  return `${fits}${before}. ${usableHint(then, answer.base.scenario.maxPods)}`;
}

/** "A /25 has 125 usable: 110 fit, 15 stay unused." What binds on a new node, its block or its maxPods. */
export function usableHint({ family, blockLength, usable }: PodSpace, maxPods: number): string {
  const [has, most] = [BigInt(usable), BigInt(maxPods)];
  if (family === 'IPv6' && has > 1_000_000n) return `A /${blockLength} is never what binds: maxPods is, with ${limitText(maxPods)}.`;
  const text = `A /${blockLength} has ${formatCount(has).short} usable`;
  if (has < most) return `${text}: fewer than maxPods, so ${formatCount(has).short} pods fit on a new node.`;
  if (has === most) return `${text}: exactly maxPods.`;
  return `${text}: ${formatCount(most).short} fit, ${formatCount(has - most).short} stay unused.`;
}

/** How many more nodes get a block, in the family that has the fewest left. */
export function nodesHint(answer: PlanAnswer): string {
  const [first, ...rest] = answer.rows.flatMap((row) =>
    row.what === 'blocks' && row.scenario ? { family: row.family, left: row.scenario.left } : [],
  );
  if (!first) return 'No pod range with node blocks is known: nodes change nothing here.';
  const least = rest.reduce((fewest, one) => (one.left < fewest.left ? one : fewest), first);
  return `${limitText(least.left)} further nodes get a block today: ${least.family} has the fewest left.`;
}

/** How much the limit of a row is moved: "+4,094"; undefined where it is not. */
export function limitChange({ today, scenario }: PlanAnswerRow): string | undefined {
  const [before, after] = [today?.limits[0]?.limit ?? 0, scenario?.limits[0]?.limit ?? 0];
  return after === before ? undefined : `${after > before ? '+' : '−'}${limitText(Math.abs(after - before))}`;
}

/** How many more a week, as the answer's growth has it from its last day on; null where nobody knows. */
export function perWeekOf(side: PlanAnswerRow['today']): number | null {
  if (!side?.growth) return null;
  const day = parseDay(side.growth.day) ?? 0;
  const growth = { ...side.growth, day };
  return valueOn(growth, day + 7).likely - valueOn(growth, day).likely;
}

/** "1.6", "38", "0.02": as many places as it takes to tell it from none. */
export function rateText(rate: number): string {
  return Number(rate.toPrecision(Math.abs(rate) >= 100 ? 3 : 2)).toLocaleString('en', { maximumFractionDigits: 3 });
}
