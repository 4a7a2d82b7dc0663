import { type Address, addressOf, addressText, distinct, lies, type Range, rangeOf, rangeText, sizeOf } from '../numbers.ts';
import type { ServiceCIDR, Snapshot } from '../snapshot.ts';
import { flagsOf } from './flags.ts';
import { clusterAddresses } from './held.ts';

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
      pools.set(
        id,
        poolOf(
          id,
          object,
          range,
          held.filter((address) => lies(address, range)),
          sourcesOf(object, range, snapshot),
        ),
      );
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

function poolOf(id: string, object: ServiceCIDR, range: Range, held: readonly Address[], provenance: readonly object[]): object {
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
    addresses: {
      total: `${sizeOf(range)}`,
      reserved: `${reservedOf(range)}`,
      usable: `${usable}`,
      handedOut: null,
      inUse: `${held.length}`,
      free: `${usable - BigInt(held.length)}`,
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
    provenance,
  };
}

function stateOf(object: ServiceCIDR): string {
  if (object.metadata.deletionTimestamp !== undefined) return 'deleting';
  const ready = object.status?.conditions?.find(({ type }) => type === 'Ready')?.status;
  return ready === 'True' ? 'ready' : ready === 'False' ? 'not-ready' : 'unknown';
}
