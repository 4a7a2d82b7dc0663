import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import type { Tenancy } from '../../server/history/history.ts';
import { historyAt } from '../../server/history/historyAt.ts';
import { holdingsOf, objectOf } from '../../server/history/holdings.ts';
import { mapAt } from '../../server/history/mapAt.ts';
import { Model } from '../../server/model/model.ts';
import { kinds } from '../../server/records/records.ts';
import { Store } from '../../server/store/store.ts';
import { type Cidr, parseCidr } from '../../shared/net/cidr.ts';
import type { HistoryRun } from './historyDay.ts';
import { nodeRecord, podRecord, populationOf, recordsOf } from './population.ts';

/** What the map of a past moment costs, after a month of such days. */
export interface PastCost {
  /** Half of the answers for a prefix took less. */
  readonly milliseconds: Readonly<Record<string, number>>;
  /** Milliseconds: the longest that anything waited for the thread that answers. */
  readonly longestTurn: number;
  readonly tenancies: number;
  readonly bytes: number;
}

const pastDays = 30;
const pastPrefixes = ['10.128.0.0/9', '10.128.0.0/16', '10.128.7.0/24', 'fd00:244::/48'];

const day = 86_400_000;
const begin = 1_795_392_000_000;

/** Writes a month of such days, and asks for the map as it was. */
export async function historyPast(run: HistoryRun): Promise<PastCost> {
  const folder = mkdtempSync(join(tmpdir(), 'cidrscape-bench-past-'));
  const now = begin + pastDays * day;
  const history = historyAt({ file: join(folder, 'history.db') }, () => now);
  const population = populationOf(run.pods);
  const store = new Store(1);
  store.apply([...recordsOf(population)].map((put) => ({ put })));
  for (const kind of kinds) store.setReading(kind, { state: 'synced', connected: true, lastEvent: now });
  const model = new Model(store);
  try {
    await history.open();
    const { cluster } = await history.standing('bench', begin);
    let tenancies = 0;
    let rows: Tenancy[] = [];
    const write = () => history.write(cluster, { endings: [], tenancies: rows, marks: [], seen: now });
    for (const tenancy of tenanciesOf(run, population.nodes, pastDays)) {
      tenancies++;
      if (rows.push(tenancy) < 20_000) continue;
      await write();
      rows = [];
    }
    await write();
    const extent = await history.extent(cluster);
    const milliseconds: Record<string, number> = {};
    const delays = monitorEventLoopDelay({ resolution: 1 });
    delays.enable();
    for (const text of pastPrefixes) {
      const cidr = parseCidr(text) as Cidr;
      const times: number[] = [];
      for (let n = 1; n <= 5; n++) {
        const from = performance.now();
        const answer = await mapAt({ history, model }, cluster, extent, begin + (n * pastDays * day) / 6, cidr, {});
        if (Number(answer?.inUse) === 0) throw new Error(`${text} was empty`);
        times.push(performance.now() - from);
      }
      milliseconds[text] = times.sort((a, b) => a - b)[2] as number;
    }
    delays.disable();
    return { milliseconds, longestTurn: delays.max / 1e6, tenancies, bytes: await history.bytes() };
  } finally {
    await history.close();
    model.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Pods of a past as tenancies, one after the other, so that they are never all in memory. */
function* tenanciesOf({ pods, churn }: HistoryRun, nodes: number, days: number): Generator<Tenancy> {
  const replaced = Math.round(pods * churn);
  for (let i = 0; i < nodes; i++) {
    const record = nodeRecord(i);
    for (const holding of holdingsOf(record)) yield { ...holding, object: objectOf(record), uid: record.uid, ...held(begin, null) };
  }
  for (let i = 0; i < pods; i++) {
    const record = podRecord(i, nodes);
    const holdings = holdingsOf(record);
    // Each day other pods are replaced; what a pod held, the next one in its place holds.
    const ends = Array.from({ length: days }, (_, n) => ((i + n * replaced) % pods < replaced ? begin + n * day + (i % replaced) : null));
    let from = begin;
    for (const [n, to] of [...ends, begin + days * day].entries()) {
      if (to === null) continue;
      const isLast = n === days;
      for (const holding of holdings)
        yield { ...holding, object: `${objectOf(record)}-${n}`, uid: `${i}-${n}`, ...held(from, isLast ? null : to) };
      from = to;
    }
  }
}

function held(from: number, to: number | null): Pick<Tenancy, 'from' | 'to' | 'made'> {
  return { from: { earliest: from, latest: from }, to: to === null ? null : { earliest: to, latest: to }, made: false };
}
