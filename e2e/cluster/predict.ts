import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { formatAddress } from '../../shared/net/address.ts';
import { parseCidr } from '../../shared/net/cidr.ts';
import type { ServiceCluster } from '../../shared/plan/serviceFields.ts';
import { serviceRangeFlag } from '../../shared/plan/serviceRangeFlag.ts';
import { type Api, connect } from './api.ts';
import { startControlPlane } from './controlPlane.ts';
import { type Chance, chanceOf } from './predict/chance.ts';
import { compareDryRuns } from './predict/dryRuns.ts';
import { compareRealRuns } from './predict/realRuns.ts';

/** Holds the predictor of shared/plan to a real API server, on clusters of every kind of families. Ends with 1 where they differ once. */
const { values, positionals } = parseArgs({
  options: { program: { type: 'string' }, count: { type: 'string', default: '3000' }, seed: { type: 'string' } },
  allowPositionals: true,
});
/** Each trial is a run of starts on the same data. */
const trials: Readonly<Record<string, readonly string[]>> = {
  'dual-v4': ['predict-dual-v4'],
  'dual-v6': ['predict-dual-v6'],
  v4: ['predict-v4'],
  v6: ['predict-v6'],
  becoming: ['predict-v4', 'predict-dual-v4', 'predict-dual-v6', 'predict-v4'],
  full: ['predict-full'],
};
const names = positionals.length > 0 ? positionals : Object.keys(trials);
const count = Number(values.count);
const seed = Number(values.seed ?? Math.floor(Math.random() * 0x1_0000_0000));
const { program } = values;
if (program === undefined || !Number.isInteger(count) || !Number.isInteger(seed) || names.some((name) => trials[name] === undefined)) {
  console.log(`node e2e/cluster/predict.ts --program TESTCLUSTER [--count N] [--seed N] [${Object.keys(trials).join(' ')}]…`);
  process.exit(2);
}

const stopping = new AbortController();
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => stopping.abort());

console.log(`seed ${seed}`);
const next = chanceOf(seed);
const chance: Chance = {
  next,
  address: (family) =>
    formatAddress({ family, value: BigInt(Math.floor(256 + next() * 3000)) + (family === 'IPv4' ? 0x0a60_0000n : 0xfd00_0096n << 96n) }),
};

for (const name of names) {
  const folder = mkdtempSync(join(tmpdir(), `testcluster-predict-${name}-`));
  try {
    for (const shape of trials[name] ?? []) {
      if (stopping.signal.aborted) break;
      if (!(await playShape(program, name, shape, folder))) process.exitCode = 1;
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function playShape(program: string, name: string, shape: string, folder: string): Promise<boolean> {
  const file = fileURLToPath(new URL(`shapes/${shape}.json`, import.meta.url));
  const plane = await startControlPlane(program, file, folder, stopping.signal);
  if (!plane) return false;
  const api = await connect(plane.kubeconfig, undefined);
  try {
    const cluster = await clusterOf(api, (JSON.parse(readFileSync(file, 'utf8')) as { serviceCIDRs: string }).serviceCIDRs);
    const counts =
      name === 'full'
        ? await compareRealRuns(api, cluster.families, chance, Math.ceil(count / 3), stopping.signal)
        : await compareDryRuns(api, cluster, chance, count, stopping.signal);
    const words = Object.entries(counts).map(([what, n]) => `${n} ${what}`);
    console.log(`${name} (${cluster.families.join()}): ${words.join(', ')}`);
    return counts.different === 0;
  } finally {
    api.stop();
    await plane.stop();
  }
}

/** Families as the flag says, ranges as the ServiceCIDR objects do. */
async function clusterOf(api: Api, flag: string): Promise<ServiceCluster> {
  const read = serviceRangeFlag(flag);
  if (!read.starts) throw new Error(`${flag}: ${read.why}`);
  const objects = (await api.list<{ spec: { cidrs: string[] } }>('/apis/networking.k8s.io/v1/servicecidrs')) ?? [];
  const ranges = objects.flatMap(({ spec }) => spec.cidrs.flatMap((text) => parseCidr(text) ?? []));
  return { families: read.ranges.map(({ cidr }) => cidr.family), ranges: ranges.map((cidr) => ({ cidr, gives: true })) };
}
