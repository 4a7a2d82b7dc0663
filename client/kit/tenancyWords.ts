import type { AddressHistory } from '../../shared/wire/history.ts';
import { formatMoment, formatSpan } from './formatDate.ts';
import { formatDuration } from './formatDuration.ts';
import { roles } from './holderWords.ts';
import { kindName, referenceName } from './referenceWords.ts';

export type Tenancy = AddressHistory['tenancies'][number];
type Bounds = Tenancy['from'];

/** Bounds closer than this are one moment: nothing is shown finer than a minute. */
const minute = 60_000;

/** From when to when, to the minute: "17 Nov 21:40 – 18 Nov 22:07", "since 19 Nov 03:12". */
export function spanWords({ from, to }: Tenancy, now: number): string {
  return (to ? formatSpan(from.latest, to.latest, now) : `since ${formatMoment(from.latest, now)}`) ?? 'at an unknown time';
}

/** What is not sure about it, in words; undefined where both ends are: "perhaps from 21 Nov 14:31 on, perhaps only until 22 Nov 09:10". */
export function unsureWords({ from, to }: Tenancy, now: number): string | undefined {
  const words: string[] = [];
  if (from.earliest === null) words.push('perhaps from earlier on');
  else if (isApart(from)) words.push(`perhaps from ${formatMoment(from.earliest, now)} on`);
  if (to?.earliest === null) words.push('perhaps only until earlier');
  else if (to && isApart(to)) words.push(`perhaps only until ${formatMoment(to.earliest ?? to.latest, now)}`);
  return words.length === 0 ? undefined : words.join(', ');
}

function isApart({ earliest, latest }: Bounds): boolean {
  return earliest === null || Date.parse(latest) - Date.parse(earliest) >= minute;
}

/** How long it was held: "1 d 2 h"; "at least 1 d", "at most 25 min" where the ends are not sure. `end`: up to when one that goes on is known. */
export function lastedWords({ from, to }: Tenancy, end: number): string {
  const last = to ? Date.parse(to.latest) : end;
  const sureEnd = to ? (to.earliest === null ? Number.NEGATIVE_INFINITY : Date.parse(to.earliest)) : end;
  const sure = sureEnd - Date.parse(from.latest);
  const most = from.earliest === null ? null : last - Date.parse(from.earliest);
  if (most !== null && most - sure < minute) return formatDuration(most);
  if (sure >= minute) return `at least ${formatDuration(sure)}`;
  return most === null ? 'unknown how long' : `at most ${formatDuration(most)}`;
}

/** Every digit of it, for the hover. */
export function exactWords({ object, as, from, to }: Tenancy): string {
  const moment = ({ earliest, latest }: Bounds) =>
    earliest === latest ? latest : earliest === null ? `some time before ${latest}` : `between ${earliest} and ${latest}`;
  return `${kindName(object)} ${referenceName(object)}, ${roles[as]}\nfrom ${moment(from)}\n${to ? `to ${moment(to)}` : 'holds it now'}`;
}

/** A line to paste: the object, what the address was to it, both ends as RFC 3339. */
export function lineOf(tenancy: Tenancy, now: number): string {
  const { object, as, from, to, made } = tenancy;
  const unsure = unsureWords(tenancy, now);
  const remarks = [unsure, made ? 'made up, for the demo' : undefined].filter((remark) => remark !== undefined);
  const tail = remarks.length === 0 ? '' : ` (${remarks.join('; ')})`;
  return `${kindName(object)} ${referenceName(object)} ${as} ${from.latest} – ${to?.latest ?? 'now'}${tail}`;
}
