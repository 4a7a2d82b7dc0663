import { type Address, addressBits, type Family, formatAddress, parseAddressLax } from '../../shared/net/address.ts';
import {
  type Cidr,
  cidrOf,
  cidrSize,
  compareCidrs,
  containsAddress,
  containsCidr,
  coveringCidr,
  formatCidr,
  hostCidr,
  lastValue,
  parseCidrLax,
} from '../../shared/net/cidr.ts';
import { blockCount, reservedWithin, usableOfBlock } from '../../shared/plan/nodeBlock.ts';
import { serviceRange } from '../../shared/plan/serviceRange.ts';
import type { Reference } from '../../shared/wire/basics.ts';
import type { Cell, CellGroups } from '../../shared/wire/map.ts';
import type { Namespace } from '../../shared/wire/namespaces.ts';
import type { Node } from '../../shared/wire/nodes.ts';
import type { Overview } from '../../shared/wire/overview.ts';
import type { Pool } from '../../shared/wire/pools.ts';
import type { Service } from '../../shared/wire/services.ts';
import {
  type AnyRecord,
  type Kind,
  keyOf,
  kinds,
  type NodeRecord,
  type PodRecord,
  type RecordOf,
  type ServiceRecord,
} from '../records/records.ts';
import type { Store } from '../store/store.ts';
import { flagValue } from './controlPlaneArgs.ts';

/**
 * For tests alone: every answer computed again from the records as they stand, by looking at all of them, with no index and no
 * memory of what came before. Slow and plain on purpose.
 */

type As = 'pod' | 'hostPod' | 'node' | 'nodeExternal' | 'service' | 'ip' | 'lb' | 'external' | 'ended' | 'endpoint';
const order: readonly As[] = ['pod', 'hostPod', 'node', 'nodeExternal', 'service', 'ip', 'lb', 'external', 'ended', 'endpoint'];
const families: readonly Family[] = ['IPv4', 'IPv6'];
/** Which kinds say who holds addresses: any of them will do. */
const usersOf: Partial<Record<Pool['kind'], readonly Kind[]>> = { pod: ['Pod'], service: ['Service', 'IPAddress'], node: ['Node'] };

interface Has {
  readonly as: As;
  readonly address: Address;
  readonly record: AnyRecord;
}

interface Range {
  readonly pool: Pool;
  readonly cidr: Cidr;
  readonly declared: boolean;
}

function lax(text: string): Address[] {
  const read = parseAddressLax(text);
  return read ? [read.address] : [];
}

function ranges(texts: readonly string[]): Cidr[] {
  return texts.flatMap((text) => parseCidrLax(text) ?? []);
}

function ended(pod: PodRecord): boolean {
  return pod.phase === 'Succeeded' || pod.phase === 'Failed';
}

function textOf(address: Address): string {
  return formatAddress(address);
}

function reference(record: AnyRecord): Reference {
  return { kind: record.kind, ...(record.namespace === '' ? {} : { namespace: record.namespace }), name: record.name };
}

function byText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

export class Oracle {
  readonly #store: Store;
  readonly #has: Has[] = [];
  readonly #blocks: { readonly cidr: Cidr; readonly node: NodeRecord }[] = [];
  readonly #ranges: Range[];

  constructor(store: Store) {
    this.#store = store;
    this.#look();
    this.#ranges = this.#findRanges();
  }

  #all<K extends Kind>(kind: K): RecordOf[K][] {
    return [...this.#store.all(kind)];
  }

  #look(): void {
    const say = (record: AnyRecord, as: As, texts: readonly string[]) => {
      for (const address of texts.flatMap(lax)) {
        const again = this.#has.some((other) => other.record === record && other.as === as && textOf(other.address) === textOf(address));
        if (!again) this.#has.push({ as, address, record });
      }
    };
    for (const pod of this.#all('Pod')) say(pod, ended(pod) ? 'ended' : pod.hostNetwork ? 'hostPod' : 'pod', pod.podIPs);
    for (const node of this.#all('Node')) {
      for (const { type, address } of node.addresses) say(node, type === 'InternalIP' ? 'node' : 'nodeExternal', [address]);
      const seen = new Set<string>();
      for (const cidr of ranges(node.podCIDRs)) {
        if (!seen.has(formatCidr(cidr))) this.#blocks.push({ cidr, node });
        seen.add(formatCidr(cidr));
      }
    }
    for (const service of this.#all('Service')) {
      say(service, 'service', service.clusterIPs);
      say(service, 'external', service.externalIPs);
      say(
        service,
        'lb',
        service.loadBalancer.map(({ ip }) => ip),
      );
    }
    for (const ip of this.#all('IPAddress')) say(ip, 'ip', [ip.name]);
    for (const slice of this.#all('EndpointSlice'))
      if (slice.addressType !== 'FQDN') for (const endpoint of slice.endpoints) say(slice, 'endpoint', endpoint.addresses);
  }

  #distinct(range: Cidr, as: readonly As[]): bigint[] {
    const values = this.#has
      .filter((has) => as.includes(has.as) && containsAddress(range, has.address))
      .map(({ address }) => address.value);
    return [...new Set(values)].sort((a, b) => (a < b ? -1 : 1));
  }

  #inUse(range: Cidr): number {
    return this.#distinct(range, order.slice(0, 8)).length;
  }

  #distinctBlocks(range: Cidr): Cidr[] {
    const blocks = new Map(this.#blocks.filter(({ cidr }) => containsCidr(range, cidr)).map(({ cidr }) => [formatCidr(cidr), cidr]));
    return [...blocks.values()].sort(compareCidrs);
  }

