import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import type { Status } from '../../shared/wire/status.ts';
import { agree } from './agreement.ts';
import { connect } from './api.ts';
import { collectDelays } from './delays.ts';
import { mortal } from './mortal.ts';
import { plays } from './plays.ts';
import { startProduct } from './product.ts';
import { startReport } from './report.ts';
import { endWaitsBy, untilRight } from './until.ts';
import { startWorld } from './world.ts';

const usage = `npm run test:cluster -- --kubeconfig FILE [--context NAME] [--restart-pid PID] [--program FILE] [--shape NAME] [--shape-file FILE] [--play NAME]

Runs the product against a cluster and holds every number it shows to a recount from the API server's own lists; then creates and
deletes Services, pods, a node and a Service range, and looks again. For clusters that may be thrown away: it works in a namespace
of its own and cleans up, but it does create cluster-wide objects meanwhile.
  --restart-pid  a testcluster program: SIGUSR1 makes it restart its API server, which the product must survive
  --program      that program itself: with its pid and shape it may be killed, and is started again on its data
  --shape        names the result file, test-results/cluster-NAME.json
  --shape-file   the testcluster shape that the cluster was started from: its flags are shown to the product as kubeadm's pods show them
  --play         what is played: ${Object.keys(plays).join(', ')}; all but "usual" want the shape that they were written for`;

const { values } = parseArgs({
  options: {
    kubeconfig: { type: 'string' },
    context: { type: 'string' },
    'restart-pid': { type: 'string' },
    program: { type: 'string' },
    shape: { type: 'string', default: 'any' },
    'shape-file': { type: 'string' },
    play: { type: 'string', default: 'usual' },
    help: { type: 'boolean' },
  },
});
const { acts, comparisons } = plays[values.play] ?? {};
if (values.help || values.kubeconfig === undefined || acts === undefined || comparisons === undefined) {
  console.log(usage);
  process.exit(values.help ? 0 : 2);
}

// Whoever stops a run early still gets a clean cluster: what is under way fails at the next answer, and the rest is taken down.
const stopping = new AbortController();
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => stopping.abort(new Error(`stopped by ${signal}`)));

endWaitsBy(stopping.signal);
let playing: Promise<void> | undefined;
const { kubeconfig } = values;

const report = startReport((line) => console.log(line));
const delays = collectDelays();
const api = await connect(values.kubeconfig, values.context);
const { program, 'restart-pid': restartPid, 'shape-file': shapeFile } = values;
const plane =
  program === undefined || restartPid === undefined || shapeFile === undefined
    ? undefined
    : mortal({
        program,
        shapeFile,
        kubeconfig: values.kubeconfig,
        server: api.server,
        pid: Number(restartPid),
        abort: stopping.signal,
      });
try {
  const product = await startProduct(values.kubeconfig, values.context);
  try {
    report.check(
      'the product reads the cluster',
      await untilRight(async () => ((await product.get<Status>('/status')).synced ? [] : ['not synced'])),
    );
    await agree('as it stands', api, product, report, comparisons);
    const world = await startWorld(api);
    try {
      const stage = {
        api,
        product,
        report,
        world,
        delays,
        restartPid: restartPid === undefined ? undefined : Number(restartPid),
        plane,
        shapeFile,
        another: (flags: readonly string[]) => startProduct(kubeconfig, values.context, flags),
      };
      const play = async () => {
        for (const act of acts) await act(stage);
      };
      playing = play();
      await Promise.race([playing, aborted(stopping.signal)]);
    } finally {
      await world.clean();
    }
    await agree('cleaned up', api, product, report, comparisons);
  } finally {
    await product.stop();
  }
} catch (error) {
  // What went wrong here is a failure of the run, whoever's fault it is: never a run that looks shorter and green.
  report.check('the run comes to its end', [error instanceof Error ? (error.stack ?? error.message) : String(error)]);
} finally {
  await Promise.allSettled([playing]);
  api.stop();
  await plane?.stop();
}

function aborted(signal: AbortSignal): Promise<never> {
  return new Promise((_, reject) => {
    if (signal.aborted) reject(signal.reason);
    else signal.addEventListener('abort', () => reject(signal.reason), { once: true });
  });
}

const summary = delays.summary();
if (summary !== undefined) report.fact(summary);
const file = fileURLToPath(new URL(`../../test-results/cluster-${values.shape}.json`, import.meta.url));
process.exitCode = report.close(file) ? 0 : 1;
