import { randomUUID } from 'node:crypto';
import { channel } from 'node:diagnostics_channel';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setImmediate as immediate, setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { pino } from 'pino';
import { createApp } from './app.ts';
import { type Config, type ImportConfig, importUsage, isLoopbackHost, parseConfig, UsageError, usage } from './config.ts';
import { historyAnswers } from './history/answers.ts';
import { historyAt } from './history/historyAt.ts';
import { Recorder } from './history/recorder.ts';
import { listen } from './http/listen.ts';
import { type Page, readPage } from './http/page.ts';
import { runImport } from './import.ts';
import { objectAsker } from './kubernetes/askObject.ts';
import { systemClock } from './kubernetes/clock.ts';
import { type Connection, connectTo, loadConnection } from './kubernetes/connection.ts';
import { KubeConfigError } from './kubernetes/kubeConfigError.ts';
import { startReading } from './kubernetes/reading.ts';
import { Model } from './model/model.ts';
import { outlookAnswers } from './outlook/answers.ts';
import { Outlooks } from './outlook/outlook.ts';
import { BrokenOffError } from './prometheus/importPast.ts';
import { followRanges } from './ranges/followRanges.ts';
import { RangesFileError, readRanges } from './ranges/readRanges.ts';
import { coreKinds, type Kind, kinds, optionalKinds } from './records/records.ts';
import { buildPage, PageError } from './start/buildPage.ts';
import { startDemoProcess } from './start/demoProcess.ts';
import { surviveFaults } from './start/faults.ts';
import { collectGarbage, giveBack } from './start/giveBack.ts';
import { historyPlace, historyText, identityOf } from './start/historyPlace.ts';
import { notRead } from './start/notRead.ts';
import { isSettled, readingLines } from './start/reads.ts';
import { Stops } from './start/stops.ts';
import { UnreadError } from './start/untilRead.ts';
import { followVersion } from './start/version.ts';
import { Store } from './store/store.ts';

/** The repository's folder: above the sources' and the built file's alike. */
const root = fileURLToPath(new URL('..', import.meta.url));
const { version }: { version: string } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
/** How long the terminal waits to hear what may be read before it says what is known by then. */
const patience = 5_000;

const say = (line: string): void => void process.stdout.write(`${line}\n`);

async function main(): Promise<void> {
  const command = parseConfig(process.argv.slice(2), process.env);
  if ('print' in command) {
    process.stdout.write({ help: usage, 'help-import': importUsage, version: () => `${version}\n` }[command.print]());
    return;
  }
  const stops = new Stops();
  const asked = 'run' in command ? 0 : 1; // an import that is asked to end has broken off
  process.on('SIGINT', () => void end(stops, asked));
  process.on('SIGTERM', () => void end(stops, asked));
  try {
    if ('run' in command) await start(command.run, stops);
    else {
      await importAll(command.import, stops);
      await end(stops, 0);
    }
  } catch (error) {
    if (stops.signal.aborted) return; // it was asked to end while it started
    process.stderr.write(`cidrscape: ${lineOf(error, 'run' in command ? command.run : undefined)}\n`);
    await end(stops, error instanceof BrokenOffError ? 1 : 2);
  }
}

async function importAll(config: ImportConfig, stops: Stops): Promise<void> {
  const log = logTo(config.logLevel);
  surviveFaults(process, log, randomUUID);
  await runImport(config, { product: `cidrscape/${version}`, stops, log, say });
}

function logTo(level: string): pino.Logger {
  return pino(
    { level, base: null, serializers: { err: pino.stdSerializers.errWithCause } }, // what it came from stands beside it, not in its message again
    pino.destination({ dest: 2, sync: true }),
  );
}

