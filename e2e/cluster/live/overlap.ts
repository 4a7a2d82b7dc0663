import type { AddressAnswer } from '../../../shared/wire/addresses.ts';
import type { Pool } from '../../../shared/wire/pools.ts';
import { agree } from '../agreement.ts';
import { differences } from '../differences.ts';
import { checkFindings } from '../findings.ts';
import { addressText, type Range, rangeOf, rangeText, within } from '../numbers.ts';
import { type Node, paths, type ServiceCIDR } from '../snapshot.ts';
import { untilThere } from '../until.ts';
import { playFlags } from './flags.ts';
import { addressesOf, createPod } from './pods.ts';
import { createService } from './services.ts';
import type { Stage } from './stage.ts';

/**
 * The Service range lies in the pod range, as flags. The controller skips the blocks that overlap it, so a fourth node gets none although
 * one of four is nobody's. Then a second Service range is laid over a node's block, which nobody refuses, and a Service gets a pod's address.
 */
export async function playOverlap(stage: Stage): Promise<void> {
  const { api, product, report, world } = stage;
  await playFlags(stage);
  await untilThere('three nodes to have their blocks', async () => ((await blocks(stage)).length >= 6 ? true : undefined));
  await agree('the Service range lies in the pod range', api, product, report);
  await overlapFound(stage, 'the ranges of the flags overlap');

  const late = `${world.name}-late`;
  await world.create<Node>(paths.Node, {
    apiVersion: 'v1',
    kind: 'Node',
    metadata: { name: late },
    spec: { unschedulable: true },
  } as { metadata: { name: string } });
  await agree('a fourth node, for which only the skipped block is left', api, product, report);
  await checkFindings(report, product, 'the fourth node', 'node-without-block', (found) =>
    differences(
      [late],
      found.map(({ objects }) => objects[0]?.name),
    ),
  );

  const [first] = (await api.list<Node>(paths.Node))?.filter(({ spec }) => (spec.podCIDRs ?? []).length > 0) ?? [];
  const block = (first?.spec.podCIDRs ?? []).map(rangeOf).find(({ family }) => family === 'IPv4');
  if (!first || !block) throw new Error('no node has an IPv4 block');
  await createPod(stage, 'below', { spec: { nodeName: first.metadata.name } });
  const [addresses] = await addressesOf(stage, 'below');
  const own = addresses.find(({ family }) => family === 'IPv4');
  if (!own) throw new Error('the pod has no IPv4 address');
  const name = `${world.name}-over`;
  const body = { apiVersion: 'networking.k8s.io/v1', kind: 'ServiceCIDR', metadata: { name }, spec: { cidrs: [rangeText(block)] } };
  await world.create<ServiceCIDR>(paths.ServiceCIDR, body);
  await untilThere('the second Service range to be ready', async () => {
    const range = await api.get<ServiceCIDR>(`${paths.ServiceCIDR}/${name}`);
    return range?.status?.conditions?.some(({ type, status }) => type === 'Ready' && status === 'True') || undefined;
  });
  const text = addressText(own.family, own.value);
  await createService(stage, 'above', { clusterIP: text, ipFamilyPolicy: 'SingleStack', ipFamilies: ['IPv4'] });
  await agree('a Service with the address of a pod', api, product, report);
  await overlapFound(stage, 'a Service range over a node block');
  await checkFindings(report, product, 'one address, two holders', 'address-held-twice', (found) =>
    differences(
      [text],
      found.map(({ address }) => address),
    ),
  );
  const { state, holders } = await product.get<AddressAnswer>(`/addresses/${text}`);
  report.check(`/addresses/${text} is a conflict of the two`, [
    ...differences('conflict', state),
    ...differences(['Pod below', 'Service above'], ownersOf(holders)),
  ]);

  await api.remove(`${world.path('services')}/above`);
  await api.remove(`${paths.ServiceCIDR}/${name}`);
  await untilThere('the second Service range to go', async () =>
    (await api.get(`${paths.ServiceCIDR}/${name}`)) === undefined ? true : undefined,
  );
  await agree('the second Service range gone', api, product, report);
  await checkFindings(report, product, 'the address is the pod’s alone again', 'address-held-twice', (found) =>
    found.map(({ title }) => title),
  );
}

async function blocks({ api }: Stage): Promise<string[]> {
  return ((await api.list<Node>(paths.Node)) ?? []).flatMap(({ spec }) => spec.podCIDRs ?? []);
}

function ownersOf(holders: AddressAnswer['holders']): string[] {
  const owners = holders.filter(({ as }) => as === 'podIP' || as === 'clusterIP');
  return [...new Set(owners.map(({ object }) => `${object.kind} ${object.name}`))].sort();
}

/** Every pair of a pod pool and a Service pool that overlap is named by a finding of two pools. */
async function overlapFound({ product, report }: Stage, title: string): Promise<void> {
  const pools = await product.all<Pool>('/pools');
  const ranges = (pool: Pool): Range[] => pool.ranges.map(rangeOf);
  const meet = (a: Range, b: Range) => within(a, b) || within(b, a);
  const expected = pools
    .filter(({ kind }) => kind === 'pod')
    .flatMap((pod) =>
      pools
        .filter((other) => other.kind === 'service' && ranges(pod).some((a) => ranges(other).some((b) => meet(a, b))))
        .map((other) => [pod.id, other.id].sort().join(' and ')),
    )
    .sort();
  await checkFindings(report, product, `${title} (${expected.length} pairs)`, 'pool-overlaps-pool', (found) => {
    const named = found.map(({ pools: ids }) => ids);
    const missing = expected.filter((pair) => !named.some((ids) => pair.split(' and ').every((id) => ids.includes(id))));
    return [
      ...(expected.length > 0 ? [] : ['no pair overlaps here']),
      ...missing.map((pair) => `no finding names ${pair}`),
      ...named.filter((ids) => ids.length < 2).map((ids) => `a finding names only ${ids.join(', ')}`),
    ];
  });
}
