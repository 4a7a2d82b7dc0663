import { describe, expect, it } from 'vitest';
import { type Address, type Family, formatAddress, parseAddress } from '../../../shared/net/address.ts';
import { cidrSize, containsAddress, lastValue, parseCidr } from '../../../shared/net/cidr.ts';
import { defaultCluster } from '../cluster/defaultCluster.ts';
import type { DemoCluster } from '../cluster/demoCluster.ts';
import { keyOf, type PodState } from '../cluster/objects.ts';
import { podAddresses } from '../cluster/podAddresses.ts';
import { uidOf } from '../cluster/uid.ts';
import { type Kind, typedKinds } from '../kinds.ts';
import { type CniName, cniNames } from './cnis.ts';

const noon = Date.UTC(2026, 10, 23, 12);
const both: readonly Family[] = ['IPv4', 'IPv6'];

function made(
  cni: readonly CniName[],
  more: Partial<{ seed: number; families: readonly Family[]; nodes: number; pods: number; services: number }> = {},
) {
  return defaultCluster({ seed: 1, families: both, nodes: 60, pods: 2000, services: 280, empty: false, cni, now: () => noon, ...more });
}

/** Objects as a reader has them: their fields are those of the projects, and each test says which it reads. */
interface Read<T> {
  readonly metadata: { readonly name: string; readonly namespace?: string; readonly labels?: Readonly<Record<string, string>> };
  readonly spec: T;
}
const read = <T>(cluster: DemoCluster, kind: Kind): readonly T[] => cluster.objects(kind) as unknown as readonly T[];
const specs = <T>(cluster: DemoCluster, kind: Kind): readonly Read<T>[] => read<Read<T>>(cluster, kind);

const livePods = (cluster: DemoCluster, cni: CniName): readonly PodState[] =>
  cluster.storage.list('Pod').filter((pod) => pod.namespace === `cni-${cni}` && pod.phase === 'Running');
const texts = (pod: PodState): string[] => podAddresses(pod).map(formatAddress);
const addressesByPod = (cluster: DemoCluster, cni: CniName): Map<string, string[]> =>
  new Map(livePods(cluster, cni).map((pod) => [pod.name, texts(pod)]));

function lies(range: string, text: string): boolean {
  const cidr = parseCidr(range);
  const address = parseAddress(text);
  if (!cidr || !address) throw new Error(`${range} or ${text}`);
  return containsAddress(cidr, address);
}

function address(text: string): Address {
  const parsed = parseAddress(text);
  if (!parsed) throw new Error(`${text} is no address`);
  return parsed;
}

/** Each kind of cluster that the demo can be, some of them after a while of life. */
const clusters: readonly (readonly [string, DemoCluster])[] = [
  ['dual-stack', made(cniNames)],
  ['dual-stack, IPv6 first', made(cniNames, { families: ['IPv6', 'IPv4'], seed: 2 })],
  ['IPv4', made(cniNames, { families: ['IPv4'], seed: 3 })],
  ['IPv6', made(cniNames, { families: ['IPv6'], seed: 4 })],
  ['of one node', made(cniNames, { nodes: 1, pods: 4, services: 3 })],
  ['small and full', made(cniNames, { nodes: 3, pods: 200, services: 12 })],
];
for (const [, cluster] of clusters) for (let i = 0; i < 200; i++) cluster.step();

