import type { Family } from '../../../shared/net/address.ts';
import { aboutDay, daysUntil, dayWords, inDays, inMonth } from '../../kit/dayWords.ts';
import { formatCount } from '../../kit/formatCount.ts';
import type { Claim } from './claims.ts';
import { list, type Piece, rangesWords } from './sentence.ts';

// What can be said of ranges by when they end.

/** Eight weeks ahead is no time to make room in: until then an end is the headline, and nothing is called fine. */
export const soon = 56;
const far = 1826; // days
/** How much of the time until it ends the pace of today explains, where growth is steady. */
const mostlySteady = 0.85;

type Dated = Claim & { ends: { kind: 'date' } };
type Timed = Claim & { ends: { kind: 'date' | 'full' } };

export const isTimed = (claim: Claim): claim is Timed => claim.ends?.kind === 'date' || claim.ends?.kind === 'full';
const isDated = (claim: Claim): claim is Dated => claim.ends?.kind === 'date';
/** A /64 of IPv6 never ends, and what lies outside is not Kubernetes' to know: neither is news. */
export const isNoNews = (claim: Claim): boolean => claim.ends === null && (claim.kind === 'node' || isOne64(claim));
const isOne64 = ({ family, ranges }: Claim) => family === 'IPv6' && ranges.length === 1 && ranges[0]?.endsWith('/64') === true;

/** "IPv4 node blocks end about 2 December 2026, in 5 days" */
export function soonWords({ subject, ends }: Dated, today: string): string {
  const days = daysUntil(ends.likely, today);
  return `${subject} end ${days < 2 ? '' : `about ${dayWords(ends.likely)}, `}${inDays(days)}`;
}

/** "IPv4 node blocks end first: 41 of 256 /24s in 10.244.0.0/16 are left, and 2.9 a week go out." */
export function firstWords(first: Dated, today: string, isTold: boolean): Piece[] {
  const counts = leftWords(first, today);
  const ends = daysUntil(first.ends.earliest, today);
  const fastest =
    ends < soon / 2 && daysUntil(first.ends.likely, today) >= soon ? ` At its fastest that is on ${dayWords(first.ends.earliest)}.` : '';
  if (isTold) return counts === null ? [] : [...counts, `.${fastest}`];
  return [linked(first), ` end first${counts === null ? '' : ': '}`, ...(counts ?? []), `.${fastest}`];
}

/** "41 of 256 /24s in 10.244.0.0/16 are left, and 2.9 a week go out"; null where that is unknown. */
function leftWords(claim: Dated, today: string): Piece[] | null {
  const { left, total, unit, ranges, proof, limit, perWeek, ends } = claim;
  if (left === null || total === null) return null;
  const range = rangesWords(ranges);
  const pace = paceWords(perWeek, limit);
  // At the pace of this week it would end well before it does: growth is expected to slow down.
  const isSlowing = perWeek !== null && perWeek > 0 && (left / perWeek) * 7 < daysUntil(ends.likely, today) * mostlySteady;
  return [
    `${whole(left)} of ${whole(total)}${unit === null ? '' : ` ${unit}`} in `,
    proof ? { text: range, proof } : range,
    ' are left',
    ...(pace === null
      ? []
      : [', and ', claim.kind === 'node' || claim.kind === 'secondary' ? pace : { text: pace, proof: 'growth' as const }]),
    ...(pace !== null && isSlowing ? [' now, fewer later'] : []),
  ];
}

/** "2.9 a week go out", "2 a year are taken"; null where nothing is, or too little to count. */
export function paceWords(perWeek: number | null, limit: Claim['limit']): string | null {
  if (perWeek === null || perWeek <= 0) return null;
  const isSlow = perWeek < 0.1;
  const rate = isSlow ? Math.round(perWeek * 52.18) : perWeek < 9.95 ? Math.round(perWeek * 10) / 10 : Math.round(perWeek);
  if (rate === 0) return null;
  const [one, many] = limit === 'blocks' ? ['goes out', 'go out'] : ['is taken', 'are taken'];
  return `${rate < 100 ? rate : whole(rate)} a ${isSlow ? 'year' : 'week'} ${rate === 1 ? one : many}`;
}

/** "10.96.0.0/24 by itself ends about 28 December 2026." Of several ranges one may end while the others have room. */
export function soonerWords({ sooner }: Claim, today: string): Piece[][] {
  if (!sooner) return [];
  const { ends, ranges, proof } = sooner;
  const when = ends?.kind === 'date' ? `ends about ${aboutDay(ends.likely, today)}` : 'is used up';
  const range = rangesWords(ranges);
  return [[proof ? { text: range, proof } : range, ` by itself ${when}.`]];
}

