import type { Kind, RecordOf } from '../records/records.ts';
import type { Clock } from './clock.ts';
import type { Connection } from './connection.ts';
import { decodeList } from './decodeList.ts';
import { getWhole } from './exchange.ts';
import { asFailure, type Failure, type FailureCode } from './failure.ts';
import { acceptOf, type Format } from './format.ts';
import type { KindReader } from './kindReader.ts';
import type { PageSize } from './pageSize.ts';
import { pathOf, type Resource } from './resource.ts';

const pageBytes = 256 * 1024 * 1024;
const pageWithin = 120_000;
const retries = 5;

/** After these the same page may be asked for again; its continue token still stands. */
const passing: ReadonlySet<FailureCode> = new Set(['unreachable', 'timeout', 'throttled', 'server']);

export interface Listed {
  readonly resourceVersion: string;
  readonly unreadable: readonly Failure[];
}

/**
 * A whole kind by paged LIST: no resourceVersion, so that every page is of the same, latest state (with resourceVersion=0 the watch
 * cache ignores `limit`). A later page that fails in passing is asked for again after `pause`; 410 there throws, and the paging starts anew.
 * Throws a Failure or the signal's reason.
 */
export async function listAll<K extends Kind>(parts: {
  readonly connection: Connection;
  readonly clock: Clock;
  readonly reader: KindReader<K>;
  readonly resource: Resource;
  readonly format: Format;
  readonly pageSize: PageSize;
  readonly signal: AbortSignal;
  /** Takes in some of the objects; they come again where a page has to be asked for again. */
  readonly take: (records: readonly RecordOf[K][]) => Promise<void>;
  readonly pause: (failure: Failure) => Promise<void>;
  readonly onBytes: () => void;
}): Promise<Listed> {
  const { connection, clock, reader, resource, format, pageSize, signal, take, pause, onBytes } = parts;
  const unreadable: Failure[] = [];
  let resourceVersion = '';
  let token = '';
  let failures = 0;
  do {
    const query = { limit: String(pageSize.limit(format)), ...(token !== '' && { continue: token }) };
    const asked = { connection, clock, accept: acceptOf[format], path: pathOf(resource, query) };
    const began = clock.elapsed();
    try {
      const { contentType, body } = await getWhole(asked, signal, { bytes: pageBytes, milliseconds: pageWithin }, onBytes);
      const page = decodeList(reader, contentType, body);
      for (const { records, failures } of page.parts()) {
        unreadable.push(...failures);
        await take(records);
      }
      resourceVersion ||= page.resourceVersion;
      token = page.continue;
      failures = 0;
      pageSize.answered(clock.elapsed() - began);
    } catch (error) {
      signal.throwIfAborted();
      const failure = asFailure(error);
      pageSize.failed();
      failures += 1;
      if (token === '' || failures > retries || !passing.has(failure.code)) throw failure;
      await pause(failure);
    }
  } while (token !== '');
  return { resourceVersion, unreadable };
}