async function start(config: Config, stops: Stops): Promise<void> {
  const log = logTo(config.logLevel);
  surviveFaults(process, log, randomUUID);
  process.stdout.on('error', () => {}); // whoever read our lines has gone
  const clock = systemClock;
  const product = `cidrscape/${version}`;

  const declared = config.ranges === null ? undefined : await readRanges(config.ranges);
  const found = config.demo
    ? null
    : loadConnection({ kubeconfig: config.kubeconfig ?? undefined, context: config.context ?? undefined, product, clock });
  const [connection, folder] = await Promise.all([
    found ?? startDemo(config, product, stops, log),
    buildPage({ root, say, signal: stops.signal }),
  ]);
  stops.add(() => connection.close());
  stops.signal.throwIfAborted();
  const page: Page = readPage(folder);

  const startedAt = clock.now();
  const store = new Store(startedAt);
  channel('cidrscape:store').publish(store); // for whoever measures from inside: nobody listens otherwise
  const model = new Model(store, {
    clock,
    warnAt: config.warnAt,
    fault: (error) => log.error({ err: error }, 'an object is left out of all answers'),
  });
  stops.add(() => model.stop());
  const ranges =
    declared && followRanges(declared, { file: config.ranges ?? '', clock, log, changed: (outside) => model.declare(outside) });
  if (ranges) stops.add(() => ranges.stop());
  const reading = startReading({ connection, store, clock, log });
  stops.add(() => reading.stop());
  const clusterVersion = followVersion(connection, clock);
  stops.add(() => clusterVersion.stop());

  const history = historyAt(historyPlace(config, connection.source), clock.now);
  const recorder = new Recorder({
    store,
    pools: () => model.pools({ limit: 1000 }).items,
    history,
    clock,
    log,
    identity: () => identityOf(store, connection.server),
    kept: {
      tenancies: config.historyDays * 86_400_000,
      bytes: Math.min(config.historyMegabytes, history.engine === 'memory' ? mostInMemory : config.historyMegabytes) * 1e6,
    },
    madeDays: connection.source === 'demo' ? config.demoHistoryDays : 0,
    created: (id) => ({ blocks: model.created(id, 'blocks') ?? [], addresses: model.created(id, 'addresses') ?? [] }),
  });
  stops.add(() => recorder.stop());
  const heap = () => process.memoryUsage().heapTotal;
  stops.add(giveBack({ store, looked: recorder.looked, delay: clock.timer, heap, collect: collectGarbage }));

  const outlooks = new Outlooks({
    model,
    counted: {
      get standing() {
        return recorder.standing;
      },
      get error() {
        return recorder.state.error;
      },
      pools: (cluster) => history.pools(cluster),
      samples: (cluster, pool, range) => history.samples(cluster, pool, 86_400, range),
    },
    clock,
    rest: () => immediate(),
    fault: (error) => log.error({ err: error }, 'what is to come was not made out'),
  });
  stops.add(outlooks.start());

  const app = createApp({
    model,
    revision: () => store.revision,
    status: {
      store,
      coreKinds,
      optionalKinds,
      resource: reading.resource,
      cluster: () => ({
        name: connection.cluster,
        version: clusterVersion.current(),
        server: connection.server,
        source: connection.source,
        demo: connection.source === 'demo',
      }),
      warnings: () => [...reading.warnings(), ...model.warnings(), ...(ranges?.warnings() ?? [])],
      now: clock.now,
      startedAt,
      memory: () => process.memoryUsage(),
      version,
    },
    outlook: outlookAnswers({
      model,
      outlooks,
      outside: () => ranges?.outside() ?? [],
      seed: () => identityOf(store, connection.server) ?? connection.server,
      notRead: () => notRead((kind) => store.reading(kind)),
    }),
    history: historyAnswers({
      history,
      recorder,
      store,
      isPool: (id) => model.pool(id, { limit: 1 }) !== undefined,
      model,
      now: clock.now,
    }),
    object: objectAsker({
      connection,
      clock,
      resource: reading.resource,
      namespaced: (kind) => {
        for (const { namespace } of store.all(kind)) return namespace !== '';
        return undefined;
      },
    }),
    basePath: config.basePath,
    page,
    loopbackOnly: isLoopbackHost(config.host),
    rateLimit: { perMinute: 6000, countLoopback: false },
    log,
    delay: clock.timer,
    instance: randomUUID(),
  });
  const server = await listen(app.handler, { host: config.host, port: config.port });
  stops.add(() => {
    app.stop();
    return server.stop();
  });
  stops.signal.throwIfAborted();

  const { address, family, port } = server.address;
  say(`Cidrscape ${version} at http://${family === 'IPv6' ? `[${address}]` : address}:${port}${config.basePath}/`);
  await Promise.race([clusterVersion.asked, pause(1000, undefined, { ref: false })]);
  if (stops.signal.aborted) return;
  for (const line of clusterLines(connection, clusterVersion.current(), config)) say(line);
  if (ranges) say(`Ranges     ${rangesText(ranges.outside().length)} outside of what the cluster knows, from ${config.ranges}`);
  say(`History    ${historyText(history, recorder.state)}`);
  announceReading(store, stops, log);
}