/** What growth was read from, where that is not counts alone. */
export function basisSentence({ basis, days }: Claim): Piece[] {
  if (basis === 'samples') return [];
  const what = 'growth is read from creation times of what is alive, a lower bound of the past.';
  if (basis === 'alive') return [`There are no counts yet: ${what}`];
  return [`Before the last ${days === 1 ? 'day' : `${days} days`}, ${what}`];
}

/**
 * What comes behind the first: the next one with its month, the other family, and what is not known. Of claims in the order of their ends,
 * and the families that the cluster has ranges of.
 */
export function afterWords([first, ...rest]: readonly Claim[], families: ReadonlySet<Family>, today: string): Piece[][] {
  const sentences: Piece[][] = [];
  const [second] = rest.filter(isTimed);
  if (first && second) sentences.push([linked(second), ` ${followWords(first, second, today)}.`]);
  const isRestFine = first !== undefined && rest.length > 0 && rest.every((claim) => claim.ends?.kind === 'not-within' || isNoNews(claim));
  if (isRestFine) sentences.push(['Nothing else ends within ten years.']);
  else
    for (const family of ['IPv4', 'IPv6'] as const) {
      const claims = rest.filter((claim) => claim.family === family);
      if (first?.family === family || second?.family === family || claims.length === 0) continue;
      const next = claims.find(isTimed);
      if (next) sentences.push([linked(next), ` ${endsWords(next, today)}.`]);
      else if (claims.every((claim) => claim.ends?.kind === 'not-within' || isNoNews(claim)))
        sentences.push([{ text: `No ${family} pool`, proof: 'growth' }, ' ends within ten years.']);
    }
  if (!families.has('IPv6')) sentences.push(['There is no IPv6 range.']);
  return [...sentences, ...unknownWords([...(first ? [first] : []), ...rest])];
}

/** "Of IPv6 node blocks 3 of 7 days of history are there, too few to tell." "When IPv4 pod addresses end is unknown." */
export function unknownWords(claims: readonly Claim[]): Piece[][] {
  const sentences: Piece[][] = [];
  const short = claims.flatMap(({ subject, ends }) => (ends?.kind === 'not-enough' ? [{ subject, ...ends }] : []));
  const [one] = short;
  if (one) {
    const have = Math.max(...short.map((claim) => claim.have));
    sentences.push([
      `Of ${list([...new Set(short.map((claim) => claim.subject))])} ${have} of ${one.need} days of history are there, too few to tell.`,
    ]);
  }
  const unknown = claims.filter((claim) => claim.ends === null && !isNoNews(claim));
  if (unknown.length > 0) sentences.push([`When ${list([...new Set(unknown.map((claim) => claim.subject))])} end is unknown.`]);
  return sentences;
}

/** "3 of 7 days of history are there: a date can be told in 4 days at the earliest." Null where nothing lacks history alone. */
export function shortWords(claims: readonly Claim[]): Piece[] | null {
  const short = claims.flatMap(({ ends }) => (ends?.kind === 'not-enough' ? [ends] : []));
  const [one] = short;
  if (!one) return null;
  const have = Math.max(...short.map((ends) => ends.have));
  return [`${have} of ${one.need} days of history are there: a date can be told ${inDays(Math.max(1, one.need - have))} at the earliest.`];
}

/** "IPv4 node blocks At their fastest IPv4 node blocks end about August 2029." Of what is not likely to end within ten years, and may within five. */
export function fastestWords(claims: readonly Claim[], today: string): Piece[][] {
  const near = claims.flatMap((claim) =>
    claim.ends?.kind === 'not-within' && claim.ends.earliest !== null && daysUntil(claim.ends.earliest, today) < far
      ? [{ claim, day: claim.ends.earliest }]
      : [],
  );
  const [next] = near.toSorted((a, b) => (a.day < b.day ? -1 : 1));
  return next ? [['At their fastest ', linked(next.claim), ` end about ${aboutDay(next.day, today)}.`]] : [];
}

function followWords(first: Claim, second: Timed, today: string): string {
  if (second.ends.kind === 'full') return 'are used up too';
  if (!isDated(first)) return endsWords(second, today);
  const sameMonth = first.ends.likely.slice(0, 7) === second.ends.likely.slice(0, 7);
  const isNear = daysUntil(second.ends.likely, today) < soon;
  return `follow ${sameMonth || isNear ? `about ${aboutDay(second.ends.likely, today)}` : inMonth(second.ends.likely, today)}`;
}

function endsWords({ ends }: Timed, today: string): string {
  return ends.kind === 'full' ? 'are used up' : `end about ${aboutDay(ends.likely, today)}`;
}

function linked({ subject, proof }: Claim): Piece {
  return proof ? { text: subject, proof } : subject;
}

/** Counts of IPv6 are as near as a double is. */
function whole(value: number): string {
  return formatCount(BigInt(Math.round(value))).short;
}
