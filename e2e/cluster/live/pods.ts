import { agree } from '../agreement.ts';
import { isOnMap } from '../delays.ts';
import { addressOf } from '../numbers.ts';
import type { Node, Pod } from '../snapshot.ts';
import { untilThere } from '../until.ts';
import { createService } from './services.ts';
import type { Stage } from './stage.ts';

const labels = { app: 'cidrscape' };
// It does nothing, and "-v" makes it end at once: the smallest pods that a real kubelet runs.
const image = 'registry.k8s.io/pause:3.10';

interface Wanted {
  readonly annotations?: Record<string, string>;
  readonly finalizers?: string[];
  readonly spec?: object;
  readonly command?: string[];
}

/** Pods of every sort come, end and go; one is kept on its way out by a finalizer. */
export async function playPods(stage: Stage): Promise<void> {
  const { api, product, report, world, delays } = stage;
  await createService(stage, 'pods', { selector: labels, ipFamilyPolicy: 'PreferDualStack' });
  const names = ['one', 'two', 'three'];
  for (const name of names) await createPod(stage, name, {});
  await createPod(stage, 'held', { finalizers: ['cidrscape.example/hold'] });
  await createPod(stage, 'on-host', { spec: { hostNetwork: true } });
  await createPod(stage, 'ended', {
    annotations: { 'testcluster/phase': 'Succeeded' },
    spec: { restartPolicy: 'Never' },
    command: ['/pause', '-v'],
  });
  await createPod(stage, 'nowhere', { spec: { nodeSelector: { 'cidrscape.example/none': 'such' } } });
  for (const name of [...names, 'held']) {
    const [addresses, from] = await addressesOf(stage, name);
    await delays.until(`pod ${name} on the map`, from, async () =>
      (await Promise.all(addresses.map((address) => isOnMap(address, product)))).every(Boolean),
    );
  }
  await untilThere('the end of pod ended', async () => {
    const pod = await api.get<Pod>(`${world.path('pods')}/ended`);
    return pod?.status.phase === 'Succeeded' ? true : undefined;
  });
  await agree('pods created', api, product, report);

  const [one = []] = await addressesOf(stage, 'one');
  await api.remove(`${world.path('pods')}/held`);
  await api.remove(`${world.path('pods')}/one?gracePeriodSeconds=0`);
  const from = performance.now();
  await delays.until(
    'the end of pod one',
    from,
    async () => !(await Promise.all(one.map((address) => isOnMap(address, product)))).some(Boolean),
  );
  await agree('one pod deleted, one kept on its way out', api, product, report);
  await api.merge(`${world.path('pods')}/held`, { metadata: { finalizers: null } });
  await agree('the other one gone too', api, product, report);
}

export async function createPod(
  { world }: Stage,
  name: string,
  { annotations = {}, finalizers = [], spec = {}, command }: Wanted,
): Promise<void> {
  const container = { name: 'pause', image, ...(command ? { command } : {}) };
  await world.create(world.path('pods'), {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name, labels, annotations, finalizers },
    spec: { terminationGracePeriodSeconds: 0, automountServiceAccountToken: false, containers: [container], ...spec },
  } as { metadata: { name: string } });
}

/** The pod's addresses as soon as the API server says them, and when that was. */
export async function addressesOf({ api, world }: Stage, name: string) {
  return untilThere(
    `an address of pod ${name}`,
    async () => {
      const pod = await api.get<Pod>(`${world.path('pods')}/${name}`);
      const texts = (pod?.status.podIPs ?? []).map(({ ip }) => ip);
      return texts.length > 0 ? ([texts.map(addressOf), performance.now()] as const) : undefined;
    },
    undefined,
    15,
  );
}

/** A node comes, is handed its blocks, gets an address of one family, and goes. */
export async function playNode(stage: Stage): Promise<void> {
  const { api, product, report, world } = stage;
  const name = `${world.name}-node`;
  await world.create<Node>('/api/v1/nodes', {
    apiVersion: 'v1',
    kind: 'Node',
    metadata: { name, labels: { 'topology.kubernetes.io/zone': 'nowhere' } },
    spec: { unschedulable: true },
  } as { metadata: { name: string } });
  await agree('a node created', api, product, report);
  await api.merge(`/api/v1/nodes/${name}/status`, {
    status: { addresses: [{ type: 'InternalIP', address: '198.51.100.90' }], capacity: { pods: '30' }, allocatable: { pods: '30' } },
  });
  await agree('the node has an address of one family', api, product, report);
  await api.remove(`/api/v1/nodes/${name}`);
  await agree('the node deleted', api, product, report);
}
