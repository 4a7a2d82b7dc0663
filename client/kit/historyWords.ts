import type { AddressHistory } from '../../shared/wire/history.ts';
import { formatMoment } from './formatDate.ts';

/** Back to when who held an address is known: "since 2 Nov 11:25". */
export function sinceWords({ since }: Pick<AddressHistory, 'since'>, now: number): string {
  const moment = since === null ? undefined : formatMoment(since, now);
  return moment === undefined ? 'nobody knows since when' : `since ${moment}`;
}

/** What there is to know about who held it: how far back it goes, and how far forward where that is not to now. */
export function knownWords(history: Pick<AddressHistory, 'since' | 'until'>, now: number): string {
  const back = `Known ${sinceWords(history, now)}: before that nothing is known.`;
  if (history.until === null) return back;
  return `${back} It cannot be written at present: what happened after ${formatMoment(history.until, now)} is not in here.`;
}
