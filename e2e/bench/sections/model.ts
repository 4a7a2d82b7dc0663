import type { EventCost, EventRun } from '../programs/model.ts';
import type { Stage } from '../stage.ts';
import { compared, type Row } from '../table.ts';

/** What an event costs the store and the model on clusters of several sizes, without reading and HTTP. */
export async function model({ children, flags }: Stage): Promise<Row[]> {
  const { sizes, rounds, events } = flags;
  const child = children.start('e2e/bench/programs/model.ts', [], ['--expose-gc']);
  try {
    const run: EventRun = { sizes, rounds, events };
    return (await child.ask<EventCost[]>('costs', run)).map((cost) => rowOf(cost, sizes));
  } finally {
    await child.stop();
  }
}

function rowOf({ kind, batch, microseconds, allocated }: EventCost, sizes: readonly number[]): Row {
  const [small, large] = [sizes[0] ?? 0, sizes.at(-1) ?? 0];
  const pods = (size: number) => `${size.toLocaleString('en')} pods`;
  const between = sizes.slice(1, -1).map((size, i) => `${microseconds[i + 1]?.toFixed(1)} µs at ${pods(size)}`);
  const taken = `${Math.round(allocated.at(-1) ?? Number.NaN)} : ${Math.round(allocated[0] ?? Number.NaN)} B allocated`;
  return compared(
    `event of a ${kind}, ${batch === 1 ? 'alone' : `${batch} at once`}`,
    'µs',
    microseconds.at(-1) ?? Number.NaN,
    `at ${pods(small)}`,
    microseconds[0] ?? Number.NaN,
    { counts: [`at ${pods(large)}: ${taken}`, ...between].join('; ') },
  );
}
