import { readFileSync } from 'node:fs';
import { afterEach, describe, expect, it } from 'vitest';
import { ManualClock } from '../clock.ts';
import { cniNames } from '../cni/cnis.ts';
import type { JsonObject } from '../encode/message.ts';
import { type Demo, startDemo } from '../startDemo.ts';

const started: Demo[] = [];
let clock = new ManualClock(0);

async function start(...cni: readonly string[]): Promise<Demo> {
  clock = new ManualClock(Date.UTC(2026, 10, 23, 12));
  const demo = await startDemo({ nodes: 3, pods: 40, services: 12, churn: 0, clock, cni });
  started.push(demo);
  return demo;
}

afterEach(async () => {
  for (const demo of started.splice(0)) await demo.stop();
});

interface Item extends JsonObject {
  readonly metadata: { readonly name: string; readonly namespace?: string };
}
interface List {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: { readonly resourceVersion: string; readonly continue?: string; readonly remainingItemCount?: number };
  readonly items: readonly Item[];
}

const protobuf = 'application/vnd.kubernetes.protobuf';

const ask = (demo: Demo, path: string, accept = 'application/json'): Promise<Response> => fetch(demo.url + path, { headers: { accept } });
const read = async <T = List>(demo: Demo, path: string): Promise<T> => (await (await ask(demo, path)).json()) as T;
const names = ({ items }: List): string[] => items.map(({ metadata }) => `${metadata.namespace ?? ''}/${metadata.name}`);

interface WatchEvent {
  readonly type: string;
  readonly object: { readonly kind: string; readonly apiVersion: string; readonly metadata: Readonly<Record<string, unknown>> };
}

/** Everything a watch says until it ends. */
async function events(response: Response): Promise<WatchEvent[]> {
  const lines = (await response.text()).split('\n').filter((line) => line !== '');
  return lines.map((line) => JSON.parse(line) as WatchEvent);
}

const pools = '/apis/crd.projectcalico.org/v1/ippools';
const configMaps = '/api/v1/configmaps';

describe('a custom kind', () => {
  it('is listed as JSON, each item with its kind', async () => {
    const demo = await start('calico');
    const list = await read(demo, pools);
    expect([list.kind, list.apiVersion]).toEqual(['IPPoolList', 'crd.projectcalico.org/v1']);
    expect(names(list)).toEqual(['/default-ipv4-ippool', '/default-ipv6-ippool', '/old-ipv4-ippool']);
    expect(list.items[0]).toMatchObject({ apiVersion: 'crd.projectcalico.org/v1', kind: 'IPPool', spec: { cidr: '10.48.0.0/22' } });
    expect(list.items.map(({ apiVersion, kind, ...rest }) => rest)).toEqual(demo.cluster.objects('IPPool.crd.projectcalico.org'));
  });

  it('has no protobuf: 406 where that alone is accepted, JSON where it is accepted too (measured)', async () => {
    const demo = await start('calico');
    const refused = await ask(demo, pools, protobuf);
    expect(refused.status).toBe(406);
    const recorded = readFileSync(new URL('../fixtures/status.crd-not-acceptable.json', import.meta.url), 'utf8');
    expect(await refused.json()).toEqual(JSON.parse(recorded));
    const given = await ask(demo, pools, `${protobuf}, application/json`);
    expect([given.status, given.headers.get('content-type')]).toEqual([200, 'application/json']);
    expect((await ask(demo, `${pools}?watch=1`, protobuf)).status).toBe(406);
    expect((await ask(demo, `${pools}/none`, protobuf)).status).toBe(406);
  });

  it('in pages is the list', async () => {
    const demo = await start('calico');
    const path = '/apis/crd.projectcalico.org/v1/ipamhandles';
    const whole = await read(demo, path);
    const first = await read(demo, `${path}?limit=4`);
    expect(first.metadata.remainingItemCount).toBe(whole.items.length - 4);
    const rest = await read(demo, `${path}?limit=400&continue=${first.metadata.continue}`);
    expect([...first.items, ...rest.items]).toEqual(whole.items);
  });

  it('is got by name, in its namespace where it has one', async () => {
    const demo = await start('metallb');
    const pool = await read<Item>(demo, '/apis/metallb.io/v1beta1/namespaces/metallb-system/ipaddresspools/public');
    expect(pool).toMatchObject({ apiVersion: 'metallb.io/v1beta1', kind: 'IPAddressPool', metadata: { namespace: 'metallb-system' } });
    expect((await ask(demo, '/apis/metallb.io/v1beta1/ipaddresspools/public')).status).toBe(404);
    const missing = await ask(demo, '/apis/metallb.io/v1beta1/namespaces/metallb-system/ipaddresspools/none');
    expect(await missing.json()).toMatchObject({ code: 404, message: 'ipaddresspools.metallb.io "none" not found' });
  });

  it('is watched: what is there, the mark, what happens', async () => {
    const demo = await start('metallb');
    const path = '/apis/metallb.io/v1beta1/ipaddresspools';
    const answer = await ask(
      demo,
      `${path}?watch=1&sendInitialEvents=true&resourceVersionMatch=NotOlderThan&allowWatchBookmarks=true&resourceVersion=0`,
    );
    const kind = 'IPAddressPool.metallb.io';
    const body = { spec: { addresses: ['198.51.100.0/24'], autoAssign: true, avoidBuggyIPs: false } };
    demo.cluster.put(kind, { namespace: 'metallb-system', name: 'late', body });
    demo.cluster.delete(kind, 'metallb-system/late');
    demo.cluster.removeGroup('metallb.io');
    const seen = await events(answer);
    expect(seen.map(({ type, object }) => `${type} ${object.metadata.name ?? ''}`)).toEqual([
      'ADDED on-request',
      'ADDED public',
      'ADDED teams',
      'BOOKMARK ',
      'ADDED late',
      'DELETED late',
      'DELETED on-request',
      'DELETED public',
      'DELETED teams',
    ]);
    for (const { object } of seen) expect([object.apiVersion, object.kind]).toEqual(['metallb.io/v1beta1', 'IPAddressPool']);
    expect(seen[3]?.object.metadata.annotations).toEqual({ 'k8s.io/initial-events-end': 'true' });
  });

  it('keeps groups apart: an IPPool is four things', async () => {
    const demo = await start('calico', 'kube-ovn', 'antrea', 'whereabouts');
    const found = await Promise.all(
      ['crd.projectcalico.org/v1', 'kubeovn.io/v1', 'crd.antrea.io/v1beta1', 'whereabouts.cni.cncf.io/v1alpha1'].map(
        async (apiVersion) => names(await read(demo, `/apis/${apiVersion}/ippools`))[0],
      ),
    );
    expect(found).toEqual(['/default-ipv4-ippool', '/fixed-a', '/vlan100', 'kube-system/172.28.50.0-24']);
  });
});

