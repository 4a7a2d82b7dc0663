import { expect, test } from 'vitest';
import { parseAddress } from '../../../shared/net/address.ts';
import { formatAddressRange, parseAddressRange } from '../../../shared/net/addressRange.ts';
import { expectedOfCluster, recordsOfCluster } from '../../testing/recordedCluster.ts';
import { modelOf } from '../samples.ts';

const expected = expectedOfCluster();
const { model } = modelOf(...recordsOfCluster());
const pools = model.pools({ limit: 1000 }).items;

function stateOf(text: string) {
  const address = parseAddress(text);
  return address && model.address(address).state;
}

function canonical(range: string): string {
  const read = parseAddressRange(range);
  return read ? formatAddressRange(read) : range;
}

test.each(expected.pools.map((pool) => [`${pool.source.kind} ${pool.source.name} ${pool.family}`, pool] as const))('%s', (_, wanted) => {
  const { apiVersion, kind, name, namespace } = wanted.source;
  const object = { kind, group: apiVersion?.split('/')[0], ...(namespace === undefined ? {} : { namespace }), name };
  const pool = pools.find((one) =>
    apiVersion === undefined
      ? one.kind === 'pod' && one.object === null && one.ranges[0] === name
      : one.family === wanted.family && JSON.stringify(one.object) === JSON.stringify(object),
  );
  expect(pool && { ...pool.addresses, use: pool.kind, ranges: pool.ranges, blocks: pool.blocks }).toEqual({
    use: wanted.use,
    ranges: wanted.ranges.map(canonical),
    total: wanted.total,
    reserved: wanted.reserved,
    usable: wanted.usable,
    blocks: wanted.blocks,
    handedOut: wanted.handedOut,
    recorded: wanted.recorded,
    inUse: wanted.inUse,
    free: wanted.free,
  });
  expect(wanted.leaked.map(({ address }) => [address, stateOf(address)])).toEqual(wanted.leaked.map(({ address }) => [address, 'leaked']));
  expect(wanted.conflicts.map(({ address }) => [address, stateOf(address)])).toEqual(
    wanted.conflicts.map(({ address }) => [address, 'conflict']),
  );
  for (const address of Object.keys(wanted.holders ?? {})) expect([address, stateOf(address)]).not.toContain('free');
});

test.each(expected.addresses)('the address $address', ({ address: text, state, as }) => {
  const address = parseAddress(text);
  if (!address) throw new Error(text);
  const answer = model.address(address);
  if (state !== undefined) expect(answer.state).toBe(state);
  if (as !== undefined) expect(answer.holders.map((holder) => holder.as)).toContain(as);
});

test.each(['IPv4', 'IPv6'] as const)('the Service range of %s', (family) => {
  const { range, inUse } = expected.serviceRanges[family];
  const pool = pools.find((one) => one.kind === 'service' && one.family === family);
  expect([pool?.ranges, pool?.addresses.inUse]).toEqual([[range], inUse]);
});

test('there are no pools but those that are expected, Service ranges, node networks and what claims of devices show', () => {
  const others = pools.filter(({ object, kind }) => object === null && kind !== 'node').map(({ id }) => id);
  expect(others).toEqual([
    'pod/cluster-cidr/10.244.0.0-16',
    'pod/cluster-cidr/fd00:244::-48',
    'secondary/dra.10.95.0.0-24/IPv4',
    'secondary/dra.fd00:95::-64/IPv6',
  ]);
});
