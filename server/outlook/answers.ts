import type { Family } from '../../shared/net/address.ts';
import { findRange } from '../../shared/plan/findRange/findRange.ts';
import { parseRangeWish } from '../../shared/plan/findRange/rangeWish.ts';
import { rehearseMask } from '../../shared/plan/rehearseMask.ts';
import { dayText } from '../../shared/plan/scenario/days.ts';
import type { Planned } from '../../shared/plan/scenario/scenario.ts';
import { parseScenario, scenarioFaultText } from '../../shared/plan/scenario/scenarioText.ts';
import type { ForecastAnswer, ForecastList, FoundRangesAnswer, forecastsQuery, MaskAnswer, PlanAnswer } from '../../shared/wire/plan.ts';
import type { OutsideRange } from '../../shared/wire/rangesFile.ts';
import type { Questions } from '../model/model.ts';
import { timeText } from '../model/time.ts';
import { type DaysLeft, daysLeftOf } from './daysLeft.ts';
import { headOf, wholeForecast } from './heads.ts';
import { forecastPage } from './listing.ts';
import { notReadNote, notReadWhy } from './notRead.ts';
import type { Outlooks } from './outlook.ts';
import { outsideKnown } from './outsideKnown.ts';
import { foundRangesAnswer, maskAnswer, planAnswer } from './planAnswer.ts';
import { planClusterOf, plannedTarget } from './planCluster.ts';
import type { OutlookReply } from './reply.ts';

export type ForecastsQuery = Partial<(typeof forecastsQuery)['_output']>;

/** What can be asked of what is to come. */
export interface OutlookQuestions {
  forecasts(query?: ForecastsQuery): Promise<Omit<ForecastList, 'revision'>>;
  /** Undefined where there is nothing of that id. */
  forecast(id: string): Promise<Omit<ForecastAnswer, 'revision'> | undefined>;
  plan(scenario: string): Promise<OutlookReply<PlanAnswer>>;
  mask(family: Family, prefix: number): OutlookReply<MaskAnswer>;
  ranges(wish: string): OutlookReply<FoundRangesAnswer>;
  /** As last made out: nothing is waited for. */
  daysLeft(): DaysLeft[];
}

export interface OutlookAnswersOptions {
  readonly model: Pick<Questions, 'planSpaces'>;
  readonly outlooks: Pick<Outlooks, 'now' | 'last'>;
  /** Ranges that the cluster cannot know of. */
  readonly outside: () => readonly OutsideRange[];
  /** A text that no other cluster has: from it ULA prefixes are drawn. */
  readonly seed: () => string;
  /** Kinds that ranges are known from and that were never read, in words; null where there are none. */
  readonly notRead: () => string | null;
}

export function outlookAnswers({ model, outlooks, outside, seed, notRead }: OutlookAnswersOptions): OutlookQuestions {
  return {
    async forecasts(query = {}) {
      const outlook = await outlooks.now();
      const { today, since, withoutHistory } = outlook;
      const listed = outlook.targets.filter(({ measure }) => measure !== 'inUse');
      const heads = listed.map((target) => headOf(target, outlook.seen.get(target.id), today));
      return { ...forecastPage(heads, query), today: dayText(today), since: since === null ? null : timeText(since), withoutHistory };
    },
    async forecast(id) {
      const outlook = await outlooks.now();
      const target = outlook.targets.find((one) => one.id === id && one.measure !== 'inUse');
      return target && wholeForecast(target, outlook);
    },
    async plan(text) {
      const read = parseScenario(text);
      if (!read.ok) return refused('invalid-scenario', read.value || read.field, `${scenarioFaultText(read)}.`);
      const outlook = await outlooks.now();
      const spaces = model.planSpaces();
      const forecastOf = (what: Planned, family: Family) => plannedTarget(outlook.targets, spaces, what, family)?.id ?? null;
      const answer = planAnswer(planClusterOf(spaces, outlook, outside()), read.scenario, forecastOf);
      const lacks = notRead();
      return { answer: lacks === null ? answer : { ...answer, notes: [notReadNote(lacks), ...answer.notes] } };
    },
    mask(family, prefix) {
      const { pods } = model.planSpaces();
      const space = pods.find((one) => one.family === family);
      if (!space) {
        const others = pods.map((one) => one.family).join();
        const remedy = others === '' ? 'there is none to rehearse with' : `write ${others}`;
        return refused('out-of-range', family, `family: "${family}": no such range that nodes get blocks from is known whole: ${remedy}.`);
      }
      const bits = family === 'IPv4' ? 32 : 128;
      if (prefix < 1 || prefix > bits)
        return refused('out-of-range', `${prefix}`, `prefix: "${prefix}": write a whole number from 1 to ${bits} for ${family}.`);
      return { answer: maskAnswer(family, rehearseMask(space, prefix)) };
    },
    ranges(text) {
      const { families, known } = model.planSpaces();
      const read = parseRangeWish(text, families[0] ?? 'IPv4');
      if (!read.ok) return refused('invalid-wish', text, `wish: ${read.why}.`);
      const { taken, allotted } = outsideKnown(outside());
      const answer = foundRangesAnswer(findRange(read.wish, [...known, ...taken], seed(), { allotted }));
      const lacks = notRead();
      return { answer: lacks === null ? answer : { ...answer, why: [notReadWhy(lacks), answer.why ?? ''].join(' ').trim() } };
    },
    daysLeft: () => daysLeftOf(outlooks.last()),
  };
}

function refused(code: 'invalid-scenario' | 'invalid-wish' | 'out-of-range', value: string, detail: string) {
  return { refused: { code, value, detail } };
}
