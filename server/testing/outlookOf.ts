import type { OutsideRange } from '../../shared/wire/rangesFile.ts';
import type { Questions } from '../model/model.ts';
import { type OutlookQuestions, outlookAnswers } from '../outlook/answers.ts';
import { type Counted, Outlooks } from '../outlook/outlook.ts';

const nothingCounted: Counted = { standing: undefined, error: null, pools: async () => [], samples: async () => undefined };

const fault = (error: unknown): never => {
  throw error;
};

/** For tests: what is to come, made out when somebody asks and never by itself. Without `counted` creation times are all there is. */
export function outlookOf(
  model: Questions,
  now: () => number,
  { counted = nothingCounted, outside = [] }: { readonly counted?: Counted; readonly outside?: readonly OutsideRange[] } = {},
): OutlookQuestions {
  const outlooks = new Outlooks({ model, counted, clock: { now, timer: () => () => {} }, rest: async () => {}, fault });
  return outlookAnswers({ model, outlooks, outside: () => outside, seed: () => 'uid', notRead: () => null });
}
