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

/** How far a moment may be off; undefined where it is exact: "may be up to 25 min earlier". */
function offWords({ earliest, latest }: Bounds): string | undefined {
  if (earliest === null) return 'may be earlier';
  const off = Date.parse(latest) - Date.parse(earliest);
  return off < minute ? undefined : `may be up to ${formatDuration(off)} earlier`;
}

/** What is not sure about it, in words; undefined where both ends are: "its start may be up to 25 min earlier, its end may be earlier". */
export function unsureWords({ from, to }: Tenancy): string | undefined {
  const start = offWords(from);
  const end = to ? offWords(to) : undefined;
  const words = [start && `its start ${start}`, end && `its end ${end}`].filter((word) => word !== undefined);
  return words.length === 0 ? undefined : words.join(', ');
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
export function lineOf(tenancy: Tenancy): string {
  const { object, as, from, to, made } = tenancy;
  const unsure = unsureWords(tenancy);
  const remarks = [unsure, made ? 'made up, for the demo' : undefined].filter((remark) => remark !== undefined);
  const tail = remarks.length === 0 ? '' : ` (${remarks.join('; ')})`;
  return `${kindName(object)} ${referenceName(object)} ${as} ${from.latest} – ${to?.latest ?? 'now'}${tail}`;
}
