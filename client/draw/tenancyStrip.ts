import type { AddressHistory } from '../../shared/wire/history.ts';

/**
 * held: surely by one that is gone; now: by who holds it; unsure: perhaps, its end is not exact; away: nobody looked; unknown: before the
 * history begins, after it was last written, or of those that were not asked for.
 */
export type StripPart = {
  readonly kind: 'held' | 'now' | 'unsure' | 'away' | 'unknown';
  /** Of the strip's width, from its left. */
  readonly x: number;
  readonly width: number;
  /** From the top: more than one where several hold it at once. */
  readonly lane: number;
  /** Which tenancy; -1 where it is none. */
  readonly index: number;
};

/** A name over a part: from x to the right, or, for who holds it now, from the right end to the left. */
export interface StripLabel {
  readonly index: number;
  readonly x: number;
  readonly width: number;
  readonly isNow: boolean;
}

export interface Strip {
  readonly parts: readonly StripPart[];
  readonly lanes: number;
  readonly labels: readonly StripLabel[];
  /** Midnights, a week apart, with their places. */
  readonly ticks: readonly { readonly at: number; readonly x: number }[];
}

type Told = Pick<AddressHistory, 'tenancies' | 'marks' | 'since' | 'until' | 'more'>;

/** Milliseconds since 1970. */
export interface StripWindow {
  readonly from: number;
  readonly to: number;
  /** The least share of the width that can be seen: two pixels. */
  readonly least: number;
  /** The midnight before a moment, in the reader's zone. */
  readonly midnight: (at: number) => number;
}

const day = 86_400_000;
const mostLanes = 3;
/** Shares of the width: what a name needs, and what is kept for the name of who holds it now. */
const nameRoom = 0.16;
const nowRoom = 0.3;
const between = 0.02;

/** Who held an address in a while, as one strip. */
export function tenancyStrip(told: Told, { from, to, least, midnight }: StripWindow): Strip {
  const since = told.since === null ? from : Date.parse(told.since);
  const known = told.until === null ? to : Date.parse(told.until);
  const share = (at: number) => (Math.min(to, Math.max(from, at)) - from) / (to - from);
  const parts: StripPart[] = [];
  const add = (kind: StripPart['kind'], begin: number, end: number, lane = 0, index = -1) => {
    if (end <= begin || end <= from || begin >= to) return;
    const x = share(begin);
    const width = Math.max(least, share(end) - x);
    parts.push({ kind, x: Math.min(x, 1 - width), width, lane, index });
  };

  const tenures = tenuresOf(told, since, known);
  const first = told.more ? Math.min(...tenures.map(({ begin }) => begin)) : since;
  add('unknown', from, Math.max(from, first));
  add('unknown', Math.max(from, known), to);
  for (const { kind, from: begin, until } of told.marks) {
    if (kind !== 'clock-jump') add('away', Math.max(Date.parse(begin), first), Math.min(Date.parse(until), known));
  }

  const ends: number[] = []; // of each lane
  for (const { index, begin, sureBegin, sureEnd, end, isOpen } of tenures.toReversed()) {
    let lane = ends.findIndex((taken) => taken <= sureBegin);
    if (lane < 0) lane = Math.min(ends.length, mostLanes - 1);
    const bound = Math.max(begin, ends[lane] ?? begin);
    ends[lane] = Math.max(ends[lane] ?? 0, sureEnd);
    add('unsure', bound, sureBegin, lane, index);
    if (sureEnd > sureBegin || begin === end) add(isOpen ? 'now' : 'held', sureBegin, Math.max(sureEnd, sureBegin + 1), lane, index);
    add('unsure', Math.max(sureEnd, sureBegin), end, lane, index);
  }

  const ticks = [4, 3, 2, 1].map((weeks) => midnight(to - weeks * 7 * day)).filter((at) => at >= from);
  return { parts, lanes: Math.max(1, ends.length), labels: labelsOf(parts), ticks: ticks.map((at) => ({ at, x: share(at) })) };
}

/** Each tenancy as four moments, the latest first; those of one object that overlap are one: an address may be two things to it. */
function tenuresOf({ tenancies }: Told, since: number, known: number) {
  const tenures: {
    readonly index: number;
    readonly uid: string;
    isOpen: boolean;
    begin: number;
    sureBegin: number;
    sureEnd: number;
    end: number;
  }[] = [];
  for (const [index, { uid, from, to }] of tenancies.entries()) {
    const sureBegin = Date.parse(from.latest);
    const begin = from.earliest === null ? Math.min(since, sureBegin) : Date.parse(from.earliest);
    const end = to ? Date.parse(to.latest) : Math.max(known, sureBegin);
    const sureEnd = to ? Date.parse(to.earliest ?? from.latest) : Math.max(known, sureBegin);
    const same = tenures.find((other) => other.uid === uid && sureBegin < other.end && other.sureBegin < end);
    if (!same) tenures.push({ index, uid, isOpen: to === null, begin, sureBegin, sureEnd, end });
    else {
      same.isOpen ||= to === null;
      same.begin = Math.min(same.begin, begin);
      same.sureBegin = Math.min(same.sureBegin, sureBegin);
      same.sureEnd = Math.max(same.sureEnd, sureEnd);
      same.end = Math.max(same.end, end);
    }
  }
  return tenures;
}

/** Who holds it now, and who held it longest of those whose part has room for a name. */
function labelsOf(parts: readonly StripPart[]): StripLabel[] {
  const now = parts.find(({ kind }) => kind === 'now');
  const labels: StripLabel[] = now ? [{ index: now.index, x: 1 - nowRoom, width: nowRoom, isNow: true }] : [];
  const end = now ? 1 - nowRoom - between : 1;
  const longest = parts
    .filter(({ kind }) => kind === 'held')
    .map(({ index, x, width }) => ({ index, x, width: Math.min(width, end - x), isNow: false }))
    .filter(({ width }) => width >= nameRoom)
    .sort((a, b) => b.width - a.width)[0];
  return longest ? [longest, ...labels] : labels;
}
