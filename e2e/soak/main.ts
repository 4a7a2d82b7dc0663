import { randomInt } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startDemo } from '../../server/demo/startDemo.ts';
import { writeKubeconfig } from '../browser/kubeconfig.ts';
import { startProduct } from '../cluster/product.ts';
import { startChurn } from './churn.ts';
import { extraLife } from './extra.ts';
import { serverFaults } from './faults.ts';
import { clockText, memoryOf, type Round, summary } from './journal.ts';
import { untilWhole } from './look.ts';
import { type Options, parseOptions, usage } from './options.ts';
import { startPlayer } from './player.ts';
import { soak } from './soak.ts';
import { Traffic } from './traffic.ts';

const flatFrom = 1800; // seconds: a shorter run says too little of memory to be judged by it
const steepest = 30; // MiB an hour

const options = parseOptions(process.argv.slice(2), () => randomInt(2 ** 32));
if (options === undefined) process.stdout.write(usage);
else process.exitCode = await main(options);

async function main({ minutes, seed, rate, nodes, pods, services, faults }: Options): Promise<0 | 1> {
  const say = (line: string) => console.log(line);
  say(`soak for ${minutes} minutes: ${nodes} nodes, ${pods} pods, ${services} Services, ${rate} events/s, --seed ${seed}`);
  const stopping = new AbortController();
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => stopping.abort());
  const failures: string[] = [];
  const fail = (line: string) => {
    failures.push(line);
    say(`FAIL ${line}`);
  };

  const folder = mkdtempSync(join(tmpdir(), 'cidrscape-soak-'));
  const demo = await startDemo({ nodes, pods, services, seed, churn: 0, cni: ['metallb'] });
  const traffic = new Traffic();
  demo.server.intercept(traffic.intercept);
  const product = await startProduct(writeKubeconfig(folder, demo.url), undefined, ['--log-level', 'warn']);
  let rounds: readonly Round[] = [];
  const start = performance.now();
  const elapsed = () => clockText((performance.now() - start) / 1000);
  const stage = { demo, traffic };
  const player = faults ? startPlayer(seed, serverFaults, stage, elapsed, (error) => fail(`a fault went wrong: ${String(error)}`)) : null;
  const churn = startChurn(demo, rate, extraLife(demo));
  try {
    if (typeof (await untilWhole(demo, product, 120_000, () => stopping.signal.aborted)) !== 'number') fail('the first sync did not come');
    rounds = await soak({ demo, product, churn, player }, { seconds: minutes * 60, signal: stopping.signal, say, fail });
    const { slope } = memoryOf(rounds);
    if ((rounds.at(-1)?.seconds ?? 0) >= flatFrom && (slope ?? 0) > steepest) fail(`RSS grows by ${slope?.toFixed(1)} MiB an hour`);
  } catch (error) {
    fail(error instanceof Error ? (error.stack ?? error.message) : String(error));
  } finally {
    churn.pause();
    await player?.heal();
    await product.stop();
    await demo.stop();
    rmSync(folder, { recursive: true, force: true });
  }
  say('');
  say(
    `soak of ${nodes} nodes, ${pods} pods, ${services} Services, --rate ${rate} --seed ${seed}${stopping.signal.aborted ? ', ended early' : ''}`,
  );
  for (const line of summary(rounds, failures, player?.counts ?? new Map())) say(line);
  const isRight = failures.length === 0 && rounds.length > 0 && rounds.every(({ look }) => look.differences.length === 0);
  return isRight ? 0 : 1;
}