describe('discovery', () => {
  interface Groups {
    readonly groups: readonly { readonly name: string; readonly preferredVersion: { readonly version: string } }[];
  }

  it('has the groups of the projects that were asked for, no others', async () => {
    const groups = async (demo: Demo): Promise<string[]> => (await read<Groups>(demo, '/apis')).groups.map(({ name }) => name);
    const always = ['discovery.k8s.io', 'networking.k8s.io'];
    expect(await groups(await start())).toEqual(always);
    expect(await groups(await start('kubeadm'))).toEqual(always);
    expect(await groups(await start('dra', 'multus'))).toEqual([...always, 'k8s.cni.cncf.io', 'resource.k8s.io']);
    expect(await groups(await start(...cniNames))).toEqual([
      ...always,
      'crd.projectcalico.org',
      'cilium.io',
      'kubeovn.io',
      'crd.antrea.io',
      'k8s.ovn.org',
      'whereabouts.cni.cncf.io',
      'k8s.cni.cncf.io',
      'metallb.io',
      'vpcresources.k8s.aws',
      'crd.k8s.amazonaws.com',
      'resource.k8s.io',
    ]);
  });

  it('has the kinds of each version, and which version is preferred', async () => {
    const demo = await start('cilium');
    const versions = [
      { groupVersion: 'cilium.io/v2', version: 'v2' },
      { groupVersion: 'cilium.io/v2alpha1', version: 'v2alpha1' },
    ];
    expect(await read(demo, '/apis/cilium.io')).toMatchObject({
      kind: 'APIGroup',
      name: 'cilium.io',
      versions,
      preferredVersion: versions[0],
    });
    const kinds = async (version: string) =>
      (await read<{ resources: { name: string; kind: string; namespaced: boolean }[] }>(demo, `/apis/cilium.io/${version}`)).resources.map(
        ({ name, kind, namespaced }) => [name, kind, namespaced],
      );
    expect(await kinds('v2')).toEqual([
      ['ciliumnodes', 'CiliumNode', false],
      ['ciliumendpoints', 'CiliumEndpoint', true],
      ['ciliumloadbalancerippools', 'CiliumLoadBalancerIPPool', false],
    ]);
    expect(await kinds('v2alpha1')).toEqual([
      ['ciliumpodippools', 'CiliumPodIPPool', false],
      ['ciliumloadbalancerippools', 'CiliumLoadBalancerIPPool', false],
    ]);
    const older = await read(demo, '/apis/cilium.io/v2alpha1/ciliumloadbalancerippools');
    expect([older.apiVersion, older.items[0]?.apiVersion]).toEqual(['cilium.io/v2alpha1', 'cilium.io/v2alpha1']);
  });

  it('follows a group that comes, goes and comes back while it runs', async () => {
    const demo = await start();
    expect((await ask(demo, pools)).status).toBe(404);
    demo.cluster.addCni('calico');
    const before = await read(demo, pools);
    expect(before.items).toHaveLength(3);
    const putBack = demo.cluster.removeGroup('crd.projectcalico.org');
    expect((await ask(demo, '/apis/crd.projectcalico.org/v1')).status).toBe(404);
    expect((await ask(demo, pools)).status).toBe(404);
    putBack();
    expect(names(await read(demo, pools))).toEqual(names(before));
    demo.server.unserve('IPPool.crd.projectcalico.org');
    expect((await ask(demo, pools)).status).toBe(404);
    expect((await ask(demo, '/apis/crd.projectcalico.org/v1/ipamblocks')).status).toBe(200);
  });
});

