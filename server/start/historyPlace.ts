import { homedir } from 'node:os';
import { join } from 'node:path';
import type { HistoryStatus } from '../../shared/wire/history.ts';
import type { Store } from '../store/store.ts';
import { dataDir } from './dataDir.ts';

export type HistoryPlace = { readonly file: string } | { readonly url: string } | 'memory';

/** A file, unless another place is given; a demo cluster's past is worth none. */
export function historyPlace(
  { history, dataDir: folder }: { readonly history: string | null; readonly dataDir: string | null },
  source: string,
): HistoryPlace {
  if (history === 'memory' || (history === null && folder === null && source === 'demo')) return 'memory';
  if (history !== null) return { url: history };
  return { file: join(folder ?? dataDir({ platform: process.platform, env: process.env, home: homedir() }), 'history.db') };
}

/** The uid of the namespace kube-system is the cluster's, and the same for all replicas; where it may not be read, its address has to do. */
export function identityOf(store: Pick<Store, 'get' | 'reading'>, server: string): string | null {
  const uid = store.get('Namespace', 'kube-system')?.uid;
  if (uid !== undefined) return uid;
  return store.reading('Namespace').state === 'forbidden' ? server : null;
}

/** Where it is kept, or why it is not, for the terminal; as far as that is known yet. */
export function historyText(
  { engine, where }: Pick<HistoryStatus, 'engine' | 'where'>,
  { state, error }: Pick<HistoryStatus, 'state' | 'error'>,
): string {
  if (state === 'failing') return `not kept: ${error}; it is tried again`;
  if (state === 'refused') return `not kept: ${error}`;
  return engine === 'memory' ? 'in memory: it ends with this program' : `in ${where}`;
}
