import { writeFileSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import type { Pool } from '../../../shared/wire/pools.ts';
import type { Recording } from './recorded.ts';

/**
 * Writes down what a running product says of its pools, step by step; a step stands for a day. Pools that hardly change are left out.
 * node e2e/bench/backtest/record.ts --url http://127.0.0.1:PORT --seconds 1 --steps 220 --source TEXT --file recorded/NAME.json
 */
const { values } = parseArgs({
  options: {
    url: { type: 'string' },
    seconds: { type: 'string', default: '1' },
    steps: { type: 'string', default: '220' },
    source: { type: 'string' },
    file: { type: 'string' },
  },
});
const { url, seconds, steps, source, file } = values;
if (url === undefined || source === undefined || file === undefined) {
  console.log('node e2e/bench/backtest/record.ts --url URL --seconds N --steps N --source TEXT --file FILE');
  process.exit(2);
}
const distinct = 10;

const series = new Map<string, (number | null)[]>();
for (let step = 0; step < Number(steps); step++) {
  const from = performance.now();
  const answer = await fetch(`${url}/api/v1/pools?limit=1000`);
  const { items } = (await answer.json()) as { readonly items: readonly Pool[] };
  for (const { id, addresses } of items) {
    const values = series.get(id) ?? Array.from({ length: step }, () => null);
    values.push(addresses.inUse === null ? null : Number(addresses.inUse));
    series.set(id, values);
  }
  await pause(Math.max(0, Number(seconds) * 1000 - (performance.now() - from)));
}
const recording: Recording = {
  source,
  recorded: new Date().toISOString().slice(0, 10),
  secondsAStep: Number(seconds),
  series: [...series]
    .filter(([, values]) => values.length === Number(steps) && !values.includes(null) && new Set(values).size >= distinct)
    .map(([pool, values]) => ({ pool, values: values as number[] })),
};
writeFileSync(file, `${JSON.stringify(recording)}\n`);
console.log(`${recording.series.length} of ${series.size} pools`);