describe('ConfigMaps', () => {
  it('are listed in both encodings, of all namespaces or one', async () => {
    const demo = await start('kubeadm', 'ovn-kubernetes');
    expect(names(await read(demo, configMaps))).toEqual([
      'kube-system/kube-proxy',
      'kube-system/kubeadm-config',
      'ovn-kubernetes/ovn-config',
    ]);
    expect(names(await read(demo, '/api/v1/namespaces/ovn-kubernetes/configmaps'))).toEqual(['ovn-kubernetes/ovn-config']);
    const binary = Buffer.from(await (await ask(demo, configMaps, protobuf)).arrayBuffer()).toString('latin1');
    expect(binary.slice(0, 4)).toBe('k8s\0');
    expect(binary).toContain('10.244.0.0/16');
  });

  it('of one name are listed, got and watched by fieldSelector', async () => {
    const demo = await start('kubeadm');
    const inNamespace = '/api/v1/namespaces/kube-system/configmaps';
    const selector = 'fieldSelector=metadata.name%3Dkubeadm-config';
    for (const path of [configMaps, inNamespace]) {
      expect(names(await read(demo, `${path}?${selector}`))).toEqual(['kube-system/kubeadm-config']);
      expect(names(await read(demo, `${path}?${selector}&limit=1`))).toEqual(['kube-system/kubeadm-config']);
      expect(names(await read(demo, `${path}?fieldSelector=metadata.name%3Dnone`))).toEqual([]);
    }
    expect(await read(demo, `${inNamespace}/kubeadm-config`)).toMatchObject({ kind: 'ConfigMap', apiVersion: 'v1' });
    const answer = await ask(demo, `${inNamespace}?watch=1&timeoutSeconds=10&${selector}`);
    demo.cluster.putConfigMap('kube-system', 'kube-proxy', { 'config.conf': 'other' });
    demo.cluster.putConfigMap('kube-system', 'kubeadm-config', { ClusterConfiguration: 'other' });
    clock.advance(10_000);
    const seen = await events(answer);
    expect(seen.map(({ type, object }) => `${type} ${object.metadata.name}`)).toEqual(['ADDED kubeadm-config', 'MODIFIED kubeadm-config']);
  });

  it('any other fieldSelector is 400', async () => {
    const demo = await start();
    for (const selector of ['metadata.namespace=a', 'metadata.name!=a', 'metadata.name=a,metadata.namespace=b', 'spec.nodeName=a'])
      expect((await ask(demo, `${configMaps}?fieldSelector=${encodeURIComponent(selector)}`)).status).toBe(400);
  });

  // The words of kube-apiserver 1.37.2, asked of it; those of custom kinds are in apiextensions-apiserver.
  it.each([
    ['/api/v1/pods', 'spec.foo=a', 'field label not supported: spec.foo'],
    ['/api/v1/nodes', 'metadata.namespace=a', 'field label not supported: metadata.namespace'],
    ['/api/v1/namespaces', 'metadata.name=a,metadata.namespace=a', 'field label not supported: metadata.namespace'],
    ['/api/v1/services', 'spec.foo!=a', 'field label not supported: spec.foo'],
    ['/api/v1/configmaps', 'spec.foo=a', '"spec.foo" is not a known field selector: only "metadata.name", "metadata.namespace"'],
    [
      '/apis/networking.k8s.io/v1/ipaddresses',
      'spec.foo=a',
      '"spec.foo" is not a known field selector: only "metadata.name", "metadata.namespace"',
    ],
    ['/apis/crd.projectcalico.org/v1/ippools', 'spec.foo=a', 'field label not supported: spec.foo'],
    ['/api/v1/pods', 'metadata.name', "invalid selector: 'metadata.name'; can't understand 'metadata.name'"],
  ])('%s?fieldSelector=%s is refused as the API server refuses it', async (path, selector, message) => {
    const demo = await start('calico');
    const answer = await ask(demo, `${path}?fieldSelector=${encodeURIComponent(selector)}`);
    expect([answer.status, await answer.json()]).toMatchObject([400, { reason: 'BadRequest', message }]);
  });

  it('granted by resourceNames are read one by one, never all together', async () => {
    const demo = await start('kubeadm');
    demo.server.grantOnly('ConfigMap', ['kubeadm-config']);
    const status = async (path: string): Promise<number> => (await ask(demo, path)).status;
    const inNamespace = '/api/v1/namespaces/kube-system/configmaps';
    expect(await status(`${inNamespace}?fieldSelector=metadata.name%3Dkubeadm-config`)).toBe(200);
    expect(await status(`${inNamespace}/kubeadm-config`)).toBe(200);
    expect(await status(inNamespace)).toBe(403);
    expect(await status(`${inNamespace}?fieldSelector=metadata.name%3Dkube-proxy`)).toBe(403);
    expect(await status(`${inNamespace}/kube-proxy`)).toBe(403);
    demo.server.forbid('ConfigMap', false);
    expect(await status(inNamespace)).toBe(200);
  });
});
