import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { formatAddress } from '../../shared/net/address.ts';
import { parseCidr } from '../../shared/net/cidr.ts';
import { predictService } from '../../shared/plan/predictService.ts';
import type { ServiceCluster } from '../../shared/plan/serviceFields.ts';
import { serviceRangeFlag } from '../../shared/plan/serviceRangeFlag.ts';
import { type Api, connect } from './api.ts';
import { startControlPlane } from './controlPlane.ts';
import { type Chance, chanceOf, one, someCreate, someUpdate } from './predict/chance.ts';
import { type Answer, difference } from './predict/compare.ts';
import { changed, type Manifest, manifestOf, storedOf } from './predict/manifest.ts';

/**
 * Holds the predictor of shared/plan to a real API server: requests at random, as dry runs, on clusters of every kind of families.
 * A dry run knows no full range and no taken address, so that neither is told to the predictor here.
 */
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
};
const names = positionals.length > 0 ? positionals : Object.keys(trials);
const count = Number(values.count);
const seed = Number(values.seed ?? Math.floor(Math.random() * 0x1_0000_0000));
const { program } = values;
if (program === undefined || !Number.isInteger(count) || !Number.isInteger(seed) || names.some((name) => trials[name] === undefined)) {
  console.log(`node e2e/cluster/predict.ts --program TESTCLUSTER [--count N] [--seed N] [${Object.keys(trials).join(' ')}]…`);
  process.exit(2);
}

const services = '/api/v1/namespaces/predict/services';
const inFlight = 8;
const hungUp: Answer = { status: 500, body: JSON.stringify({ message: 'no answer: the API server hung up, twice' }) };
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
    const counts = await compareAll(api, cluster);
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

async function compareAll(api: Api, cluster: ServiceCluster): Promise<Record<string, number>> {
  const stored = await fill(api);
  const counts = { stored: stored.length, creates: 0, updates: 0, accepted: 0, refused: 0, brokenOff: 0, different: 0 };
  const ask = async (at: number) => {
    const before = at % 2 === 0 ? null : one(chance, stored);
    const request = before ? someUpdate(chance, storedOf(before)) : someCreate(chance);
    const prediction = predictService(cluster, before && storedOf(before), request);
    const answer = before
      ? await answerOf(api, 'PUT', `${services}/${before.metadata.name}?dryRun=All`, changed(before, request))
      : await answerOf(api, 'POST', `${services}?dryRun=All`, manifestOf(`new-${at}`, request));
    counts[before ? 'updates' : 'creates']++;
    counts[answer === hungUp ? 'brokenOff' : answer.status < 300 ? 'accepted' : 'refused']++;
    const differs = difference(prediction, answer);
    if (!differs) return;
    counts.different++;
    console.log(JSON.stringify({ cluster: cluster.families, before: before && storedOf(before), request, ...differs }));
  };
  for (let at = 0; at < count && !stopping.signal.aborted; at += inFlight) {
    await Promise.all(Array.from({ length: Math.min(inFlight, count - at) }, (_, n) => ask(at + n)));
  }
  return counts;
}

/** Stores Services at random, those that are taken, beside what an earlier start left; gives back all that there are. */
async function fill(api: Api): Promise<Manifest[]> {
  if (!(await api.get('/api/v1/namespaces/predict')))
    await api.create('/api/v1/namespaces', { apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'predict' } });
  const had = (await api.list<Manifest>(services))?.length ?? 0;
  for (let at = 0; at < 300; at++) await api.answer('POST', services, manifestOf(`stored-${had}-${at}`, someCreate(chance)));
  return (await api.list<Manifest>(services)) ?? [];
}

/** An API server that panics over a request hangs up, where it would say 500; one that closes an idle connection does so once. */
async function answerOf(api: Api, method: 'POST' | 'PUT', path: string, body: Manifest): Promise<Answer> {
  for (let tries = 1; ; tries++) {
    try {
      return await api.answer(method, path, body);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ECONNRESET') throw error;
      if (tries === 2) return hungUp;
    }
  }
}
