import { QueryError } from './queryError.ts';

/** What a list can be ordered by. Null, the unknown, comes last in either direction. */
export type SortValue = string | number | bigint | null;

/** Where an item stands in a list: its sort value, and among equals a text that is unique to it. */
export interface Place {
  readonly value: SortValue;
  readonly unique: string;
}

/** Opaque to whoever asks: base64url of JSON. */
export function writeCursor(list: string, sort: string, { value, unique }: Place): string {
  const kept = typeof value === 'bigint' ? [value.toString()] : value;
  return Buffer.from(JSON.stringify([list, sort, kept === unique ? true : kept, unique])).toString('base64url');
}

/** Throws QueryError invalid-cursor: broken, or of another list or order. */
export function readCursor(cursor: string, list: string, sort: string): Place {
  let parts: unknown;
  try {
    parts = JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'));
  } catch {
    parts = undefined;
  }
  const refuse = (why: string) => new QueryError('invalid-cursor', cursor, why);
  if (!Array.isArray(parts) || parts.length !== 4) throw refuse('this is no cursor: take it from `next` of an answer');
  const [ofList, ofSort, kept, unique] = parts;
  if (ofList !== list || ofSort !== sort) throw refuse('this cursor is of another list or order: start again without it');
  if (typeof unique !== 'string') throw refuse('this is no cursor: take it from `next` of an answer');
  if (kept === true) return { value: unique, unique };
  if (kept === null || typeof kept === 'string' || typeof kept === 'number') return { value: kept, unique };
  if (Array.isArray(kept) && kept.length === 1 && typeof kept[0] === 'string' && /^\d+$/.test(kept[0]))
    return { value: BigInt(kept[0]), unique };
  throw refuse('this is no cursor: take it from `next` of an answer');
}
