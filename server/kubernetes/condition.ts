import { type Decoded, message, text } from './message.ts';

/** A condition of a Pod or Node: type and status have the same numbers in both. */
export const condition = message('Condition', { type: text(1), status: text(2) });

/** True or False as the condition says; null where it is absent or Unknown. */
export function conditionStatus(conditions: readonly Decoded<typeof condition>[] | null | undefined, type: string): boolean | null {
  const status = conditions?.find((each) => each.type === type)?.status;
  if (status === 'True') return true;
  return status === 'False' ? false : null;
}
