import { type Address, addressOf, addressText, distinct, lies, type Range, rangeOf, rangeText, sizeOf } from '../numbers.ts';
import type { ServiceCIDR, Snapshot } from '../snapshot.ts';
import { flagsOf } from './flags.ts';
import { clusterAddresses } from './held.ts';
import { servedFamilies } from './servedFamilies.ts';

/** What /pools must say of the Service ranges, by id: one item for each range of each ServiceCIDR. */
export function servicePools(snapshot: Snapshot): Map<string, object> {
  const held = distinct([
    ...(snapshot.ipAddresses ?? []).map(({ metadata }) => addressOf(metadata.name)),
    ...snapshot.services.flatMap(clusterAddresses),
  ]);
  const pools = new Map<string, object>();
  for (const object of snapshot.serviceCIDRs ?? []) {
    for (const text of object.spec.cidrs) {
      const range = rangeOf(text);
      const id = `service/${object.metadata.name}/${rangeText(range).replace('/', '-')}`;
      const inside = held.filter((address) => lies(address, range));
      pools.set(id, poolOf(id, object, range, inside, snapshot));
    }
  }
  return pools;
}

/** The object itself, and each kube-apiserver that was started with the same range. */
function sourcesOf(object: ServiceCIDR, range: Range, snapshot: Snapshot): object[] {
  const flag = 'service-cluster-ip-range';
  const same = flagsOf(snapshot, 'kube-apiserver').filter(({ flags }) =>
    (flags.get(flag) ?? '').split(',').some((text) => text !== '' && rangeText(rangeOf(text)) === rangeText(range)),
  );
  return [
    { source: `ServiceCIDR/${object.metadata.name}`, confidence: 'declared' },
    ...same.map(({ pod }) => ({ source: `${pod} --${flag}`, confidence: 'declared' })),
  ];
}

/** IPAddress objects are the allocator's own record; null where the API server has none. */
function recordedIn(range: Range, { ipAddresses }: Snapshot): string | null {
  return ipAddresses === undefined ? null : `${ipAddresses.filter(({ metadata }) => lies(addressOf(metadata.name), range)).length}`;
}

/** Never given out: IPv4 the first and the last, IPv6 the first (facts measured on 1.37). */
export function reservedOf(range: Range): bigint {
  const never = range.family === 'IPv4' ? 2n : 1n;
  return sizeOf(range) < never ? sizeOf(range) : never;
}

export function endsOf({ family, first, last }: Range): Address[] {
  return distinct((family === 'IPv4' ? [first, last] : [first]).map((value) => ({ family, value })));
}

/** KEP-3070: min(max(16, size/16), 256), and none where the size is at most 16. */
export function bandSize(range: Range): number {
  const size = sizeOf(range);
  if (size <= 16n) return 0;
  return size / 16n < 16n ? 16 : size / 16n > 256n ? 256 : Number(size / 16n);
}

/** Whether a range gives an address out: its edges it does not. */
const gives = (range: Range, address: Address) => lies(address, range) && !endsOf(range).some(({ value }) => value === address.value);

/** The edges of Service ranges that no other range gives out as an ordinary address of its own (measured). */
export function neverGiven(snapshot: Snapshot): Address[] {
  const ranges = (snapshot.serviceCIDRs ?? []).flatMap(({ spec }) => spec.cidrs.map(rangeOf));
  return distinct(ranges.flatMap(endsOf).filter((address) => !ranges.some((range) => gives(range, address))));
}

/** What still comes out of a range: nothing once it is being deleted; and who holds its edge, by way of a wider range, took none of it. */
function freeIn(object: ServiceCIDR, range: Range, held: readonly Address[], snapshot: Snapshot): bigint {
  if (!servedFamilies(snapshot).has(range.family)) return 0n;
  if (stateOf(object) === 'deleting' || stateOf(object) === 'not-ready') return 0n;
  return sizeOf(range) - reservedOf(range) - BigInt(held.filter((address) => gives(range, address)).length);
}

/**
 * What keeps a range that is being deleted: the owners of addresses that no other range gives, each once (KEP-1880). Who sits at the
 * edge of another range keeps it too (measured).
 */
function blockersOf(object: ServiceCIDR, range: Range, snapshot: Snapshot): object[] {
  if (stateOf(object) !== 'deleting') return [];
  const staying = (snapshot.serviceCIDRs ?? [])
    .filter((other) => stateOf(other) !== 'deleting')
    .flatMap(({ spec }) => spec.cidrs.map(rangeOf));
  const blocks = (address: Address) => lies(address, range) && !staying.some((other) => gives(other, address));
  const services = snapshot.services.filter((service) => clusterAddresses(service).some(blocks));
  const orphans = (snapshot.ipAddresses ?? []).filter(({ metadata, spec }) => {
    const isOwned = snapshot.services.some(
      (service) => service.metadata.name === spec.parentRef.name && service.metadata.namespace === spec.parentRef.namespace,
    );
    return blocks(addressOf(metadata.name)) && !isOwned;
  });
  return [
    ...services.map(({ metadata: { namespace, name } }) => ({ kind: 'Service', namespace, name })),
    ...orphans.map(({ metadata: { name } }) => ({ kind: 'IPAddress', name })),
  ];
}

function poolOf(id: string, object: ServiceCIDR, range: Range, held: readonly Address[], snapshot: Snapshot): object {
  const usable = sizeOf(range) - reservedOf(range);
  const band = bandSize(range);
  const taken = new Set(held.map(({ value }) => value));
  const first = range.first + 1n;
  const members = Array.from({ length: band }, (_, i) => first + BigInt(i));
  const nextFree = members.find((value) => !taken.has(value));
  const text = (value: bigint | undefined) => (value === undefined ? null : addressText(range.family, value));
  return {
    id,
    kind: 'service',
    name: object.metadata.name,
    family: range.family,
    ranges: [rangeText(range)],
    cidr: rangeText(range),
    object: { kind: 'ServiceCIDR', name: object.metadata.name },
    addresses: {
      total: `${sizeOf(range)}`,
      reserved: `${reservedOf(range)}`,
      usable: `${usable}`,
      handedOut: null,
      recorded: recordedIn(range, snapshot),
      inUse: `${held.length}`,
      free: `${freeIn(object, range, held, snapshot)}`,
    },
    blocks: null,
    static: {
      first: text(members[0]),
      last: text(members.at(-1)),
      size: band,
      inUse: members.filter((value) => taken.has(value)).length,
      nextFree: text(nextFree),
    },
    limit: 'addresses',
    state: stateOf(object),
    blockedBy: blockersOf(object, range, snapshot),
    provenance: sourcesOf(object, range, snapshot),
  };
}

function stateOf(object: ServiceCIDR): string {
  if (object.metadata.deletionTimestamp !== undefined) return 'deleting';
  const ready = object.status?.conditions?.find(({ type }) => type === 'Ready')?.status;
  return ready === 'True' ? 'ready' : ready === 'False' ? 'not-ready' : 'unknown';
}
