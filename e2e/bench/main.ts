import { availableParallelism, cpus, loadavg, platform } from 'node:os';
import { FlagError, type Flags, parseFlags, type SectionName, usage } from './flags.ts';
import { backtest } from './sections/backtest.ts';
import { frames } from './sections/frames.ts';
import { history } from './sections/history.ts';
import { live } from './sections/live.ts';
import { memory } from './sections/memory.ts';
import { million } from './sections/million.ts';
import { model } from './sections/model.ts';
import { routes } from './sections/routes.ts';
import { sizes } from './sections/sizes.ts';
import { sync } from './sections/sync.ts';
import { topology } from './sections/topology.ts';
import { Stage } from './stage.ts';
import { markdown, type Row } from './table.ts';

/**
 * npm run bench: measures, and prints one table. It judges nothing: a missed target is marked, and the exit code is 0.
 * A section that cannot be measured is named, with its reason, and takes none of the others with it; then the exit code is 1.
 */
const sections: Readonly<Record<SectionName, (stage: Stage) => Promise<Row[]>>> = {
  sync,
  memory,
  routes,
  live,
  model,
  topology,
  frames,
  sizes,
  backtest,
  history,
  million,
};

async function main(flags: Flags): Promise<void> {
  const stage = new Stage(flags);
  let isStopping = false;
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.once(signal, () => {
      isStopping = true;
      void stage.stop().then(() => process.exit(1));
    });
  }
  const started = performance.now();
  const before = load();
  const tell = (line: string) => process.stderr.write(`${Math.round((performance.now() - started) / 1000)} s: ${line}\n`);
  const rows: Row[] = [];
  try {
    for (const name of flags.sections) {
      tell(name);
      try {
        rows.push(...(await sections[name](stage)));
      } catch (error) {
        if (isStopping) return;
        console.error(`${name} could not be measured:`, error);
        process.exitCode = 1;
      }
    }
  } finally {
    await stage.stop();
  }
  tell('done');
  console.log(`\n${machine()}, load ${before} at the start and ${load()} at the end\n\n${markdown(rows)}`);
}

function machine(): string {
  return `${availableParallelism()} cores (${cpus()[0]?.model ?? 'unknown'}), ${platform()}, Node ${process.version}`;
}

/** How many programs wanted a core in the last minute: with more than there are cores, times say little and ratios less than they could. */
function load(): string {
  return (loadavg()[0] ?? 0).toFixed(1);
}

try {
  const flags = parseFlags(process.argv.slice(2));
  if (flags) await main(flags);
  else process.stdout.write(usage);
} catch (error) {
  console.error(error instanceof FlagError ? `${error.message}; --help lists the flags` : error);
  process.exitCode = error instanceof FlagError ? 2 : 1;
}
