import type { HistoryStore } from './history.ts';
import { PostgresDatabase } from './postgres/postgresDatabase.ts';
import { SqlHistory } from './sqlHistory.ts';
import { SqliteDatabase } from './sqlite/sqliteDatabase.ts';

/** The history at a place: a file, memory, or a PostgreSQL by its URL. Nothing is opened yet. */
export function historyAt(place: { readonly file: string } | { readonly url: string } | 'memory', now: () => number): HistoryStore {
  if (place === 'memory') return new SqlHistory(new SqliteDatabase({ file: null, now }));
  return new SqlHistory('url' in place ? new PostgresDatabase({ url: place.url }) : new SqliteDatabase({ file: place.file, now }));
}
