import { mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import type { Tenancy } from '../../../server/history/history.ts';
import { historyAt } from '../../../server/history/historyAt.ts';
import { holdingsOf, objectOf } from '../../../server/history/holdings.ts';
import { mapAt } from '../../../server/history/mapAt.ts';
import { Recorder } from '../../../server/history/recorder.ts';
import { Model } from '../../../server/model/model.ts';
import { kinds, type PodRecord } from '../../../server/records/records.ts';
import { type Edit, Store } from '../../../server/store/store.ts';
import { type Cidr, parseCidr } from '../../../shared/net/cidr.ts';
import { nodeRecord, podRecord, populationOf, recordsOf } from '../population.ts';
import { answering } from './answering.ts';

/** A day of a cluster's history, written to a file: what it costs, and how large the file becomes. Run with --expose-gc. */
export interface HistoryCost {
  /** Milliseconds from the first look at the cluster until all that is held is written. */
  readonly looking: number;
  /** µs that the recorder adds to a change of the store that is told. */
  readonly onPath: number;
  /** µs of processor time a change, all threads, until it is written. */
  readonly written: number;
  readonly events: number;
  readonly tenancies: number;
  readonly bytes: number;
  /** Milliseconds: the longest that anything waited for the thread that answers, while changes were written. */
  readonly longestTurn: number;
}

export interface HistoryRun {
  readonly pods: number;
  /** Of the pods that are replaced in the day. */
  readonly churn: number;
}

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
const steps = 288;

answering({
  async day({ pods, churn }: HistoryRun): Promise<HistoryCost> {
    const folder = mkdtempSync(join(tmpdir(), 'cidrscape-bench-history-'));
    const clock = { passed: 0, now: () => begin + clock.passed, elapsed: () => clock.passed, timer: () => () => {} };
    const population = populationOf(pods);
    const fill = () => {
      const store = new Store(1);
      store.apply([...recordsOf(population)].map((put) => ({ put })));
      for (const kind of kinds) store.setReading(kind, { state: 'synced', connected: true, lastEvent: begin });
      return store;
    };
    const [store, bare] = [fill(), fill()];
    const history = historyAt({ file: join(folder, 'history.db') }, clock.now);
    const recorder = new Recorder({
      store,
      pools: () => [],
      history,
      clock,
      log: { warn: console.error, info: () => {}, error: console.error },
      identity: () => 'bench',
      kept: { tenancies: 30 * day, bytes: 1e12 },
    });
    try {
      const from = performance.now();
      await recorder.settle();
      if (recorder.state.state !== 'recording') throw new Error(recorder.state.error ?? recorder.state.state);
      const looking = performance.now() - from;
      const current = Array.from({ length: pods }, (_, i) => podRecord(i, population.nodes));
      const replaced = Math.round(pods * churn);
      let [told, without, events, cpu] = [0, 0, 0, 0];
      const delays = monitorEventLoopDelay({ resolution: 1 });
      for (let step = 0, next = 0; step < steps; step++) {
        clock.passed += day / steps;
        for (const kind of ['Node', 'Service', 'Pod'] as const) store.setReading(kind, { lastEvent: clock.now() });
        const edits: Edit[] = [];
        for (const end = Math.round((replaced * (step + 1)) / steps); next < end; next++) {
          const old = current[next] as PodRecord;
          const name = `${old.name}-${step}`;
          edits.push({ remove: { kind: 'Pod', key: `${old.namespace}/${old.name}` } });
          edits.push({
            put: { ...old, name, uid: `${old.uid.slice(0, 24)}${String(next).padStart(12, '0')}`.slice(-36), createdAt: clock.now() },
          });
        }
        const groups = edits.map((edit) => [edit]); // one change at a time, as a watch brings them
        without += timed(() => apply(bare, groups));
        const used = process.cpuUsage();
        told += timed(() => apply(store, groups));
        events += edits.length;
        delays.enable();
        await recorder.settle();
        delays.disable();
        const { user, system } = process.cpuUsage(used);
        cpu += user + system;
      }
      await recorder.stop();
      const bytes = readdirSync(folder).reduce((sum, name) => sum + statSync(join(folder, name)).size, 0);
      const tenancies = 2 * (pods + replaced + population.services + population.nodes);
      return {
        looking,
        onPath: ((told - without) * 1000) / events,
        written: cpu / events,
        events,
        tenancies,
        bytes,
        longestTurn: delays.max / 1e6,
      };
    } finally {
      await recorder.stop();
      rmSync(folder, { recursive: true, force: true });
    }
  },
  async past(run: HistoryRun): Promise<PastCost> {
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
  },
});

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

function apply(store: Store, groups: readonly (readonly Edit[])[]): void {
  for (const group of groups) store.apply(group);
}

function timed(run: () => void): number {
  const from = performance.now();
  run();
  return performance.now() - from;
}