describe.each(clusters)('in a cluster that is %s', (_name, cluster) => {
  const { families } = cluster.ranges;

  it('no two running pods have one address, no node has more pods than it may', () => {
    const seen = new Set<string>();
    for (const pod of cluster.storage.list('Pod')) {
      if (pod.phase !== 'Running' || pod.template.workload.hostNetwork) continue;
      for (const text of texts(pod)) {
        expect(seen.has(text), `${text} of ${keyOf(pod)}`).toBe(false);
        seen.add(text);
      }
    }
    for (const { machine, pods } of cluster.nodes.kubelets.values()) expect(pods).toBeLessThanOrEqual(machine.maxPods);
    const kinds = cluster.kinds.served.filter(({ kind }, index, all) => all.findIndex((one) => one.kind === kind) === index);
    const serials = kinds.flatMap(({ kind }) => cluster.storage.list(kind).map(({ serial }) => serial));
    expect(new Set(serials).size).toBe(serials.length);
  });

  it('Calico: each allocation has its pod but two leaks, each pod its allocations, each handle its addresses', () => {
    interface Block {
      readonly cidr: string;
      readonly affinity: string;
      readonly allocations: readonly (number | null)[];
      readonly unallocated: readonly number[];
      readonly attributes: readonly { readonly handle_id: string; readonly secondary: Readonly<Record<string, string>> }[];
    }
    const pods = addressesByPod(cluster, 'calico');
    const blocks = specs<Block>(cluster, 'IPAMBlock.crd.projectcalico.org');
    const reserved = specs<{ reservedCIDRs: string[] }>(cluster, 'IPReservation.crd.projectcalico.org')[0]?.spec.reservedCIDRs ?? [];
    const poolCidrs = specs<{ cidr: string }>(cluster, 'IPPool.crd.projectcalico.org').map(({ spec }) => spec.cidr);
    const held: string[] = [];
    const leaked = new Set<string>();
    const borrowed: string[] = [];
    const byHandle = new Map<string, number>();
    for (const { metadata, spec } of blocks) {
      const cidr = parseCidr(spec.cidr);
      if (!cidr) throw new Error(spec.cidr);
      expect(metadata.name).toBe(spec.cidr.replace(/[.:/]/g, '-'));
      expect(poolCidrs.some((pool) => lies(pool, spec.cidr.split('/')[0] ?? ''))).toBe(true);
      expect(BigInt(spec.allocations.length)).toBe(cidrSize(cidr));
      const free = spec.allocations.flatMap((index, ordinal) => (index === null ? [ordinal] : []));
      expect(spec.unallocated.toSorted((a, b) => a - b)).toEqual(free);
      for (const [ordinal, index] of spec.allocations.entries()) {
        if (index === null) continue;
        const text = formatAddress({ family: cidr.family, value: cidr.value + BigInt(ordinal) });
        const attribute = spec.attributes[index];
        if (!attribute) throw new Error(`${text} has no attributes`);
        expect(
          reserved.some((range) => lies(range, text)),
          text,
        ).toBe(false);
        byHandle.set(attribute.handle_id, (byHandle.get(attribute.handle_id) ?? 0) + 1);
        const { pod, node } = attribute.secondary;
        if (spec.affinity !== `host:${node}`) borrowed.push(text);
        if (pod === undefined) expect(attribute.secondary.type).toBe('vxlanTunnelAddress');
        else if (pods.get(pod)?.includes(text)) held.push(text);
        else leaked.add(pod);
      }
    }
    expect(held.toSorted()).toEqual([...pods.values()].flat().toSorted());
    expect([...leaked].sort()).toEqual(new Set(blocks.map(({ spec }) => spec.affinity)).size > 1 ? ['api-99', 'worker-3'] : ['api-99']);
    expect(borrowed.length > 0).toBe(blocks.some(({ spec }) => spec.affinity !== blocks[0]?.spec.affinity));
    const handles = specs<{ handleID: string; block: Record<string, number> }>(cluster, 'IPAMHandle.crd.projectcalico.org');
    const sum = (block: Record<string, number>): number => Object.values(block).reduce((a, b) => a + b, 0);
    const wrong = handles.filter(({ spec }) => byHandle.get(spec.handleID) !== sum(spec.block));
    expect(wrong).toHaveLength(1); // the leaked one, which has no address any more
    expect(handles).toHaveLength(byHandle.size + 1);
    const done = cluster.storage.get('Pod', 'cni-calico/done-0');
    if (done) for (const text of texts(done)) expect(held).not.toContain(text);
  });

  it('Cilium: each pod is in a block of its node, each endpoint has its pod but one', () => {
    interface Node {
      readonly addresses: readonly { readonly type: string; readonly ip: string }[];
      readonly ipam: { readonly pools: { readonly allocated: readonly { readonly pool: string; readonly cidrs: readonly string[] }[] } };
    }
    const nodes = new Map(specs<Node>(cluster, 'CiliumNode.cilium.io').map(({ metadata, spec }) => [metadata.name, spec]));
    const own = [...nodes.values()].flatMap(({ addresses }) =>
      addresses.filter(({ type }) => type === 'CiliumInternalIP').map(({ ip }) => ip),
    );
    for (const pod of livePods(cluster, 'cilium')) {
      const blocks = nodes.get(pod.machine?.name ?? '')?.ipam.pools.allocated.flatMap(({ cidrs }) => cidrs) ?? [];
      for (const text of texts(pod)) {
        expect(
          blocks.filter((cidr) => lies(cidr, text)),
          text,
        ).toHaveLength(1);
        expect(own).not.toContain(text);
      }
    }
    const pods = addressesByPod(cluster, 'cilium');
    const endpoints = read<Read<unknown> & { status: { networking: { addressing: Record<string, string>[] } } }>(
      cluster,
      'CiliumEndpoint.cilium.io',
    );
    const stale = endpoints.filter(({ metadata, status }) => {
      const told = Object.values(status.networking.addressing[0] ?? {}).sort();
      return JSON.stringify(told) !== JSON.stringify(pods.get(metadata.name)?.toSorted());
    });
    expect(stale.map(({ metadata }) => metadata.name)).toEqual(['web-99']);
    expect(endpoints).toHaveLength(pods.size + 1);
    const balancer = cluster.storage.get('Service', 'cni-cilium/lb-web');
    expect(balancer?.ingress.length).toBe(balancer?.families.length);
  });

  it('Kube-OVN: IPs are those of its pods and nodes but one lost and one kept, and the counters are right', () => {
    interface IP {
      readonly podName: string;
      readonly namespace: string;
      readonly subnet: string;
      readonly ipAddress: string;
    }
    const ips = specs<IP>(cluster, 'IP.kubeovn.io');
    const pods = addressesByPod(cluster, 'kube-ovn');
    const without = ips.filter(
      ({ spec }) => spec.namespace !== '' && pods.get(spec.podName)?.toSorted().join() !== spec.ipAddress.split(',').sort().join(),
    );
    expect(without.map(({ spec, metadata }) => [spec.podName, metadata.labels?.['ovn.kubernetes.io/ip_reserved']])).toEqual([
      ['gone-0', 'false'],
      ['standby-0', 'true'],
    ]);
    for (const { spec } of ips.filter(({ spec }) => spec.subnet === 'join'))
      expect(cluster.storage.get('Node', spec.podName)).toBeDefined();
    interface Subnet extends Read<{ cidrBlock: string }> {
      readonly status: Readonly<Record<string, number | string>>;
    }
    for (const { metadata, spec, status } of read<Subnet>(cluster, 'Subnet.kubeovn.io'))
      for (const block of spec.cidrBlock.split(',')) {
        const key = block.includes(':') ? 'v6' : 'v4';
        const vips = metadata.name === 'ovn-default' ? 1 : 0;
        expect(status[`${key}usingIPs`]).toBe(ips.filter(({ spec }) => spec.subnet === metadata.name).length + vips);
        const count = (ranges: string): bigint =>
          ranges.split(',').reduce((sum, range) => {
            const [from = '', to = from] = range.split('-');
            expect(lies(block, from) && lies(block, to), range).toBe(true);
            return sum + address(to).value - address(from).value + 1n;
          }, 0n);
        expect(Number(count(String(status[`${key}availableIPrange`])))).toBe(status[`${key}availableIPs`]);
        if (status[`${key}usingIPs`] !== 0) expect(Number(count(String(status[`${key}usingIPrange`])))).toBe(status[`${key}usingIPs`]);
      }
  });

  it('Antrea: each allocation has its pod but one, which is gone', () => {
    interface Pool {
      readonly status: {
        readonly usage: { readonly used: number };
        readonly ipAddresses: readonly {
          readonly ipAddress: string;
          readonly phase: string;
          readonly owner: { readonly pod?: { readonly name: string } };
        }[];
      };
    }
    const pods = addressesByPod(cluster, 'antrea');
    const entries = read<Pool>(cluster, 'IPPool.crd.antrea.io').flatMap(({ status }) => {
      expect(status.usage.used).toBe(status.ipAddresses.length);
      return status.ipAddresses.filter(({ phase }) => phase === 'Allocated');
    });
    const gone = entries.filter(({ ipAddress, owner }) => !pods.get(owner.pod?.name ?? '')?.includes(ipAddress));
    expect(gone.map(({ owner }) => owner.pod?.name)).toEqual(families.includes('IPv4') ? ['gone-1'] : []);
    expect(entries).toHaveLength([...pods.values()].flat().length + gone.length);
  });

  it('OVN-Kubernetes: each pod is in the slice that its node has by annotation', () => {
    for (const pod of livePods(cluster, 'ovn-kubernetes')) {
      const annotations = cluster.storage.get('Node', pod.machine?.name ?? '')?.annotations ?? {};
      const slices = (JSON.parse(annotations['k8s.ovn.org/node-subnets'] ?? '{}') as { default: string[] }).default;
      const told = (JSON.parse(pod.network?.annotations['k8s.ovn.org/pod-networks'] ?? '{}') as { default: { ip_addresses: string[] } })
        .default;
      expect(told.ip_addresses.map((text) => text.split('/')[0])).toEqual(texts(pod));
      for (const text of texts(pod))
        expect(
          slices.filter((slice) => lies(slice, text)),
          text,
        ).toHaveLength(1);
    }
  });

  it('Whereabouts: each entry is an address of its pod but one, which is gone; reservations repeat the shared ones', () => {
    const interfaces = new Map<string, string[]>();
    for (const pod of livePods(cluster, 'whereabouts')) {
      const status = JSON.parse(pod.network?.annotations['k8s.v1.cni.cncf.io/network-status'] ?? '[]') as { ips: string[] }[];
      expect(status[0]?.ips).toEqual(texts(pod));
      interfaces.set(
        keyOf(pod),
        status.slice(1).flatMap(({ ips }) => ips),
      );
    }
    interface Pool {
      readonly range: string;
      readonly allocations: Readonly<Record<string, { readonly podref: string; readonly ifname: string }>>;
    }
    const leaked = new Set<string>();
    const held: string[] = [];
    let shared = 0;
    for (const { spec } of specs<Pool>(cluster, 'IPPool.whereabouts.cni.cncf.io'))
      for (const [offset, { podref, ifname }] of Object.entries(spec.allocations)) {
        const start = address(spec.range.split('/')[0] ?? '');
        const text = formatAddress({ family: start.family, value: start.value + BigInt(offset) });
        expect(lies(spec.range, text)).toBe(true);
        if (ifname === 'net1') shared += 1;
        if (interfaces.get(podref)?.includes(text)) held.push(text);
        else leaked.add(podref);
      }
    expect([...leaked]).toEqual(['cni-whereabouts/backup-gone']);
    expect(held.toSorted()).toEqual([...interfaces.values()].flat().toSorted());
    expect(cluster.storage.count('OverlappingRangeIPReservation.whereabouts.cni.cncf.io')).toBe(shared);
  });

  it('Multus: the first entry repeats the podIPs; host-local gives one address to pods of two nodes', () => {
    const nodesOf = new Map<string, string[]>();
    for (const pod of livePods(cluster, 'multus')) {
      const status = JSON.parse(pod.network?.annotations['k8s.v1.cni.cncf.io/network-status'] ?? '[]') as {
        name: string;
        ips?: string[];
      }[];
      expect(status.map(({ name }) => name)).toEqual(['cbr0', 'cni-multus/rack', 'cni-multus/sriov']);
      expect(status[0]?.ips).toEqual(texts(pod));
      expect(status[2]?.ips).toBeUndefined();
      for (const ip of status[1]?.ips ?? []) nodesOf.set(ip, [...(nodesOf.get(ip) ?? []), pod.machine?.name ?? '']);
    }
    const twice = [...nodesOf].filter(([, nodes]) => nodes.length > 1);
    const nodes = new Set([...nodesOf.values()].flat()).size;
    expect(twice.map(([ip]) => ip)).toEqual(families.includes('IPv4') && nodes > 1 ? ['10.90.0.10'] : []);
    for (const [, held] of nodesOf) expect(new Set(held).size).toBe(held.length); // never twice on one node
  });

  it('MetalLB: each address lies in the pool that its Service names, pools do not overlap, counters are of addresses', () => {
    interface Pool extends Read<{ addresses: string[] }> {
      readonly status: Readonly<Record<string, number>>;
    }
    const pools = read<Pool>(cluster, 'IPAddressPool.metallb.io').map((pool) => ({
      ...pool,
      ranges: pool.spec.addresses.map((text) => {
        const cidr = parseCidr(text);
        if (cidr) return { family: cidr.family, first: cidr.value, last: lastValue(cidr) };
        const [from = '', to = ''] = text.split('-');
        return { family: address(from).family, first: address(from).value, last: address(to).value };
      }),
    }));
    const all = pools.flatMap(({ ranges }) => ranges);
    for (const [index, a] of all.entries())
      for (const b of all.slice(index + 1)) expect(a.family !== b.family || a.last < b.first || b.last < a.first).toBe(true);
    const assigned = new Map<string, Map<string, string[]>>();
    for (const service of cluster.storage.list('Service')) {
      const name = service.annotations?.['metallb.io/ip-allocated-from-pool'];
      if (name === undefined) continue;
      const pool = pools.find(({ metadata }) => metadata.name === name);
      for (const { ip = '' } of service.ingress) {
        const { family, value } = address(ip);
        expect(
          pool?.ranges.some((range) => range.family === family && value >= range.first && value <= range.last),
          ip,
        ).toBe(true);
        const held = assigned.get(name) ?? new Map<string, string[]>();
        held.set(ip, [...(held.get(ip) ?? []), keyOf(service)]);
        assigned.set(name, held);
      }
    }
    for (const { metadata, status, ranges } of pools)
      for (const family of both) {
        const held = [...(assigned.get(metadata.name)?.keys() ?? [])].filter((ip) => address(ip).family === family).length;
        const size = ranges.reduce((sum, range) => (range.family === family ? sum + Number(range.last - range.first + 1n) : sum), 0);
        expect([status[`assigned${family}`], status[`available${family}`]]).toEqual([held, size - held]);
      }
    const shared = [...assigned.values()].flatMap((held) => [...held.values()]).filter((holders) => holders.length > 1);
    expect(shared).toEqual([['cni-metallb/dns-tcp', 'cni-metallb/dns-udp']]);
  });

  it('the VPC CNI of AWS: each pod tells its address and the subnet that it is from', () => {
    for (const pod of livePods(cluster, 'aws')) {
      const [eni] = JSON.parse(pod.network?.annotations['vpc.amazonaws.com/pod-eni'] ?? '[]') as Record<string, string>[];
      const [text = ''] = texts(pod);
      expect([eni?.privateIp, eni?.ipv6Addr].filter((one) => one !== '')).toEqual([text]);
      expect(lies(eni?.subnetCidr || eni?.subnetV6Cidr || '', text)).toBe(true);
    }
  });

  it('DRA: each claim is reserved for its pod but one, which is for nobody', () => {
    interface Claim extends Read<unknown> {
      readonly status: {
        readonly reservedFor?: readonly { readonly name: string; readonly uid: string }[];
        readonly devices: readonly { networkData: { ips: string[] } }[];
      };
    }
    const claims = read<Claim>(cluster, 'ResourceClaim.resource.k8s.io');
    for (const { status } of claims) expect(status.devices[0]?.networkData.ips).toHaveLength(families.length);
    const holders = claims.flatMap(({ status }) => status.reservedFor ?? []).map(({ name, uid }) => [name, uid]);
    expect(holders).toEqual(livePods(cluster, 'dra').map((pod) => [pod.name, uidOf(cluster.seed, pod.serial)]));
    expect(claims.filter(({ status }) => !status.reservedFor).map(({ metadata }) => metadata.name)).toEqual(['nic-orphan']);
  });
});

