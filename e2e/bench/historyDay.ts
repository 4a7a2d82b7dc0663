import { mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import type { HistoryStore } from '../../server/history/history.ts';
import { historyAt } from '../../server/history/historyAt.ts';
import { hexOf } from '../../server/history/holdings.ts';
import { Recorder } from '../../server/history/recorder.ts';
import { kinds, type PodRecord } from '../../server/records/records.ts';
import { type Edit, Store } from '../../server/store/store.ts';
import { type Address, parseAddress } from '../../shared/net/address.ts';
import { podRecord, populationOf, recordsOf } from './population.ts';
import { median } from './statistics.ts';

/** A day of a cluster's history, written to a file: what it costs, and how large the file becomes. */
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
  /** Waits for an answer, with nothing deleted and while all that ended is, in so many steps. */
  readonly answers: { readonly alone: Waits; readonly deleting: Waits; readonly steps: number };
}

/** Milliseconds. */
interface Waits {
  readonly median: number;
  readonly longest: number;
}

export interface HistoryRun {
  readonly pods: number;
  /** Of the pods that are replaced in the day. */
  readonly churn: number;
}

const day = 86_400_000;
const begin = 1_795_392_000_000;
const steps = 288;

/** Plays it, as fast as it goes. */
export async function historyDay({ pods, churn }: HistoryRun): Promise<HistoryCost> {
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
    const again = historyAt({ file: join(folder, 'history.db') }, clock.now);
    await again.open();
    const { cluster } = await again.standing('bench', clock.now());
    const addresses = current.slice(0, 500).flatMap(({ podIPs: [ip = ''] }) => hexOf(parseAddress(ip) as Address));
    const answers = await answersWhileDeleting(again, cluster, clock.now() + 1, addresses);
    await again.close();
    return {
      answers,
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
}

/**
 * Answers while what has ended is deleted, in turns with answers while nothing is: each is asked right behind a step of the deleting.
 */
async function answersWhileDeleting(history: HistoryStore, cluster: number, now: number, addresses: readonly string[]) {
  const waits: { alone: number[]; deleting: number[] } = { alone: [], deleting: [] };
  const ask = async (into: number[]) => {
    const from = performance.now();
    await history.tenanciesOf(cluster, addresses[into.length % addresses.length] as string, now, 100);
    into.push(performance.now() - from);
  };
  for (let isMore = true; isMore; ) {
    await ask(waits.alone);
    const step = history.prune(cluster, now, { tenancies: 0, bytes: 1e12 });
    await ask(waits.deleting);
    isMore = await step;
  }
  const of = (times: readonly number[]) => ({ median: median(times), longest: Math.max(...times) });
  return { alone: of(waits.alone), deleting: of(waits.deleting), steps: waits.alone.length };
}

function apply(store: Store, groups: readonly (readonly Edit[])[]): void {
  for (const group of groups) store.apply(group);
}

function timed(run: () => void): number {
  const from = performance.now();
  run();
  return performance.now() - from;
}
