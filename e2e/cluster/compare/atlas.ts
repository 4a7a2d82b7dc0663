import type { Cell, MapAddresses, MapAnswer, OutsideAnswer } from '../../../shared/wire/map.ts';
import type { ObjectAnswer } from '../../../shared/wire/objects.ts';
import type { Pool } from '../../../shared/wire/pools.ts';
import type { Compared } from '../agreement.ts';
import { differences } from '../differences.ts';
import { keyOf, lies, prefixAt, type Range, rangeOf, rangeText, width, within } from '../numbers.ts';
import type { Answers } from '../product.ts';
import { addressesInUse, holdingsOf } from '../recount/held.ts';
import { blocksOf, podPools } from '../recount/podPools.ts';
import type { Snapshot } from '../snapshot.ts';

const mostListed = 4;

/** Cells told apart by namespace and by node, single addresses, those outside every range, and one object as it is. */
export async function compareAtlas(snapshot: Snapshot, product: Answers): Promise<Compared[]> {
  const services = (snapshot.serviceCIDRs ?? []).flatMap(({ spec }) => spec.cidrs.map(rangeOf));
  const ranges = [...podPools(snapshot).map(({ range }) => range), ...services];
  const compared: Compared[] = [];
  for (const range of ranges) {
    const cidr = encodeURIComponent(rangeText(range));
    const [byNamespace, byNode] = await Promise.all(
      ['namespace', 'node'].map((by) => product.get<MapAnswer>(`/map?cidr=${cidr}&by=${by}`)),
    );
    compared.push({
      name: `/map ${rangeText(range)} by namespace`,
      differences: (byNamespace?.cells ?? []).flatMap((cell) => groupsDiffer(cell, namespacesIn(snapshot, rangeOf(cell.cidr)))),
    });
    const cut = (byNode?.cells ?? []).filter(({ handedOut }) => handedOut !== null && handedOut !== '0');
    compared.push({
      name: `/map ${rangeText(range)} by node`,
      differences: cut.flatMap((cell) => groupsDiffer(cell, nodesIn(snapshot, rangeOf(cell.cidr)))),
    });
    compared.push(await compareAddressesOf(range, snapshot, product));
  }
  return [...compared, await compareOutside(snapshot, product), await compareObject(snapshot, product)];
}

/** The largest that are listed, and all together. Equal ones may stand in any order. */
function groupsDiffer({ cidr, by }: Cell, expected: ReadonlyMap<string, number>): string[] {
  const counts = [...expected.values()].sort((a, b) => b - a);
  const shown = by?.groups ?? [];
  const wrong = shown.filter(({ name, count }) => expected.get(name ?? '') !== count).map(({ name, count }) => `${name}: ${count}`);
  const sizes = differences(
    { listed: counts.slice(0, mostListed), more: counts.slice(mostListed).reduce((sum, count) => sum + count, 0), unlooked: 0 },
    { listed: shown.map(({ count }) => count), more: by?.more, unlooked: by?.unlooked },
  );
  return [...wrong, ...sizes].map((line) => `${cidr}: ${line}`);
}

/** How many addresses objects of a namespace hold, '' for none; an IPAddress object counts where no Service has its address. */
function namespacesIn(snapshot: Snapshot, range: Range): Map<string, number> {
  const held = holdingsOf(snapshot).filter(({ state, address }) => state !== 'terminated' && lies(address, range));
  const objects = new Map(
    held.map(({ address, kind, namespace = '', name }) => [`${keyOf(address)} ${kind} ${namespace}/${name}`, namespace]),
  );
  const clusterIPs = new Set(held.filter(({ as }) => as === 'clusterIP').map(({ address }) => keyOf(address)));
  const alone = addressesInUse(snapshot).filter(
    (address) => lies(address, range) && !clusterIPs.has(keyOf(address)) && !held.some((one) => keyOf(one.address) === keyOf(address)),
  );
  return tally([...objects.values(), ...alone.map(() => '')]);
}

function nodesIn(snapshot: Snapshot, range: Range): Map<string, number> {
  const near = blocksOf(snapshot).filter((block) => within(block.range, range) || within(range, block.range));
  return tally(near.map(({ node }) => node.metadata.name));
}

function tally(names: readonly string[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const name of names) counts.set(name, (counts.get(name) ?? 0) + 1);
  return counts;
}

/** The first 65,536 addresses of a range, one by one. */
async function compareAddressesOf(range: Range, snapshot: Snapshot, product: Answers): Promise<Compared> {
  const prefix = prefixAt(range.family, range.first, Math.max(range.prefixLength, width(range.family) - 16));
  const shown = await product.get<MapAddresses>(`/map/addresses?cidr=${encodeURIComponent(rangeText(prefix))}`);
  const offsets = shown.held?.flatMap(([first, length]) => Array.from({ length }, (_, i) => first + i));
  const expected = addressesInUse(snapshot)
    .filter((address) => lies(address, prefix))
    .map(({ value }) => Number(value - prefix.first))
    .sort((a, b) => a - b);
  return { name: `/map/addresses ${rangeText(prefix)}, ${expected.length} held`, differences: differences(expected, offsets) };
}

async function compareOutside(snapshot: Snapshot, product: Answers): Promise<Compared> {
  const [shown, pools] = await Promise.all([product.get<OutsideAnswer>('/outside'), product.all<Pool>('/pools')]);
  const ranges = pools.flatMap((pool) => pool.ranges.map(rangeOf));
  const expected = addressesInUse(snapshot).filter((address) => !ranges.some((range) => lies(address, range)));
  const listed = shown.items.reduce((sum, { inUse }) => sum + inUse, 0);
  return {
    name: `/outside counts the ${expected.length} addresses in no range`,
    differences: differences({ total: expected.length, all: expected.length }, { total: shown.total, all: listed + shown.more }),
  };
}

/** A Service and a node, as they stand in the API server. */
async function compareObject(snapshot: Snapshot, product: Answers): Promise<Compared> {
  const lines: string[] = [];
  for (const [kind, object] of [
    ['Service', snapshot.services[0]],
    ['Node', snapshot.nodes[0]],
    ['Pod', snapshot.pods[0]],
  ] as const) {
    if (!object) continue;
    const { name, namespace, uid } = object.metadata;
    const query = new URLSearchParams({ kind, name, ...(namespace === undefined ? {} : { namespace }) });
    const { yaml } = await product.get<ObjectAnswer>(`/object?${query}`);
    for (const line of [`kind: ${kind}`, `  uid: ${uid}`])
      if (!yaml.split('\n').includes(line)) lines.push(`${kind} ${name} has no line "${line}"`);
    if (/^ *(managedFields|env|args|command):/m.test(yaml)) lines.push(`${kind} ${name} shows what is to be left out`);
  }
  return { name: '/object gives a Service, a node and a pod as they are', differences: lines };
}
