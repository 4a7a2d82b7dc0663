import { type Kind, keyOf, type RecordOf } from '../records/records.ts';
import type { Store } from '../store/store.ts';
import type { Clock } from './clock.ts';
import type { Connection } from './connection.ts';
import { decodeList } from './decodeList.ts';
import { getWhole } from './exchange.ts';
import { Failure } from './failure.ts';
import type { KindReader } from './kindReader.ts';
import { pathOf, type Resource } from './resource.ts';

const limit = 500;
const tooLarge = /too large resource version: \d+, current: (\d+)/i;

/**
 * Whether the server still has the past that we have, asked before a watch is continued on a new connection: one page of the kind as it
 * was at our position, held against what we hold, with how many there were in all. Measured on 1.37: an etcd that was restored from a
 * backup and written on past our position is served from there without a word, and what was lost and what came back is never told.
 * A kind of more than a page is compared in part, but one kind that differs makes all the others look.
 *
 * Resolves where nothing differs, or where the server does not know how to answer. Throws a Failure 'rewound' where something does,
 * 'expired' where the past is no longer kept, and whatever else the request meets; else the signal's reason.
 */
export async function checkPosition<K extends Kind>(parts: {
  readonly connection: Connection;
  readonly clock: Clock;
  readonly reader: KindReader<K>;
  readonly resource: Resource;
  readonly accept: string;
  readonly store: Store;
  readonly position: string;
  readonly signal: AbortSignal;
}): Promise<void> {
  const { connection, clock, reader, resource, accept, store, position, signal } = parts;
  const path = pathOf(resource, { limit: String(limit), resourceVersion: position, resourceVersionMatch: 'Exact' });
  let answer: { readonly contentType: string; readonly body: Buffer };
  try {
    answer = await getWhole({ connection, clock, accept, path }, signal, { bytes: 64 * 1024 * 1024, milliseconds: 60_000 });
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    if (error.code === 'unsupported') return; // asked in a way that it does not know: nothing can be learned
    const current = tooLarge.exec(error.message)?.[1];
    if (current !== undefined) throw rewound(position, current);
    throw error;
  }
  const page = decodeList(reader, answer.contentType, answer.body);
  let count = 0;
  for (const { records, failures } of page.parts()) {
    count += records.length + failures.length;
    const other = records.find((record) => differs(reader.kind, record, store));
    if (other) throw otherPast(position, `${keyOf(other)} differs`);
    if (failures.length > 0) return; // objects that we left out, too: they cannot be counted
  }
  const more = page.continue === '' ? 0 : page.remaining;
  if (more !== null && count + more !== store.count(reader.kind))
    throw otherPast(position, `there are ${count + more} and not ${store.count(reader.kind)}`);
}

export function rewound(ours: string, theirs: string): Failure {
  return new Failure(
    'rewound',
    `the server’s state went back from resourceVersion ${ours} to ${theirs}, as after restoring etcd from a backup`,
  );
}

function otherPast(position: string, why: string): Failure {
  return new Failure(
    'rewound',
    `the server’s state went back: at resourceVersion ${position} ${why}, as after restoring etcd from a backup`,
  );
}

function differs<K extends Kind>(kind: K, record: RecordOf[K], store: Store): boolean {
  const key = keyOf(record);
  const held = store.versionOf(kind, key);
  return held?.uid !== record.uid || held.resourceVersion !== record.resourceVersion || !store.saysTheSame(kind, record);
}
