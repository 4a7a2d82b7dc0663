import type { Sample } from '../history.ts';
import { type HeldCounts, slotLength } from './heldOver.ts';

const hour = 3_600_000;
const day = 24 * hour;
const fineSpan = 14 * day;

/** So many of what there is were created on a day, counted from 1970-01-01 in UTC. */
type Created = readonly { readonly day: number; readonly count: number }[];

/** On which days those came that have blocks, and that hold addresses; empty: nothing says it. */
export interface MadeFrom {
  readonly blocks: Created;
  readonly addresses: Created;
}

/** Rows of each step, in order of time. */
export interface MadeSamples {
  readonly 300: readonly Sample[];
  readonly 3600: readonly Sample[];
  readonly 86400: readonly Sample[];
}

/**
 * The past of a pool, made from what it is now and how much of it was held in each slot from a moment on, which is a whole day in UTC. It
 * ends with the slot before now, and is empty until somebody held something. Of a pool of which nothing is known there is no past.
 */
export function madeSamples(now: Sample, begin: number, counts: HeldCounts, from: MadeFrom): MadeSamples {
  const slots = counts.addresses.length;
  const inUse = followed(now.inUse === null ? null : Number(now.inUse), counts.addresses, from.addresses, begin);
  const blocks = followed(now.blocks?.handedOut ?? null, counts.blocks, from.blocks, begin);
  if (!inUse && !blocks) return { 300: [], 3600: [], 86400: [] };
  const sample = (start: number, end: number): Sample => {
    const most = inUse && extreme(inUse, start, end, Math.max);
    const least = inUse && extreme(inUse, start, end, Math.min);
    const cut = blocks && extreme(blocks, start, end, Math.max);
    return {
      ...now,
      at: begin + start * slotLength,
      inUse: text(most),
      inUseLeast: text(least),
      recorded: recordedOf(now, most),
      handedOut: handedOutOf(now, cut),
      blocks: now.blocks && { ...now.blocks, handedOut: cut },
      count: end - start,
      made: true,
    };
  };
  const rows = (step: number, since: number): Sample[] => {
    const each = step / slotLength;
    const made: Sample[] = [];
    for (let start = since; start < slots; start += each) made.push(sample(start, Math.min(slots, start + each)));
    return made;
  };
  const fine = Math.max(0, Math.ceil((now.at - fineSpan - begin) / day) * (day / slotLength));
  return { 300: rows(slotLength, fine), 3600: rows(hour, 0), 86400: rows(day, 0) };
}

/** How many of a number there were in each slot: as those held them whom the history follows, and the rest always; else by creation days. */
function followed(now: number | null, held: Int32Array, created: Created, begin: number): Int32Array | null {
  if (now === null) return null;
  const last = held.at(-1) ?? 0;
  if (last > 0) return held.map((count) => (count === 0 ? 0 : Math.max(0, count + now - last)));
  if (created.length === 0 || now === 0) return new Int32Array(held.length);
  const first = (created[0]?.day ?? 0) * day;
  return held.map((_, slot) => {
    const at = begin + slot * slotLength;
    return at < first ? 0 : thereAt(now, created, at);
  });
}

/** What there was of something by creation times. What has gone since is not made up. */
function thereAt(now: number, created: Created, at: number): number {
  const later = created.reduce((sum, one) => sum + one.count * Math.min(1, Math.max(0, one.day + 1 - at / day)), 0);
  return Math.min(now, Math.max(1, now - Math.floor(later)));
}

function extreme(counts: Int32Array, start: number, end: number, of: (a: number, b: number) => number): number {
  let found = counts[start] as number;
  for (let i = start + 1; i < end; i++) found = of(found, counts[i] as number);
  return found;
}

/** What an allocator has written down beside what is held, it had written down before. */
function recordedOf({ recorded, inUse }: Sample, then: number | null): string | null {
  if (recorded === null || inUse === null || then === null) return recorded;
  return `${Math.max(0, then + Number(recorded) - Number(inUse))}`;
}

function handedOutOf({ handedOut, blocks }: Sample, then: number | null): string | null {
  if (handedOut === null || then === null || !blocks?.handedOut) return handedOut;
  return `${(BigInt(handedOut) * BigInt(then)) / BigInt(blocks.handedOut)}`;
}

function text(count: number | null): string | null {
  return count === null ? null : `${count}`;
}
