import { type Moment, readMoment, writeMoment } from './moment.ts';

/** Of Storage what is needed; a page may be forbidden to have one. */
export type MomentStorage = Pick<Storage, 'getItem' | 'setItem' | 'removeItem' | 'key' | 'length'>;

const prefix = 'cidrscape.moment.';
/** Moments that are kept at most; the oldest goes first. */
const most = 8;
/** Characters of one: a session's storage holds some five million in all. */
const longest = 400_000;

/** Keeps a moment until the tab is closed. False where it is too large, or nothing can be kept. */
export function keepMoment(storage: MomentStorage, moment: Moment): boolean {
  const written = writeMoment(moment);
  if (written.length > longest) return false;
  try {
    for (const old of keptMoments(storage).slice(most - 1)) storage.removeItem(prefix + old.id);
    storage.setItem(prefix + moment.id, written);
    return true;
  } catch {
    return false;
  }
}

/** One moment; undefined where it is not kept here. */
export function keptMoment(storage: MomentStorage, id: string): Moment | undefined {
  const written = storage.getItem(prefix + id);
  return written === null ? undefined : readMoment(written);
}

/** All of them, the latest first. */
export function keptMoments(storage: MomentStorage): Moment[] {
  const keys = Array.from({ length: storage.length }, (_, k) => storage.key(k)).filter((key) => key?.startsWith(prefix));
  return keys
    .map((key) => keptMoment(storage, (key ?? '').slice(prefix.length)))
    .filter((moment) => moment !== undefined)
    .sort((a, b) => (a.taken < b.taken ? 1 : a.taken > b.taken ? -1 : 0));
}
