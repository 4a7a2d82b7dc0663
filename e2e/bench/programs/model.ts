import { getHeapStatistics } from 'node:v8';
import { Model } from '../../../server/model/model.ts';
import { kinds } from '../../../server/records/records.ts';
import { type Edit, Store } from '../../../server/store/store.ts';
import { type EventKind, eventKinds } from '../events.ts';
import { type Population, populationOf, recordsOf } from '../population.ts';
import { median } from '../statistics.ts';
import { answering } from './answering.ts';

/** What one event costs the store and the model on clusters of several sizes. Run with --expose-gc. */
export interface EventCost {
  readonly kind: string;
  readonly batch: number;
  /** By size: µs an event, the median of the rounds, and bytes taken from the heap for one. */
  readonly microseconds: readonly number[];
  readonly allocated: readonly number[];
}

export interface EventRun {
  readonly sizes: readonly number[];
  readonly rounds: number;
  /** About so many of each kind a round. */
  readonly events: number;
}

const batches = [1, 50];

interface Subject {
  readonly population: Population;
  readonly store: Store;
  readonly model: Model;
}

interface Cost {
  readonly microseconds: number;
  readonly allocated: number;
}

answering({
  costs({ sizes, rounds, events }: EventRun): EventCost[] {
    const subjects = sizes.map(build);
    const rows = eventKinds.flatMap((kind) => batches.map((batch) => ({ kind, batch, costs: subjects.map((): Cost[] => []) })));
    // The first round warms up, and is thrown away. Sizes take turns within a round, so whatever else the machine does meets all of them.
    for (let round = 0; round <= rounds; round++) {
      for (const { kind, batch, costs } of rows) {
        for (const [i, subject] of subjects.entries()) {
          const cost = measure(subject, kind, batch, events);
          if (round > 0) costs[i]?.push(cost);
        }
      }
    }
    return rows.map(({ kind, batch, costs }) => ({
      kind: kind.name,
      batch,
      microseconds: costs.map((list) => median(list.map(({ microseconds }) => microseconds))),
      allocated: costs.map((list) => median(list.map(({ allocated }) => allocated))),
    }));
  },
});

/** A model that has read a whole cluster of a size. */
function build(pods: number): Subject {
  const population = populationOf(pods);
  const store = new Store(1);
  const model = new Model(store);
  for (const kind of kinds) store.setReading(kind, { state: 'synced' });
  store.apply([...recordsOf(population)].map((put) => ({ put })));
  return { population, store, model };
}

/** The events are made beforehand. */
function measure({ population, store, model }: Subject, { name, make }: EventKind, batch: number, count: number): Cost {
  const edits = make(population, count);
  const groups: Edit[][] = [];
  for (let at = 0; at < edits.length; at += batch) groups.push(edits.slice(at, at + batch));
  const [overview, revision] = [JSON.stringify(model.overview()), store.revision];
  globalThis.gc?.(); // what was made beforehand is not collected at the cost of the events
  const before = allocated();
  const from = performance.now();
  for (const group of groups) store.apply(group);
  const took = performance.now() - from;
  const taken = allocated() - before;
  // Every batch changed something, and all of them together nothing, or the numbers mean nothing.
  if (store.revision !== revision + groups.length) throw new Error(`some events of "${name}" change nothing`);
  if (JSON.stringify(model.overview()) !== overview) throw new Error(`the events of "${name}" leave the cluster changed`);
  return { microseconds: (took * 1000) / edits.length, allocated: taken / edits.length };
}

/** Bytes taken from the heap since the process began; NaN where Node does not count them. */
function allocated(): number {
  const { total_allocated_bytes: total = Number.NaN } = getHeapStatistics() as { total_allocated_bytes?: number };
  return total;
}
