import type { Address, Family } from '../../../shared/net/address.ts';
import { type Cidr, containsAddress, formatCidr } from '../../../shared/net/cidr.ts';
import { knownCidr } from '../cluster/knownCidr.ts';
import type { Machine, PodState } from '../cluster/objects.ts';
import { digest } from '../cluster/podTemplate.ts';
import { isoSeconds } from '../cluster/times.ts';
import type { JsonObject } from '../encode/message.ts';
import { CalicoBlock } from './calicoBlock.ts';
import { customKind } from './customKind.ts';
import { blockOf, type Site } from './site.ts';

const apiVersion = 'crd.projectcalico.org/v1';
const ipPool = customKind(apiVersion, 'IPPool', 'ippools', 'Cluster');
const ipamBlock = customKind(apiVersion, 'IPAMBlock', 'ipamblocks', 'Cluster');
const blockAffinity = customKind(apiVersion, 'BlockAffinity', 'blockaffinities', 'Cluster');
const ipamHandle = customKind(apiVersion, 'IPAMHandle', 'ipamhandles', 'Cluster');
const ipamConfig = customKind(apiVersion, 'IPAMConfig', 'ipamconfigs', 'Cluster');
const ipReservation = customKind(apiVersion, 'IPReservation', 'ipreservations', 'Cluster');
export const calicoKinds = [ipPool, ipamBlock, blockAffinity, ipamHandle, ipamConfig, ipReservation];

const pools = { IPv4: knownCidr('10.48.0.0/22'), IPv6: knownCidr('fd00:48::/112') };
const blockSize = { IPv4: 26, IPv6: 122 };
const oldPool = knownCidr('10.49.0.0/24');
const reserved = { IPv4: '10.48.0.60/30', IPv6: 'fd00:48::3c/126' };
const firstSequence = 1_763_629_200_000_000_000; // nanoseconds since 1970: of the size of real ones, and not exact, as in any JavaScript reader

/**
 * Calico IPAM in its v1 form: a pool a family and a disabled one, a block a node of each, pods in them. The last host has no
 * block of the primary family and borrows from the first. Two pods have gone without giving back what they held.
 */
export function addCalico(site: Site): void {
  const { families, hosts } = site;
  putPools(site);
  const books = new Books(site);
  for (const [index, host] of hosts.entries()) {
    for (const family of families) {
      const borrows = index > 0 && index === hosts.length - 1 && family === families[0];
      if (!borrows) books.claim(host, blockOf(pools[family], blockSize[family], index));
    }
    if (site.has4) books.tunnel(host);
  }
  for (let index = 0; index < 7 * hosts.length; index++) {
    const host = site.host(index);
    if (site.random.chance(0.2)) books.pass(host);
    books.pod('api', index, host);
  }
  const [first, second] = hosts;
  if (first && site.has4) {
    books.claim(first, blockOf(oldPool, blockSize.IPv4, 0));
    for (let index = 0; index < 2; index++) books.pod('legacy', index, first, oldPool);
  }
  if (first) books.ended('done', 0, first);
  if (first) books.leak(first, 'api-99', families);
  if (second) {
    books.leak(second, 'worker-3', families.slice(0, 1));
    for (const family of families) books.claim(second, blockOf(pools[family], blockSize[family], hosts.length)); // no pod in it yet
  }
  books.write();
}

function putPools(site: Site): void {
  const spec = (cidr: Cidr): JsonObject => ({
    cidr: formatCidr(cidr),
    blockSize: blockSize[cidr.family],
    ipipMode: 'Never',
    vxlanMode: cidr.family === 'IPv4' ? 'CrossSubnet' : 'Never',
    natOutgoing: true,
    nodeSelector: 'all()',
    allowedUses: ['Workload', 'Tunnel'],
  });
  for (const family of site.families)
    site.put(ipPool, { name: `default-${family.toLowerCase()}-ippool`, body: { spec: spec(pools[family]) } });
  if (site.has4) site.put(ipPool, { name: 'old-ipv4-ippool', body: { spec: { ...spec(oldPool), disabled: true } } });
  site.put(ipamConfig, { name: 'default', body: { spec: { strictAffinity: false, autoAllocateBlocks: true, maxBlocksPerHost: 20 } } });
  site.put(ipReservation, { name: 'rack-gateways', body: { spec: { reservedCIDRs: site.families.map((family) => reserved[family]) } } });
}

/** What Calico's IPAM has written down: blocks, who holds what in them, handles. */
class Books {
  readonly #site: Site;
  readonly #blocks: CalicoBlock[] = [];
  readonly #handles = new Map<string, Map<string, number>>(); // handle → block → addresses
  readonly #isReserved: (address: Address) => boolean;

  constructor(site: Site) {
    this.#site = site;
    const cidrs = site.families.map((family) => knownCidr(reserved[family]));
    this.#isReserved = (address) => cidrs.some((cidr) => containsAddress(cidr, address));
  }

