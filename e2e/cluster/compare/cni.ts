import type { AddressAnswer } from '../../../shared/wire/addresses.ts';
import type { Reference } from '../../../shared/wire/basics.ts';
import type { Finding } from '../../../shared/wire/findings.ts';
import type { Pool } from '../../../shared/wire/pools.ts';
import type { Service } from '../../../shared/wire/services.ts';
import type { Compared } from '../agreement.ts';
import { differences } from '../differences.ts';
import { addressOf, addressText, canonical, rangeOf } from '../numbers.ts';
import type { Answers } from '../product.ts';
import { type Expected, type ExpectedPool, namesIn } from '../recount/expected.ts';

/** What expected.json lists among the findings and calls normal: nothing is to be reported of it. */
const normal = ['interface without address'];

/** Every pool, leak, borrowing, conflict and single address that expected.json names; and pools that it does not name. */
export async function compareCni(expected: Expected, product: Answers): Promise<Compared[]> {
  const pools = await product.all<Pool>('/pools');
  const found = await product.all<Finding>('/findings');
  const matched = expected.pools.map((pool) => ({ pool, shown: pools.filter((one) => isOf(pool, one)) }));
  return [
    ...matched.map(({ pool, shown }) => ({ name: `pool ${nameOf(pool)}`, differences: comparePool(pool, shown) })),
    { name: 'no pool beyond those', differences: unexpected(expected, pools, new Set(matched.flatMap(({ shown }) => shown))) },
    ...compareAddressFindings(expected, found),
    ...compareFindings(expected, found),
    ...(await compareAddresses(expected, product)),
    ...(await compareServices(expected, product)),
    ...(['IPv4', 'IPv6'] as const).map((family) => ({
      name: `the ${family} Service range`,
      differences: differences(
        { addresses: { inUse: expected.serviceRanges[family].inUse } },
        pools.find(({ kind, cidr }) => kind === 'service' && cidr === expected.serviceRanges[family].range),
      ),
    })),
  ];
}

const nameOf = ({ source, family }: ExpectedPool) =>
  `${source.kind} ${source.namespace === undefined ? '' : `${source.namespace}/`}${source.name}, ${family}`;

/** By the object that declares it; a range that flags declare, by itself. */
function isOf({ source, family, ranges }: ExpectedPool, pool: Pool): boolean {
  if (pool.family !== family) return false;
  if (source.apiVersion === undefined) return pool.kind === 'pod' && pool.object === null && textOf(pool.ranges) === textOf(ranges);
  const { object } = pool;
  const [group] = source.apiVersion.split('/');
  return object?.kind === source.kind && object.group === group && object.name === source.name && object.namespace === source.namespace;
}

function comparePool(expected: ExpectedPool, shown: readonly Pool[]): string[] {
  const [pool] = shown;
  if (!pool || shown.length > 1) return [`the product has ${shown.length} pools of it: ${shown.map(({ id }) => id).join(', ')}`];
  const { total, reserved, usable, handedOut, recorded, inUse, free } = expected;
  // Where no block is left a node that comes gets none, however many addresses are free.
  const isOutOfBlocks = expected.blocks?.free === 0;
  return [
    ...differences({ kind: expected.use, blocks: expected.blocks, ...(isOutOfBlocks ? { limit: 'blocks' } : {}) }, pool),
    ...differences({ total, reserved, usable, handedOut, recorded, inUse, free }, pool.addresses),
    ...differences(textOf(expected.ranges), textOf(pool.ranges), 'ranges'),
  ];
}

/** Ranges as numbers, in order and with neighbours joined: a-b may be written as a prefix, and two prefixes as a-b. */
function textOf(ranges: readonly string[]): string {
  const ends = ranges.map((text) => {
    if (text.includes('/')) return rangeOf(text);
    const [first = '', last = first] = text.split('-').map((part) => part.trim());
    return { family: addressOf(first).family, first: addressOf(first).value, last: addressOf(last).value };
  });
  const joined: { family: 'IPv4' | 'IPv6'; first: bigint; last: bigint }[] = [];
  for (const { family, first, last } of ends.sort((a, b) => (a.first < b.first ? -1 : 1))) {
    const before = joined.at(-1);
    if (before && before.family === family && first <= before.last + 1n) before.last = last > before.last ? last : before.last;
    else joined.push({ family, first, last });
  }
  return joined.map(({ family, first, last }) => `${addressText(family, first)}-${addressText(family, last)}`).join(' ');
}

function unexpected(expected: Expected, pools: readonly Pool[], known: ReadonlySet<Pool>): string[] {
  const services = Object.values(expected.serviceRanges).map(({ range }) => range);
  const inferred = expected.addresses.flatMap(({ range }) => range?.split(',')[0] ?? []);
  return pools
    .filter((pool) => !known.has(pool) && !services.includes(pool.cidr) && !inferred.includes(pool.cidr))
    .filter(({ kind, object }) => !(kind === 'node' && object === null)) // the network that the nodes are in
    .map(({ id, ranges }) => `${id}, ${ranges.join(' ')}`);
}