  /** The widest blocks: those that lie in no other. */
  #tops(family: Family): Cidr[] {
    const all = this.#distinctBlocks({ family, value: 0n, prefixLength: 0 });
    return all.filter((block) => !all.some((other) => other.prefixLength < block.prefixLength && containsCidr(other, block)));
  }

  /** Addresses of a piece in blocks, and of those the usable ones. */
  #blockAddresses(piece: Cidr): { handedOut: bigint; usable: bigint } {
    let handedOut = 0n;
    let usable = 0n;
    for (const top of this.#tops(piece.family)) {
      const inner = containsCidr(top, piece) ? piece : containsCidr(piece, top) ? top : undefined;
      if (!inner) continue;
      handedOut += cidrSize(inner);
      usable += cidrSize(inner) - reservedWithin(top, inner);
    }
    return { handedOut, usable };
  }

  #readable(kind: Kind): boolean {
    return !['forbidden', 'not-served'].includes(this.#store.reading(kind).state);
  }

  #known(...any: readonly Kind[]): boolean {
    return any.some((kind) => ['synced', 'stale'].includes(this.#store.reading(kind).state));
  }

  #useKnown(near: readonly Range[]): boolean {
    const users = near.length > 0 ? near.map(({ pool }) => usersOf[pool.kind] ?? []) : Object.values(usersOf);
    return users.every((kinds) => this.#known(...kinds));
  }

  #findRanges(): Range[] {
    const found: Range[] = [];
    const flags = this.#all('Pod')
      .filter((pod) => !ended(pod) && pod.controlPlaneArgs.length > 0)
      .sort((a, b) => byText(keyOf(a), keyOf(b)));
    const flagRanges = (prefix: string, flag: string) =>
      flags
        .filter(({ name }) => name.startsWith(prefix))
        .flatMap((pod) =>
          ranges((flagValue(pod.controlPlaneArgs, flag) ?? '').split(',')).map((cidr) => ({
            cidr,
            pod,
            source: `Pod/${keyOf(pod)} ${flag}`,
          })),
        );
    const serviceFlags = flagRanges('kube-apiserver', '--service-cluster-ip-range');
    const same = (a: Cidr, b: Cidr) => formatCidr(a) === formatCidr(b);
    const once = (cidrs: readonly Cidr[]) => cidrs.filter((cidr, i) => cidrs.findIndex((other) => same(cidr, other)) === i);
    const declared = (source: string) => ({ source, confidence: 'declared' as const });

    if (this.#readable('ServiceCIDR')) {
      for (const record of this.#all('ServiceCIDR')) {
        const state = record.deletedAt ? 'deleting' : record.ready === true ? 'ready' : record.ready === false ? 'not-ready' : 'unknown';
        for (const cidr of once(ranges(record.cidrs))) {
          const sources = serviceFlags.filter((flag) => same(flag.cidr, cidr)).map(({ source }) => declared(source));
          found.push(this.#range('service', record.name, cidr, true, state, [declared(`ServiceCIDR/${record.name}`), ...sources]));
        }
      }
    } else if (serviceFlags.length > 0) {
      for (const cidr of once(serviceFlags.map((flag) => flag.cidr))) {
        const sources = serviceFlags.filter((flag) => same(flag.cidr, cidr)).map(({ source }) => declared(source));
        found.push(this.#range('service', 'service-cluster-ip-range', cidr, true, 'ready', sources));
      }
    } else {
      for (const family of families) {
        const seen = this.#distinct({ family, value: 0n, prefixLength: 0 }, ['service', 'ip']);
        const cover = coverOf(family, seen);
        if (cover) found.push(this.#inferred('service', 'observed', cover, 'Service spec.clusterIPs'));
      }
    }

    const podFlags = flagRanges('kube-controller-manager', '--cluster-cidr');
    const declaredPods = once(podFlags.map((flag) => flag.cidr));
    for (const cidr of declaredPods) {
      const said = podFlags.filter((flag) => same(flag.cidr, cidr));
      const args = said[0]?.pod.controlPlaneArgs ?? [];
      const own = flagValue(args, `--node-cidr-mask-size-${cidr.family.toLowerCase()}`) ?? flagValue(args, '--node-cidr-mask-size');
      const observed = this.#distinctBlocks(cidr).length > 0 ? [{ source: 'Node spec.podCIDRs', confidence: 'observed' as const }] : [];
      const sources = [...new Set(said.map(({ source }) => source))].map(declared);
      found.push(
        this.#range(
          'pod',
          'cluster-cidr',
          cidr,
          true,
          'ready',
          [...sources, ...observed],
          Number(own ?? (cidr.family === 'IPv4' ? 24 : 64)),
        ),
      );
    }

    const stray = families
      .flatMap((family) => this.#distinctBlocks({ family, value: 0n, prefixLength: 0 }))
      .filter((block) => !declaredPods.some((cidr) => containsCidr(cidr, block)));
    const groups = new Map<string, Cidr[]>();
    for (const block of stray.sort((a, b) => a.prefixLength - b.prefixLength || compareCidrs(a, b))) {
      const key = `${block.prefixLength} ${formatCidr(cidrOf(block, Math.max(0, block.prefixLength - 16)))}`;
      groups.set(key, [...(groups.get(key) ?? []), block]);
    }
    for (const blocks of groups.values()) {
      const cidr = coveringCidr(blocks);
      const length = blocks[0]?.prefixLength ?? 0;
      const plain = found.some(({ pool }) => pool.id === `pod/nodes/${formatCidr(cidr).replace('/', '-')}`);
      const name = plain ? `nodes-${length}` : 'nodes';
      found.push(this.#inferred('pod', name, cidr, 'Node spec.podCIDRs', length));
    }

    const known = found.filter(({ pool }) => pool.kind === 'pod').map(({ cidr }) => cidr);
    const unclaimed = this.#has.filter(({ as, address }) => as === 'pod' && !known.some((cidr) => containsAddress(cidr, address)));
    for (const values of grouped(unclaimed, { IPv4: 16, IPv6: 48 })) {
      const cover = coverOf(values.family, values.values);
      if (!cover) continue;
      const wide = values.family === 'IPv6' ? cidrOf(cover, Math.min(64, cover.prefixLength)) : cover;
      found.push(this.#inferred('pod', 'observed', wide, 'Pod status.podIPs'));
    }
    const internal = this.#has.filter(({ as }) => as === 'node');
    for (const values of grouped(internal, { IPv4: 16, IPv6: 64 })) {
      const cover = coverOf(values.family, values.values);
      if (!cover) continue;
      found.push(this.#inferred('node', 'addresses', values.family === 'IPv6' ? cidrOf(cover, 64) : cover, 'Node status.addresses'));
    }
    const kinds = ['pod', 'service', 'node'];
    return found
      .sort(
        (a, b) => kinds.indexOf(a.pool.kind) - kinds.indexOf(b.pool.kind) || compareCidrs(a.cidr, b.cidr) || byText(a.pool.id, b.pool.id),
      )
      .map((range) => ({ ...range, pool: { ...range.pool, blockedBy: this.#blockedBy(range, found) } }));
  }

  #inferred(kind: Pool['kind'], name: string, cidr: Cidr, source: string, blockLength?: number): Range {
    return this.#range(kind, name, cidr, false, 'unknown', [{ source, confidence: 'inferred' }], blockLength);
  }

  #range(
    kind: Pool['kind'],
    name: string,
    cidr: Cidr,
    isDeclared: boolean,
    state: Pool['state'],
    provenance: Pool['provenance'],
    blockLength?: number,
  ): Range {
    const total = cidrSize(cidr);
    const known = usersOf[kind] ?? [];
    const as: readonly As[] = kind === 'pod' ? ['pod'] : kind === 'service' ? ['service', 'ip'] : order.slice(0, 8);
    const inUse = this.#known(...known) ? BigInt(this.#distinct(cidr, as).length) : null;
    let usable: bigint | null = null;
    let blocks: Pool['blocks'] = null;
    let band: Pool['static'] = null;
    if (blockLength !== undefined) {
      const count = blockCount(cidr, blockLength);
      usable = BigInt(count) * usableOfBlock(cidr.family, blockLength);
      const handedOut = this.#distinctBlocks(cidr).filter((block) => isDeclared || block.prefixLength === blockLength).length;
      const nodes = this.#known('Node');
      const free = isDeclared && nodes ? Math.max(0, count - handedOut) : null;
      blocks = { prefixLength: blockLength, total: count, handedOut: nodes ? handedOut : null, free };
    } else if (kind === 'service' && isDeclared) {
      usable = serviceRange(cidr).usable;
      band = this.#band(cidr, inUse !== null);
    }
    return {
      cidr,
      declared: isDeclared,
      pool: {
        id: `${kind}/${name}/${formatCidr(cidr).replace('/', '-')}`,
        kind,
        name,
        family: cidr.family,
        ranges: [formatCidr(cidr)],
        cidr: formatCidr(cidr),
        object: provenance[0]?.source.startsWith('ServiceCIDR/') ? { kind: 'ServiceCIDR', name } : null,
        addresses: {
          total: String(total),
          reserved: usable === null ? null : String(total - usable),
          usable: usable === null ? null : String(usable),
          handedOut: blocks && this.#known('Node') ? String(this.#blockAddresses(cidr).handedOut) : null,
          recorded: kind === 'service' && isDeclared && this.#known('IPAddress') ? String(this.#distinct(cidr, ['ip']).length) : null,
          inUse: inUse === null ? null : String(inUse),
          free: this.#free(isDeclared, this.#gives(kind, cidr, state), usable, inUse === null ? null : this.#givenIn(kind, cidr, inUse)),
        },
        blocks,
        static: band,
        limit: blocks ? 'blocks' : 'addresses',
        state,
        blockedBy: [],
        provenance,
      },
    };
  }

  /** Of the addresses in use those that the range itself could give. */
  #givenIn(kind: Pool['kind'], cidr: Cidr, inUse: bigint): bigint {
    if (kind !== 'service') return inUse;
    return BigInt(this.#distinct(cidr, ['service', 'ip']).filter((value) => covers(cidr, value)).length);
  }

  #free(isDeclared: boolean, gives: boolean, usable: bigint | null, inUse: bigint | null): string | null {
    if (usable === null || !isDeclared) return null;
    if (!gives) return '0';
    return inUse === null ? null : String(usable > inUse ? usable - inUse : 0n);
  }

  /** A Service range gives where it stays, and where the API server has its family: by its flag, else as the object kubernetes says. */
  #gives(kind: Pool['kind'], cidr: Cidr, state: Pool['state']): boolean {
    if (kind !== 'service') return true;
    return ['ready', 'unknown'].includes(state) && this.#served().includes(cidr.family);
  }

  #served(): Family[] {
    const flags = this.#all('Pod')
      .filter((pod) => !ended(pod) && pod.name.startsWith('kube-apiserver'))
      .flatMap((pod) => ranges((flagValue(pod.controlPlaneArgs, '--service-cluster-ip-range') ?? '').split(',')));
    const mirror = ranges(this.#all('ServiceCIDR').find(({ name }) => name === 'kubernetes')?.cidrs ?? []);
    const said = (flags.length > 0 ? flags : mirror).map(({ family }) => family);
    return said.length > 0 ? said : ['IPv4', 'IPv6'];
  }

  #band(cidr: Cidr, known: boolean): Pool['static'] {
    const { first, staticSize } = serviceRange(cidr);
    if (first === null || staticSize === 0) return { first: null, last: null, size: 0, inUse: 0, nextFree: null };
    const taken = new Set(this.#distinct(cidr, ['service', 'ip']));
    const band = Array.from({ length: staticSize }, (_, i) => first + BigInt(i));
    const text = (value: bigint | undefined) => (value === undefined ? null : formatAddress({ family: cidr.family, value }));
    const nextFree = known ? text(band.find((value) => !taken.has(value))) : null;
    return {
      first: text(first),
      last: text(band[band.length - 1]),
      size: staticSize,
      inUse: known ? band.filter((value) => taken.has(value)).length : null,
      nextFree,
    };
  }

  #blockedBy(range: Range, all: readonly Range[]): Reference[] {
    if (range.pool.kind !== 'service' || !range.declared || range.pool.state !== 'deleting') return [];
    const others = all.filter(({ pool }) => pool.kind === 'service' && pool.state !== 'deleting');
    const found = new Map<string, Reference>();
    for (const value of this.#distinct(range.cidr, ['service', 'ip'])) {
      const address = { family: range.cidr.family, value };
      if (others.some(({ cidr }) => cidr.family === address.family && covers(cidr, value))) continue;
      for (const { record } of this.#holders(address, order.slice(0, 8)))
        if (record.kind === 'Service' || record.kind === 'IPAddress') found.set(`${record.kind} ${keyOf(record)}`, reference(record));
    }
    return [...found.values()];
  }

  /** Nobody but IPAddress objects, whose Services are not among the holders. */
  #leaked(holders: readonly Has[]): boolean {
    return (
      this.#known('Service') &&
      holders.length > 0 &&
      holders.every(({ record }) => record.kind === 'IPAddress' && record.parentResource === 'services')
    );
  }

  /** Holders in order; an IPAddress object is left out where its Service is among them. */
  #holders(address: Address, as: readonly As[]): Has[] {
    const here = this.#has.filter((has) => as.includes(has.as) && textOf(has.address) === textOf(address));
    return here
      .filter(
        ({ record }) =>
          record.kind !== 'IPAddress' ||
          !here.some((other) => other.as === 'service' && keyOf(other.record) === `${record.parentNamespace}/${record.parentName}`),
      )
      .sort((a, b) => order.indexOf(a.as) - order.indexOf(b.as) || byText(keyOf(a.record), keyOf(b.record)));
  }

  #conflict(address: Address): boolean {
    const here = this.#has.filter((has) => textOf(has.address) === textOf(address));
    const count = (...as: As[]) => here.filter((has) => as.includes(has.as)).length;
    const sides = [count('pod'), count('service', 'ip'), count('node', 'hostPod')].filter((side) => side > 0).length;
    return count('pod') > 1 || count('service') > 1 || count('node') > 1 || sides > 1;
  }

  pools(): Pool[] {
    return this.#ranges.map(({ pool }) => pool);
  }

  /** Service ranges that addresses come from: the widest that give any, and those that give none and overlap no such. */
  #serviceRangesOf(family: Family): { widest: Cidr[]; dead: Cidr[] } {
    const near = this.#ranges.filter(({ pool, declared, cidr }) => pool.kind === 'service' && declared && cidr.family === family);
    const giving = near.map(({ cidr }) => cidr).filter((cidr) => serviceRange(cidr).usable > 0n);
    const widest = giving.filter((cidr) => !giving.some((other) => other.prefixLength < cidr.prefixLength && containsCidr(other, cidr)));
    const dead = near
      .map(({ cidr }) => cidr)
      .filter(
        (cidr) => serviceRange(cidr).usable === 0n && !giving.some((other) => containsCidr(other, cidr) || containsCidr(cidr, other)),
      );
    return { widest, dead };
  }

  #serviceReserved(piece: Cidr): { reserved: bigint; usable: bigint; any: boolean } {
    const { widest, dead } = this.#serviceRangesOf(piece.family);
    let reserved = 0n;
    let usable = 0n;
    let any = false;
    for (const text of new Set(dead.map(formatCidr))) {
      const [cidr] = ranges([text]);
      if (!cidr || !(containsCidr(cidr, piece) || containsCidr(piece, cidr))) continue;
      reserved += cidrSize(containsCidr(cidr, piece) ? piece : cidr);
      any = true;
    }
    for (const text of new Set(widest.map(formatCidr))) {
      const [cidr] = ranges([text]);
      if (!cidr || !(containsCidr(cidr, piece) || containsCidr(piece, cidr))) continue;
      const inner = containsCidr(cidr, piece) ? piece : cidr;
      const kept = [cidr.value, ...(cidr.family === 'IPv4' ? [lastValue(cidr)] : [])].filter((value) =>
        containsAddress(inner, { family: cidr.family, value }),
      ).length;
      reserved += BigInt(kept);
      usable += cidrSize(inner) - BigInt(kept);
      any = true;
    }
    return { reserved, usable, any };
  }

  /** Edges of Service ranges that a node's block keeps as well. */
  #edgesInBlocks(piece: Cidr): number {
    const near = this.#serviceEdges(piece).filter((edge) => containsAddress(piece, edge));
    return near.filter((edge) => {
      const { handedOut, usable } = this.#blockAddresses(hostCidr(edge));
      return handedOut > usable;
    }).length;
  }

  /** The first address of each Service range that counts in a prefix, and the last of an IPv4 one. */
  #serviceEdges(piece: Cidr): Address[] {
    const { widest, dead } = this.#serviceRangesOf(piece.family);
    const distinct = new Map([...widest, ...dead].map((cidr) => [formatCidr(cidr), cidr]));
    return [...distinct.values()].flatMap((cidr) => {
      const last = { family: cidr.family, value: lastValue(cidr) };
      return cidr.family === 'IPv4' && lastValue(cidr) !== cidr.value
        ? [{ family: cidr.family, value: cidr.value }, last]
        : [{ family: cidr.family, value: cidr.value }];
    });
  }

  cells(cidr: Cidr, bits: number): Cell[] {
    const cellPrefix = cidr.prefixLength + bits;
    const size = 1n << BigInt(addressBits(cidr.family) - cellPrefix);
    const cells: Cell[] = [];
    for (let index = 0; index < 2 ** bits; index++) {
      const piece = { family: cidr.family, value: cidr.value + BigInt(index) * size, prefixLength: cellPrefix };
      const content = this.#cell(piece);
      if (!content) continue;
      const last = cells[cells.length - 1];
      const { index: _, count: __, cidr: ___, ...before } = last ?? { index: 0, count: 0, cidr: '' };
      if (last && last.index + last.count === index && JSON.stringify(before) === JSON.stringify(content)) last.count++;
      else cells.push({ index, count: 1, cidr: formatCidr(piece), ...content });
    }
    return cells;
  }

  #cell(piece: Cidr): Omit<Cell, 'index' | 'count' | 'cidr'> | undefined {
    const inUse = this.#inUse(piece);
    const blocks = this.#blockAddresses(piece);
    const service = this.#serviceReserved(piece);
    const reserved = blocks.handedOut - blocks.usable + service.reserved - BigInt(this.#edgesInBlocks(piece));
    const near = this.#ranges.filter(({ cidr }) => containsCidr(cidr, piece) || containsCidr(piece, cidr));
    const cut = blocks.handedOut > 0n || near.some(({ pool }) => pool.blocks !== null);
    const sure = this.#useKnown(near) && (!cut || this.#known('Node'));
    if (sure && inUse === 0 && blocks.handedOut === 0n && reserved === 0n) return undefined;
    const known = blocks.handedOut > 0n || service.any;
    const within = this.#has.filter(({ as, address }) => order.indexOf(as) < 8 && containsAddress(piece, address));
    const here = this.#blocks.filter(({ cidr }) => containsCidr(cidr, piece) || containsCidr(piece, cidr));
    let holders: AnyRecord[] = [];
    let leaked = false;
    let more = 0;
    if (piece.prefixLength !== addressBits(piece.family) && blocks.handedOut > 0n) {
      const sorted = [...here].sort((a, b) => compareCidrs(a.cidr, b.cidr) || byText(a.node.name, b.node.name));
      holders = [...new Set(sorted.map(({ node }) => node))];
    } else if (inUse > 8 && piece.prefixLength !== addressBits(piece.family)) {
      more = inUse;
    } else {
      const values = [...new Set(within.map(({ address }) => address.value))].sort((a, b) => (a < b ? -1 : 1));
      const each = values.map((value) => this.#holders({ family: piece.family, value }, order.slice(0, 8)));
      const before = (at: number) => new Set(each.slice(0, at).flatMap((some) => some.map(({ record }) => record))).size;
      leaked = each.some((some, at) => this.#leaked(some) && before(at) < 8);
      const all = each.flat();
      holders = [...new Set(all.map(({ record }) => record))];
    }
    more += Math.max(0, holders.length - 8);
    const listed = holders.slice(0, 8);
    const flags: Cell['flags'] = [];
    if (reserved >= cidrSize(piece)) flags.push('reserved');
    if (within.some(({ address }) => this.#conflict(address))) flags.push('conflict');
    if (leaked) flags.push('leaked');
    if (listed.some(({ deletedAt }) => deletedAt !== 0)) flags.push('terminating');
    if (near.length === 0) flags.push('outside');
    const exactly = here.filter(({ cidr }) => formatCidr(cidr) === formatCidr(piece));
    return {
      inUse: this.#useKnown(near) ? String(inUse) : null,
      handedOut: cut && this.#known('Node') ? String(blocks.handedOut) : null,
      reserved: known ? String(reserved) : null,
      usable: known ? String(blocks.usable + service.usable) : null,
      maxPods: exactly.length === 1 ? (exactly[0]?.node.maxPods ?? null) : null,
      holders: listed.map(reference),
      more,
      pools: near.map(({ pool }) => pool.id),
      flags,
    };
  }

  /** What each named cell of a prefix holds, told apart; by findings it is not told here. */
  groups(cidr: Cidr, bits: number, by: 'namespace' | 'node' | 'zone' | 'age'): (CellGroups | undefined)[] {
    return this.cells(cidr, bits).flatMap(({ count, cidr: text, inUse }) => {
      const first = parseCidrLax(text) as Cidr;
      const pieces = Array.from({ length: count }, (_, i) => ({ ...first, value: first.value + BigInt(i) * cidrSize(first) }));
      return pieces.map((piece) => this.#groups(piece, by, inUse !== null));
    });
  }

  #groups(piece: Cidr, by: 'namespace' | 'node' | 'zone' | 'age', useKnown: boolean): CellGroups | undefined {
    const blocks = this.#blocks.filter(({ cidr }) => containsCidr(piece, cidr) || containsCidr(cidr, piece));
    const ofBlocks = by !== 'namespace' && blocks.length > 0;
    const needsNodes = ofBlocks || by === 'zone';
    if ((!ofBlocks && !useKnown) || (needsNodes && !this.#known('Node'))) return undefined;
    const holders = this.#distinct(piece, order.slice(0, 8)).map((value) => {
      const all = this.#has.filter(
        ({ as, address }) => order.indexOf(as) < 8 && address.family === piece.family && address.value === value,
      );
      return all.some(({ as }) => as === 'service') ? all.filter(({ as }) => as !== 'ip') : all;
    });
    const counts = new Map<string | null, number>();
    const add = (name: string | null) => void counts.set(name, (counts.get(name) ?? 0) + 1);
    const nodeOf = ({ record }: Has) => (record.kind === 'Pod' ? record.nodeName : record.kind === 'Node' ? record.name : '');
    const zoneOf = (name: string) => this.#store.get('Node', name)?.zone || null;
    const told = (name: string) => (by === 'zone' ? zoneOf(name) : name);
    if (by === 'namespace') for (const { record } of holders.flat()) add(record.namespace === '' ? null : record.namespace);
    else if (by !== 'age' && ofBlocks) for (const { node } of blocks) add(told(node.name));
    else if (by !== 'age') {
      for (const all of holders) {
        const names = new Set(all.map(nodeOf).filter((name) => name !== ''));
        if (names.size === 0) add(null);
        for (const name of names) add(told(name));
      }
    }
    const times = (ofBlocks ? blocks.map(({ node }) => node.createdAt) : holders.flat().map(({ record }) => record.createdAt)).sort();
    const [oldest, newest] = [times.at(0), times.at(-1)];
    const groups = [...counts]
      .map(([name, count]) => ({ name, count }))
      .sort((a, b) => b.count - a.count || Number(a.name === null) - Number(b.name === null) || byText(a.name ?? '', b.name ?? ''));
    return {
      groups: groups.slice(0, 4),
      more: groups.slice(4).reduce((sum, { count }) => sum + count, 0),
      unlooked: 0,
      since:
        by !== 'age' || oldest === undefined || newest === undefined
          ? null
          : { oldest: new Date(oldest).toISOString(), newest: new Date(newest).toISOString() },
    };
  }

  /** Offsets of the held addresses of a prefix, and of those that are held by whom should not share them. */
  heldIn(cidr: Cidr): { held: number[] | null; conflicts: number[] } {
    const near = this.#ranges.filter(({ cidr: own }) => containsCidr(own, cidr) || containsCidr(cidr, own));
    const values = this.#distinct(cidr, order.slice(0, 8));
    const offset = (value: bigint) => Number(value - cidr.value);
    return {
      held: this.#useKnown(near) ? values.map(offset) : null,
      conflicts: values.filter((value) => this.#conflict({ family: cidr.family, value })).map(offset),
    };
  }

  /** Held addresses in no range, in order; null where ranges or holders may be missing. */
  outside(): string[] | null {
    const awaited = kinds.some((kind) => this.#store.reading(kind).state === 'syncing');
    if (awaited || !this.#useKnown([])) return null;
    return families.flatMap((family) =>
      this.#distinct({ family, value: 0n, prefixLength: 0 }, order.slice(0, 8))
        .map((value) => ({ family, value }))
        .filter((address) => !this.#ranges.some(({ cidr }) => containsAddress(cidr, address)))
        .map(textOf),
    );
  }

  /** State, holders and neighbours of one address. */
  address(address: Address) {
    const around = this.#ranges
      .filter(({ cidr }) => containsAddress(cidr, address))
      .sort((a, b) => b.cidr.prefixLength - a.cidr.prefixLength || this.#ranges.indexOf(a) - this.#ranges.indexOf(b));
    const live = this.#holders(address, order.slice(0, 8));
    const quiet = this.#holders(address, ['ended', 'endpoint']);
    const [block] = this.#blocks
      .filter(({ cidr }) => containsAddress(cidr, address))
      .sort((a, b) => b.cidr.prefixLength - a.cidr.prefixLength || byText(a.node.name, b.node.name));
    const host = hostCidr(address);
    const blocks = this.#blockAddresses(host);
    const reserved = (blocks.handedOut > 0n && blocks.usable === 0n) || this.#serviceReserved(host).reserved > 0n;
    const whole = around[0]?.cidr ?? { family: address.family, value: 0n, prefixLength: 0 };
    const held = this.#distinct(whole, order.slice(0, 8)).map((value) => ({ family: address.family, value }));
    const below = held.findLast(({ value }) => value < address.value);
    const above = held.find(({ value }) => value > address.value);
    return {
      holders: [...live, ...quiet].map(({ record, as }) => [reference(record), as] as const),
      pools: around.map(({ pool }) => pool.id),
      block: block ? { cidr: formatCidr(block.cidr), node: block.node.name } : null,
      state: this.#conflict(address)
        ? 'conflict'
        : live.length > 0
          ? this.#leaked(live)
            ? 'leaked'
            : 'in-use'
          : quiet.some(({ as }) => as === 'ended')
            ? 'terminated'
            : reserved
              ? 'reserved'
              : !this.#useKnown(around)
                ? null
                : around.length > 0
                  ? 'free'
                  : 'outside',
      before: below ? textOf(below) : null,
      after: above ? textOf(above) : null,
    };
  }

  services(): Pick<Service, 'namespace' | 'name' | 'clusterIPs' | 'families' | 'endpoints' | 'findings'>[] {
    const served = this.#served();
    const has = new Set(
      this.#ranges.filter(({ pool }) => pool.kind === 'service' && served.includes(pool.family)).map(({ pool }) => pool.family),
    );
    const two = has.size === 2;
    return this.#all('Service')
      .sort((a, b) => byText(keyOf(a), keyOf(b)))
      .map((record) => {
        const endpoints = { IPv4: this.#endpoints(record, 'IPv4'), IPv6: this.#endpoints(record, 'IPv6') };
        const some = this.#slices(record).some((slice) => slice.addressType !== 'FQDN' && slice.endpoints.length > 0);
        const has = families.filter((family) => record.families.includes(family));
        const findings: string[] = [];
        if (
          this.#known('EndpointSlice') &&
          record.type !== 'ExternalName' &&
          some &&
          has.some((family) => (endpoints[family]?.ready ?? 0) === 0)
        )
          findings.push('service-family-without-ready-endpoints');
        if (two && record.policy === 'PreferDualStack' && record.type !== 'ExternalName' && has.length === 1)
          findings.push('service-prefers-dual-has-one');
        return {
          namespace: record.namespace,
          name: record.name,
          clusterIPs: record.clusterIPs.filter((text) => text !== '').map((text) => lax(text).map(textOf)[0] ?? text),
          families: record.families.filter((family) => family === 'IPv4' || family === 'IPv6'),
          endpoints,
          findings,
        };
      });
  }

  #slices(record: ServiceRecord) {
    return this.#all('EndpointSlice').filter((slice) => slice.namespace === record.namespace && slice.serviceName === record.name);
  }

  #endpoints(record: ServiceRecord, family: Family): Service['endpoints']['IPv4'] {
    const slices = this.#slices(record).filter((slice) => slice.addressType === family);
    if (slices.length === 0 || !this.#known('EndpointSlice')) return null;
    const all = slices.flatMap((slice) => slice.endpoints);
    return {
      ready: all.filter(({ ready }) => ready).length,
      serving: all.filter(({ serving }) => serving).length,
      terminating: all.filter(({ terminating }) => terminating).length,
      notReady: all.filter(({ ready, terminating }) => !ready && !terminating).length,
    };
  }

  nodes(): Omit<Node, 'zone' | 'ready' | 'createdAt' | 'addresses'>[] {
    return this.#all('Node')
      .sort((a, b) => byText(a.name, b.name))
      .map((record) => {
        const pods = this.#all('Pod').filter((pod) => pod.nodeName === record.name);
        const live = pods.filter((pod) => !ended(pod));
        const running = live.filter((pod) => !pod.hostNetwork);
        const podCIDRs = ranges(record.podCIDRs);
        const blocks = podCIDRs.filter(
          (cidr, i) =>
            !podCIDRs.some((other, j) => i !== j && containsCidr(other, cidr) && (other.prefixLength < cidr.prefixLength || j < i)),
        );
        const of = (family: Family) => blocks.filter((block) => block.family === family);
        const inUse = (family: Family) => of(family).reduce((sum, block) => sum + this.#distinct(block, ['pod']).length, 0);
        const usable = (family: Family) =>
          of(family).length === 0 ? null : of(family).reduce((sum, block) => sum + usableOfBlock(family, block.prefixLength), 0n);
        const each = (list: readonly Family[]) => [...new Set(list)];
        const first = (family: Family) => running.filter(({ podIPs }) => podIPs.flatMap(lax)[0]?.family === family).length;
        const podOrder: Family[] = first('IPv6') > first('IPv4') ? ['IPv6', 'IPv4'] : ['IPv4', 'IPv6'];
        const said = {
          addresses: each(record.addresses.flatMap(({ address }) => lax(address).map(({ family }) => family))),
          podCIDRs: each(podCIDRs.map(({ family }) => family)),
          pods: podOrder.filter((family) => running.some(({ podIPs }) => podIPs.flatMap(lax).some((address) => address.family === family))),
        };
        const sets = [said.addresses, said.podCIDRs, said.pods].filter((list) => list.length > 0).map((list) => [...list].sort().join());
        const skewed = new Set(sets).size > 1;
        const bindings: { limit: 'maxPods' | 'addresses'; left: number }[] = [];
        if (record.maxPods !== null) {
          bindings.push({ limit: 'maxPods', left: Math.max(0, record.maxPods - live.length) });
          for (const family of families) {
            const room = usable(family);
            if (room !== null) bindings.push({ limit: 'addresses', left: Math.max(0, Number(room) - inUse(family)) });
          }
        }
        const bound = bindings.reduce<(typeof bindings)[0] | undefined>((a, b) => (a && a.left <= b.left ? a : b), undefined);
        const blockless = this.#blocks.length > 0 && blocks.length === 0;
        const podsKnown = this.#known('Pod');
        const room = !podsKnown
          ? { remaining: null, limit: null }
          : blockless
            ? { remaining: 0, limit: 'blocks' as const }
            : { remaining: bound?.left ?? null, limit: bound?.limit ?? null };
        return {
          name: record.name,
          podCIDRs: podCIDRs.map(formatCidr),
          families: said,
          skewed,
          pods: podsKnown
            ? { running: running.length, hostNetwork: live.length - running.length, terminated: pods.length - live.length }
            : null,
          inUse: podsKnown ? { IPv4: inUse('IPv4'), IPv6: inUse('IPv6') } : null,
          usable: { IPv4: usable('IPv4')?.toString() ?? null, IPv6: usable('IPv6')?.toString() ?? null },
          maxPods: record.maxPods,
          ...room,
          findings: [...(blockless ? ['node-without-block'] : []), ...(skewed ? ['node-families-disagree'] : [])],
        };
      });
  }

  zones(): string[] {
    const all = this.#all('Node').map(({ zone }) => zone);
    return [...new Set(all.filter((zone) => zone !== ''))].sort(byText);
  }

  namespaces(): { total: number | null; items: Namespace[] } {
    const named = this.#known('Service') ? this.#all('Service').map(({ namespace }) => namespace) : null;
    const names = this.#known('Namespace') ? this.#all('Namespace').map(({ name }) => name) : [...new Set(named)];
    const items = names
      .sort(byText)
      .map((name) => ({ name, services: named === null ? null : named.filter((one) => one === name).length }));
    return { total: this.#known('Namespace', 'Service') ? items.length : null, items };
  }

  overview(): Omit<Overview, 'revision' | 'pools' | 'findings'> & { findings: Record<string, number> } {
    const classes = (lists: readonly (readonly string[])[]) => {
      const count = (four: boolean, six: boolean) =>
        lists.filter((list) => list.includes('IPv4') === four && list.includes('IPv6') === six).length;
      return { both: count(true, true), IPv4: count(true, false), IPv6: count(false, true), none: count(false, false) };
    };
    const pods = this.#all('Pod');
    const live = pods.filter((pod) => !ended(pod));
    const running = live.filter(({ hostNetwork }) => !hostNetwork);
    const services = this.#all('Service');
    const policy = (name: string) => services.filter((service) => service.policy === name).length;
    const nodes = this.nodes();
    const fits = nodes.flatMap(({ remaining }) => remaining ?? []);
    const knows = this.#all('Node').some(({ maxPods }) => maxPods !== null) && this.#known('Pod') && this.#known('Node');
    const findings: Record<string, number> = {};
    for (const code of [...this.services(), ...nodes].flatMap((item) => item.findings)) findings[code] = (findings[code] ?? 0) + 1;
    for (const { pool, declared, cidr } of this.#ranges) {
      if (pool.kind !== 'service' || !declared) continue;
      const { free, usable } = pool.addresses;
      const gives = this.#gives(pool.kind, cidr, pool.state);
      const full = gives && free === '0' && usable !== '0';
      const nearly = free !== null && free !== '0' && Number(usable) - Number(free) >= 0.8 * Number(usable);
      if (full) findings['service-range-full'] = (findings['service-range-full'] ?? 0) + 1;
      if (nearly) findings['service-range-nearly-full'] = (findings['service-range-nearly-full'] ?? 0) + 1;
      if (pool.state === 'deleting' && pool.blockedBy.length > 0)
        findings['service-range-deletion-blocked'] = (findings['service-range-deletion-blocked'] ?? 0) + 1;
    }
    return {
      families: {
        nodes: this.#known('Node') ? classes(nodes.map((node) => node.families.addresses)) : null,
        pods: this.#known('Pod') ? classes(running.map(({ podIPs }) => podIPs.flatMap(lax).map(({ family }) => family))) : null,
        services: this.#known('Service') ? classes(services.map(({ type, families }) => (type === 'ExternalName' ? [] : families))) : null,
      },
      policies: this.#known('Service')
        ? {
            SingleStack: policy('SingleStack'),
            PreferDualStack: policy('PreferDualStack'),
            RequireDualStack: policy('RequireDualStack'),
            none: policy(''),
          }
        : null,
      pods: this.#known('Pod')
        ? { running: running.length, hostNetwork: live.length - running.length, terminated: pods.length - live.length }
        : null,
      namespaces: this.#known('Namespace') ? this.#store.count('Namespace') : null,
      nodesThatFit: this.#ranges
        .flatMap(({ pool: { id, family, blocks } }) =>
          blocks && blocks.free !== null ? [{ family, prefixLength: blocks.prefixLength, blocks: blocks.free, pool: id }] : [],
        )
        .sort((a, b) => a.blocks - b.blocks),
      podsThatFit: knows ? fits.reduce((sum, left) => sum + left, 0) : null,
      findings,
    };
  }
}

/** Whether a Service range could give an address itself: its edges it never does. */
function covers(cidr: Cidr, value: bigint): boolean {
  const { first, last } = serviceRange(cidr);
  return first !== null && last !== null && value >= first && value <= last;
}

function coverOf(family: Family, values: readonly bigint[]): Cidr | undefined {
  return values.length === 0 ? undefined : coveringCidr(values.map((value) => hostCidr({ family, value })));
}

function grouped(has: readonly Has[], lengths: Record<Family, number>): { family: Family; values: bigint[] }[] {
  const groups = new Map<string, { family: Family; values: bigint[] }>();
  for (const { address } of has) {
    const key = formatCidr(cidrOf(address, lengths[address.family]));
    const group = groups.get(key) ?? { family: address.family, values: [] };
    group.values.push(address.value);
    groups.set(key, group);
  }
  return [...groups.values()];
}
