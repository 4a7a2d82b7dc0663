import { readFileSync } from 'node:fs';
import type { pino } from 'pino';
import { type ImportConfig, UsageError } from './config.ts';
import { historyAt } from './history/historyAt.ts';
import { systemClock, wait } from './kubernetes/clock.ts';
import { loadConnection } from './kubernetes/connection.ts';
import { startReading } from './kubernetes/reading.ts';
import { Model } from './model/model.ts';
import { PrometheusClient } from './prometheus/client.ts';
import { carryOut, planImport, sayPlan } from './prometheus/importPast.ts';
import { historyPlace, identityOf } from './start/historyPlace.ts';
import { readingLines } from './start/reads.ts';
import type { Stops } from './start/stops.ts';
import { untilRead } from './start/untilRead.ts';
import { Store } from './store/store.ts';

/** Milliseconds of a sample: the one that goes on now is a dashboard's to count. */
const sampled = 300_000;

export interface ImportRun {
  readonly product: string;
  readonly stops: Stops;
  readonly log: pino.Logger;
  readonly say: (line: string) => void;
}

/** The command import: reads the cluster once, asks the Prometheus, writes the history. What it does is said as it does it. */
export async function runImport(config: ImportConfig, { product, stops, log, say }: ImportRun): Promise<void> {
  const clock = systemClock;
  const { signal } = stops;
  const client = new PrometheusClient({
    url: config.prometheus,
    token: tokenOf(config),
    product,
    signal,
    wait: (milliseconds) => wait(clock, milliseconds, signal),
  });
  const connection = loadConnection({ kubeconfig: config.kubeconfig ?? undefined, context: config.context ?? undefined, product, clock });
  if (!connection) throw new UsageError('no cluster was found: its pools are needed; give --kubeconfig FILE, or set KUBECONFIG');
  stops.add(() => connection.close());
  await client.probe(); // before a cluster is read for nothing

  const store = new Store(clock.now());
  const model = new Model(store, { clock, fault: (error) => log.error({ err: error }, 'an object is left out of all answers') });
  stops.add(() => model.stop());
  const reading = startReading({ connection, store, clock, log });
  stops.add(() => reading.stop());
  await untilRead(store, { clock, server: connection.server, signal });
  const { items: pools, families } = model.pools({ limit: 1000 });
  const identity = identityOf(store, connection.server);
  if (identity === null)
    throw new UsageError(`the cluster at ${connection.server} has no namespace kube-system: it cannot be told from others`);
  say(`Cluster     ${connection.cluster} at ${connection.server}, from ${connection.source}: ${pools.length} pools`);
  for (const line of readingLines(
    (kind) => store.reading(kind),
    (kind) => store.count(kind),
  ))
    if (!line.startsWith('Reads')) say(line.replace(/^(\S+(?: \S+)?) +/, (_, head: string) => head.padEnd(12)));
  await reading.stop();
  if (pools.length === 0) throw new UsageError('no pool is known of this cluster: there is nothing to ask for');

  const now = clock.now();
  const to = Math.min(config.to ?? now, Math.floor(now / sampled) * sampled);
  if (config.from !== null && config.from >= to) throw new UsageError('--from: it must lie in the past: what is to come is not imported');
  const plan = await planImport({
    client,
    pools,
    families,
    uid: store.get('Service', 'default/kubernetes')?.uid ?? null,
    selector: config.selector,
    from: config.from,
    to,
    now,
    say,
  });
  if (config.dryRun) {
    sayPlan(plan);
    say('Nothing is written: this was a dry run');
    return;
  }
  const history = historyAt(historyPlace(config, connection.source), clock.now);
  stops.add(() => history.close());
  const note = await history.open();
  say(`History     in ${history.where}`);
  if (note !== '') say(`            ${note}`);
  const { cluster } = await history.standing(identity, now);
  const { pools: imported, rows } = await carryOut(plan, { history, cluster, replace: config.replace });
  say(
    `Imported    ${rows.toLocaleString('en')} moments of ${imported} of ${pools.length} pools, by ${client.asked.toLocaleString('en')} queries`,
  );
}

/** A file's, else that of the environment. */
function tokenOf({ prometheusTokenFile: file, prometheusToken }: ImportConfig): string | undefined {
  if (file === null) return prometheusToken ?? undefined;
  let text: string;
  try {
    text = readFileSync(file, 'utf8').trim();
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    const why = code === 'ENOENT' ? 'is not there' : code === 'EISDIR' ? 'is a folder: name a file' : `cannot be read: ${message}`;
    throw new UsageError(`--prometheus-token-file: ${JSON.stringify(file)} ${why}`);
  }
  if (!/^[\x21-\x7e]+$/.test(text)) throw new UsageError(`--prometheus-token-file: ${file} holds no token: one line without spaces`);
  return text;
}
