import type { Kind, RecordOf } from '../../records/records.ts';
import { decodeList } from '../decodeList.ts';
import type { Failure } from '../failure.ts';
import type { KindReader } from '../kindReader.ts';

/** A page of a list, read to its end. */
export function wholePage<K extends Kind>(reader: KindReader<K>, contentType: string, body: Buffer) {
  const { resourceVersion, continue: next, parts } = decodeList(reader, contentType, body);
  const records: RecordOf[K][] = [];
  const unreadable: Failure[] = [];
  for (const part of parts()) {
    records.push(...part.records);
    unreadable.push(...part.failures);
  }
  return { resourceVersion, continue: next, records, unreadable };
}