function rangesText(count: number): string {
  return count === 1 ? '1 range' : `${count} ranges`;
}

/** Megabytes of a history that lies in memory. */
const mostInMemory = 64;

async function startDemo(config: Config, product: string, stops: Stops, log: pino.Logger): Promise<Connection> {
  const demo = startDemoProcess(
    join(root, 'server', 'demo', 'main.ts'),
    {
      nodes: config.demoNodes,
      pods: config.demoPods,
      services: config.demoServices,
      seed: config.demoSeed,
      churn: config.demoChurn,
      families: config.demoFamilies,
      cni: config.demoCni,
      empty: config.demoEmpty,
    },
    log,
  );
  stops.add(() => demo.stop());
  return connectTo(await demo.ready, { product });
}

function clusterLines(connection: Connection, clusterVersion: string | null, config: Config): string[] {
  if (connection.source !== 'demo') {
    const what = `${connection.cluster} (${clusterVersion ?? 'version not known yet'}) at ${connection.server}`;
    return [`Cluster    ${what}, from ${connection.source}`];
  }
  return [
    `Cluster    the demo cluster: it is simulated${config.demo ? '' : ', because no cluster was found'}`,
    '           to see yours: npm start -- --kubeconfig FILE, or set KUBECONFIG',
  ];
}

/** Prints what may be read as soon as that is known of every kind, or is taking long; logs every later change. */
function announceReading(store: Store, stops: Stops, log: pino.Logger): void {
  const reading = (kind: Kind) => store.reading(kind);
  let announced = false;
  const announce = () => {
    announced = true;
    cancel();
    for (const line of readingLines(reading, (kind) => store.count(kind))) say(line);
  };
  const cancel = systemClock.timer(patience, announce);
  stops.add(cancel);
  const states = new Map(kinds.map((kind) => [kind, 'syncing']));
  stops.add(
    store.subscribe((batch) => {
      for (const kind of batch.readings) {
        const { state, error } = reading(kind);
        if (states.get(kind) === state) continue;
        states.set(kind, state);
        if (announced) log[state === 'synced' || state === 'syncing' ? 'info' : 'warn']({ kind, state, error }, `${kind} is ${state}`);
      }
      if (!announced && isSettled(reading)) announce();
    }),
  );
  if (isSettled(reading)) announce();
}

/** What a person can do about it, in one line. */
function lineOf(error: unknown, config: Config | undefined): string {
  return (config && listenLineOf(error, config)) ?? plainLineOf(error);
}

function listenLineOf(error: unknown, config: Config): string | undefined {
  const at = `${config.host}:${config.port}`;
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  if (code === 'EADDRINUSE') return `${at} is in use by another program; choose another port with --port (0: any free one)`;
  if (code === 'EACCES') return `${at} may not be listened on by this user; choose a port above 1023 with --port`;
  if (code === 'EADDRNOTAVAIL' || code === 'ENOTFOUND') return `--host: "${config.host}" is no address of this machine`;
  return undefined;
}

function plainLineOf(error: unknown): string {
  const isForPeople = [UsageError, KubeConfigError, PageError, RangesFileError, UnreadError].some((kind) => error instanceof kind);
  if (error instanceof Error && isForPeople) return error.message;
  return error instanceof Error ? (error.message.split('\n')[0] ?? error.name) : String(error);
}

/** Stops everything, within a second, and leaves. A second signal does not wait. */
async function end(stops: Stops, code: number): Promise<void> {
  if (stops.signal.aborted) process.exit(code);
  await stops.run(900);
  process.exit(code);
}

main().catch((error: unknown) => {
  process.stderr.write(`cidrscape: ${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 2;
});