/** The addresses that are leaked, borrowed or held twice, each named by a finding, and no others. */
function compareAddressFindings({ pools, addresses }: Expected, found: readonly Finding[]): Compared[] {
  const inState = (state: string) => addresses.filter((one) => one.state === state).map(({ address }) => address);
  const expected: Record<string, string[]> = {
    'cni-address-leaked': [...pools.flatMap(({ leaked }) => leaked.map(({ address }) => address)), ...inState('leaked')],
    'cni-address-borrowed': pools.flatMap(({ borrowed }) => borrowed.map(({ address }) => address)),
    'address-held-twice': [...pools.flatMap(({ conflicts }) => conflicts.map(({ address }) => address)), ...inState('conflict')],
  };
  return Object.entries(expected).map(([code, list]) => {
    const want = new Set(list.map(canonical));
    const shown = new Set(found.filter((one) => one.code === code).flatMap(({ address }) => (address === null ? [] : [address])));
    return {
      name: `/findings of code ${code}`,
      differences: [
        ...[...want.difference(shown)].map((text) => `${text} is missing`),
        ...[...shown.difference(want)].map((text) => `${text} is named, and is none`),
      ],
    };
  });
}

const fullName = ({ namespace, name }: Reference) => (namespace === undefined ? name : `${namespace}/${name}`);

function compareFindings({ findings }: Expected, found: readonly Finding[]): Compared[] {
  return findings
    .filter(({ what }) => !normal.includes(what))
    .map(({ what, object, objects = object === undefined ? [] : [object] }) => {
      const names = objects.map((text) => ({ kind: text.split(' ')[0], name: namesIn(text)[0] }));
      const isAbout = (finding: Finding) =>
        names.every(({ kind, name }) => finding.objects.some((one) => one.kind === kind && fullName(one) === name));
      return { name: `/findings: ${what}`, differences: found.some(isAbout) ? [] : [`no finding names ${objects.join(' and ')}`] };
    });
}

/** /addresses of every address that expected.json names, with who holds it. */
async function compareAddresses(expected: Expected, product: Answers): Promise<Compared[]> {
  const asked = new Map<string, { state?: string; as?: string; kept?: true; holders: string[] }>();
  for (const { leaked, conflicts, holders = {} } of expected.pools) {
    for (const [address, holder] of Object.entries(holders)) {
      // Kept for somebody who is not there: held by a record, in use by nobody.
      asked.set(address, holder.startsWith('kept') ? { kept: true, holders: [] } : { state: 'in-use', holders: namesIn(holder) });
    }
    for (const { address } of leaked) asked.set(address, { state: 'leaked', holders: [] });
    for (const { address, holders: several } of conflicts) asked.set(address, { state: 'conflict', holders: several.flatMap(namesIn) });
  }
  for (const { address, state = 'in-use', as, holder, holders = holder === undefined ? [] : [holder] } of expected.addresses) {
    // Of "pod a/b through ResourceClaim a/c" the pod has it.
    asked.set(address, { state, holders: holders.map((text) => namesIn(text)[0] ?? ''), ...(as === undefined ? {} : { as }) });
  }
  const compared: Compared[] = [];
  for (const [address, { state, as, kept, holders }] of asked) {
    const answer = await product.get<AddressAnswer>(`/addresses/${address}`);
    const names = answer.holders.map(({ object }) => fullName(object));
    compared.push({
      name: `/addresses/${address}`,
      differences: [
        ...(state === undefined ? [] : differences(state, answer.state, 'state')),
        ...holders.filter((name) => !names.includes(name)).map((name) => `${name} is not among its holders: ${names.join(', ')}`),
        ...(kept && !answer.holders.some((one) => one.state === 'kept') ? ['nobody keeps it'] : []),
        ...(as === undefined || answer.holders.some((one) => one.as === as) ? [] : [`nobody holds it as ${as}`]),
      ],
    });
  }
  return compared;
}

async function compareServices({ services }: Expected, product: Answers): Promise<Compared[]> {
  const compared: Compared[] = [];
  for (const { name, loadBalancer, pool } of services) {
    const shown = await product.get<Service>(`/services/${name}`);
    const lines = differences(
      loadBalancer,
      shown.loadBalancer.map(({ ip }) => ip),
    );
    if (pool === null) {
      for (const address of loadBalancer) {
        lines.push(...differences([], (await product.get<AddressAnswer>(`/addresses/${address}`)).pools, `${address} pools`));
      }
    }
    compared.push({ name: `Service ${name}`, differences: lines });
  }
  return compared;
}