describe('the objects of the projects', () => {
  it('say what kubeadm was asked for: the ranges of the cluster', () => {
    const cluster = made(['kubeadm']);
    const data = (name: string): Readonly<Record<string, string>> => cluster.storage.get('ConfigMap', `kube-system/${name}`)?.data ?? {};
    expect(data('kubeadm-config').ClusterConfiguration).toContain(
      '  podSubnet: 10.244.0.0/16,fd00:244::/48\n  serviceSubnet: 10.96.0.0/24,fd00:96::/112\n',
    );
    expect(data('kube-proxy')['config.conf']).toContain('\nclusterCIDR: 10.244.0.0/16,fd00:244::/48\n');
  });

  it('leave the rest of the cluster as it is', () => {
    const without = made([]);
    const withThem = made(cniNames);
    // MetalLB notes its pools on load balancers and OVN-Kubernetes its slices on nodes: those get annotations, and so other versions.
    interface Body {
      readonly metadata: { readonly uid: string; readonly resourceVersion: string; readonly annotations?: object };
    }
    for (const { kind } of typedKinds) {
      const wanted = read<Body>(without, kind);
      const known = new Set(wanted.map(({ metadata }) => metadata.uid));
      const plain = (objects: readonly Body[]): object[] =>
        objects.map((object) => ({ ...object, metadata: { ...object.metadata, resourceVersion: '', annotations: {} } }));
      expect(plain(read<Body>(withThem, kind).filter(({ metadata }) => known.has(metadata.uid)))).toEqual(plain(wanted));
    }
  });

  it('are none in an empty cluster', () => {
    const cluster = defaultCluster({
      seed: 1,
      families: both,
      nodes: 60,
      pods: 2000,
      services: 280,
      empty: true,
      cni: cniNames,
      now: () => noon,
    });
    expect([cluster.kinds.stored, cluster.storage.count('ConfigMap')]).toEqual([[], 0]);
  });

  it('are the same for the same seed', () => {
    const [a, b, other] = [made(cniNames), made(cniNames), made(cniNames, { seed: 9 })];
    for (const { kind } of a.kinds.served) expect(a.objects(kind)).toEqual(b.objects(kind));
    expect(a.objects('IPAMBlock.crd.projectcalico.org')).not.toEqual(other.objects('IPAMBlock.crd.projectcalico.org'));
  });
});
