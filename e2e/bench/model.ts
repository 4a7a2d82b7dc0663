import { parseArgs } from 'node:util';
import { Model } from '../../server/model/model.ts';
import { kinds } from '../../server/records/records.ts';
import { type Edit, Store } from '../../server/store/store.ts';
import { type EventKind, eventKinds } from './events.ts';
import { type Population, populationOf, recordsOf } from './population.ts';

/** What one event costs the model on clusters of several sizes, side by side in one run. Prints a Markdown table; judges nothing. */
const { values } = parseArgs({
  options: {
    pods: { type: 'string', default: '1500,15000,150000' },
    events: { type: 'string', default: '20000' },
    rounds: { type: 'string', default: '7' },
  },
});
const sizes = values.pods.split(',').map(Number);
const [events, rounds] = [Number(values.events), Number(values.rounds)];
const batches = [1, 50];

interface Subject {
  readonly population: Population;
  readonly store: Store;
  readonly model: Model;
}

interface Row {
  readonly kind: EventKind;
  readonly batch: number;
  /** µs an event, by subject and round. */
  readonly times: number[][];
}

const subjects = sizes.map(build);
const rows: Row[] = eventKinds.flatMap((kind) => batches.map((batch) => ({ kind, batch, times: subjects.map(() => []) })));
// The first round warms up, and is thrown away. Sizes take turns within a round, so whatever else the machine does meets all of them.
for (let round = 0; round <= rounds; round++) {
  for (const { kind, batch, times } of rows) {
    for (const [i, subject] of subjects.entries()) {
      const time = measure(subject, kind, batch);
      if (round > 0) times[i]?.push(time);
    }
  }
}
print();

/** A model that has read a whole cluster of a size, and how long that took. */
function build(pods: number): Subject {
  const population = populationOf(pods);
  const records = [...recordsOf(population)];
  const store = new Store(1);
  const model = new Model(store);
  for (const kind of kinds) store.setReading(kind, { state: 'synced' });
  const from = performance.now();
  for (let at = 0; at < records.length; at += 500) store.apply(records.slice(at, at + 500).map((put) => ({ put })));
  const took = performance.now() - from;
  console.log(
    `${pods} pods: ${records.length} records read in ${Math.round(took)} ms, ${((took * 1000) / records.length).toFixed(1)} µs each`,
  );
  return { population, store, model };
}

/** µs an event; the events are made beforehand. */
function measure({ population, store, model }: Subject, { name, make }: EventKind, batch: number): number {
  const edits = make(population, events);
  const groups: Edit[][] = [];
  for (let at = 0; at < edits.length; at += batch) groups.push(edits.slice(at, at + batch));
  const [overview, revision] = [JSON.stringify(model.overview()), store.revision];
  globalThis.gc?.(); // node --expose-gc: what was made beforehand is not collected at the cost of the events
  const from = performance.now();
  for (const group of groups) store.apply(group);
  const took = performance.now() - from;
  // Every batch changed something, and all of them together nothing, or the numbers mean nothing.
  if (store.revision !== revision + groups.length) throw new Error(`some events of "${name}" change nothing`);
  if (JSON.stringify(model.overview()) !== overview) throw new Error(`the events of "${name}" leave the cluster changed`);
  return (took * 1000) / edits.length;
}

function print(): void {
  const median = (list: readonly number[]) => list.toSorted((a, b) => a - b)[Math.floor(list.length / 2)] ?? Number.NaN;
  const line = (cells: readonly string[]) => console.log(`| ${cells.join(' | ')} |`);
  console.log(`\nµs an event, median of ${rounds} rounds of about ${events} events\n`);
  const [smallest] = sizes;
  line(['event', 'batch', ...sizes.map((size) => `${size} pods`), ...sizes.slice(1).map((size) => `${size} : ${smallest}`)]);
  line(['---', ...Array.from({ length: 2 * sizes.length }, () => '---:')]);
  for (const { kind, batch, times } of rows) {
    const medians = times.map(median);
    const ratios = medians.slice(1).map((time) => (time / (medians[0] ?? Number.NaN)).toFixed(2));
    line([kind.name, `${batch}`, ...medians.map((time) => time.toFixed(1)), ...ratios]);
  }
}
