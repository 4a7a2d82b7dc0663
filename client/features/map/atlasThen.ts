import type { AtlasEntry } from './atlasEntries.ts';
import type { OfThen } from './poolsThen.ts';

/** An entry as it can be told at a moment that is over: a range that was not there says so, a declared one keeps no count of now. */
export function entryThen(entry: AtlasEntry, then: Pick<OfThen, 'notYet' | 'isAwaited'> | undefined): AtlasEntry {
  if (!then) return entry;
  if (entry.pool && then.isAwaited) return { ...entry, amounts: ['…'] };
  if (entry.pool && then.notYet.has(entry.pool.id)) return { ...entry, amounts: ['not there yet'] };
  if (!entry.declared) return entry;
  const { note } = entry.declared;
  return { ...entry, amounts: [...(note === null ? [] : [note]), 'as of now'] };
}