  claim(host: Machine, cidr: Cidr): void {
    this.#blocks.push(new CalicoBlock(cidr, host.name));
  }

  /** The node's own address, by which other nodes reach its pods. */
  tunnel(host: Machine): void {
    const block = this.#blockFor(host, 'IPv4', pools.IPv4);
    this.#allocate(block, block.next(this.#isReserved), `vxlan-tunnel-addr-${host.name}`, { node: host.name, type: 'vxlanTunnelAddress' });
  }

  /** Somebody was here and is not any more. */
  pass(host: Machine): void {
    for (const family of this.#site.families) {
      const block = this.#blockFor(host, family, pools[family]);
      block.pass(block.next(this.#isReserved));
    }
  }

  /** A pod with an address of each family; the IPv4 one of another pool where that is named. */
  pod(app: string, index: number, host: Machine, pool4 = pools.IPv4): void {
    const places = this.#places(host, pool4);
    const pod = this.#site.pod(app, index, host, { addresses: places.map(({ address }) => address), annotations: {} });
    if (!pod) return;
    for (const { block, address } of places) this.#allocate(block, address, this.#handle(pod), this.#secondary(host, pod.name));
  }

  /** A pod that has run to its end: its addresses are in its status, and free. */
  ended(app: string, index: number, host: Machine): void {
    const places = this.#places(host, pools.IPv4);
    this.#site.pod(app, index, host, { addresses: places.map(({ address }) => address), annotations: {} }, 'Succeeded');
    for (const { block, address } of places) block.pass(address);
  }

  /** What a pod held that is not there any more. */
  leak(host: Machine, pod: string, families: readonly Family[]): void {
    const handle = `k8s-pod-network.${digest(`${host.name}/${pod}`)}`;
    for (const family of families) {
      const block = this.#blockFor(host, family, pools[family]);
      this.#allocate(block, block.next(this.#isReserved), handle, this.#secondary(host, pod));
    }
  }

  write(): void {
    const { hosts, families } = this.#site;
    for (const [index, block] of this.#blocks.entries()) {
      this.#site.put(ipamBlock, { name: block.name, body: { spec: block.spec(firstSequence + 1000 * index) } });
      this.#affinity(block.node, block.cidr, 'confirmed');
    }
    const last = hosts.at(-1);
    const [family] = families;
    // Claimed, and the block is still to be made.
    if (last && family && hosts.length > 1)
      this.#affinity(last.name, blockOf(pools[family], blockSize[family], hosts.length + 1), 'pending');
    for (const [handleID, blocks] of this.#handles) this.#putHandle(handleID, Object.fromEntries(blocks));
    const [first] = this.#blocks;
    if (first) this.#putHandle(`k8s-pod-network.${digest('a handle without an address')}`, { [formatCidr(first.cidr)]: 1 });
  }

  #putHandle(handleID: string, block: JsonObject): void {
    this.#site.put(ipamHandle, { name: handleID, body: { spec: { handleID, deleted: false, block } } });
  }

  #affinity(node: string, cidr: Cidr, state: string): void {
    const name = `${node}-${formatCidr(cidr).replace(/[.:/]/g, '-')}`;
    this.#site.put(blockAffinity, { name, body: { spec: { cidr: formatCidr(cidr), node, state, type: 'host', deleted: 'false' } } });
  }

  #places(host: Machine, pool4: Cidr): { block: CalicoBlock; address: Address }[] {
    return this.#site.families.map((family) => {
      const block = this.#blockFor(host, family, family === 'IPv4' ? pool4 : pools.IPv6);
      return { block, address: block.next(this.#isReserved) };
    });
  }

  /** The host's own block of a pool, else that of the first host: it borrows. */
  #blockFor(host: Machine, family: Family, pool: Cidr): CalicoBlock {
    const inPool = this.#blocks.filter(({ cidr }) => cidr.family === family && containsAddress(pool, cidr));
    const block = inPool.find(({ node }) => node === host.name) ?? inPool[0];
    if (!block) throw new RangeError(`no block of ${formatCidr(pool)}`);
    return block;
  }

  #allocate(block: CalicoBlock, address: Address, handle: string, secondary: JsonObject): void {
    block.allocate(address, handle, secondary);
    const blocks = this.#handles.get(handle) ?? new Map<string, number>();
    const cidr = formatCidr(block.cidr);
    blocks.set(cidr, (blocks.get(cidr) ?? 0) + 1);
    this.#handles.set(handle, blocks);
  }

  #handle(pod: PodState): string {
    return `k8s-pod-network.${this.#site.containerID(pod)}`;
  }

  #secondary(host: Machine, pod: string): JsonObject {
    const timestamp = `${isoSeconds(this.#site.bornAt).replace('T', ' ').replace('Z', '')} +0000 UTC`; // as Go prints a time
    return { namespace: this.#site.namespace, node: host.name, pod, timestamp };
  }
}
