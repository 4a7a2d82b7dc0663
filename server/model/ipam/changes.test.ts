import fc from 'fast-check';
import { expect, test } from 'vitest';
import { parseAddress } from '../../../shared/net/address.ts';
import { parseCidr } from '../../../shared/net/cidr.ts';
import { type AnyRecord, keyOf, kinds } from '../../records/records.ts';
import { type Edit, Store } from '../../store/store.ts';
import { expectedOfCluster, recordsOfCluster } from '../../testing/recordedCluster.ts';
import { Model } from '../model.ts';

const all = recordsOfCluster();
const addresses = expectedOfCluster().pools.flatMap(({ holders, leaked }) => [
  ...Object.keys(holders ?? {}),
  ...leaked.map(({ address }) => address),
]);
const prefixes = [
  '10.48.0.0/24',
  '10.60.0.0/24',
  '10.70.0.0/24',
  '10.80.0.0/20',
  '172.16.0.0/12',
  '192.168.0.0/16',
  'fd00::/16',
  '10.244.0.0/16',
];

/** Everything that is asked of a cluster, but for what is told of when it was told. */
function answers(model: Model) {
  return {
    pools: model.pools({ limit: 1000 }).items,
    nodes: model.nodes({ limit: 1000 }).items,
    addresses: addresses.map((text) => {
      const address = parseAddress(text);
      return address && model.address(address);
    }),
    maps: prefixes.flatMap((text) => {
      const cidr = parseCidr(text);
      return cidr ? [model.map(cidr)?.cells] : [];
    }),
    unreadable: model.unreadable,
  };
}

let version = 0;
const changed = (record: AnyRecord, patch: object = {}): AnyRecord => ({ ...record, ...patch, resourceVersion: `x${++version}` });

/** An object goes, comes, or comes back changed: its pod ends or loses its addresses, its block or pool is deleted or disabled. */
const edit: fc.Arbitrary<Edit> = fc.tuple(fc.constantFrom(...all), fc.nat(5)).map(([record, what]) => {
  if (what < 2) return { remove: { kind: record.kind, key: keyOf(record) } };
  if (what === 2 && record.kind === 'Pod') return { put: changed(record, { phase: 'Succeeded' }) };
  if (what === 3 && record.kind === 'Pod') return { put: changed(record, { podIPs: [], interfaces: [] }) };
  if (what === 2 && record.kind === 'IPAMBlock.crd.projectcalico.org')
    return { put: changed(record, { allocations: record.allocations.slice(2) }) };
  if (what === 3 && record.kind === 'IPAMBlock.crd.projectcalico.org') return { put: changed(record, { deleted: true }) };
  if (what === 2 && record.kind === 'IPPool.crd.projectcalico.org') return { put: changed(record, { disabled: true }) };
  if (what === 2 && record.kind === 'Node') return { put: changed(record, { podCIDRs: [] }) };
  return { put: changed(record) };
});

test('whatever objects of CNIs come, change and go, the model answers as one that is made of what is left', () => {
  fc.assert(
    fc.property(fc.array(fc.array(edit, { minLength: 1, maxLength: 8 }), { maxLength: 12 }), fc.boolean(), (batches, ask) => {
      const store = new Store(1);
      for (const kind of kinds) store.setReading(kind, { state: 'synced' });
      const model = new Model(store);
      store.apply(all.map((record) => ({ put: record })));
      for (const batch of batches) {
        store.apply(batch);
        // Asking in between must not leave anything behind that later answers rest on.
        if (ask) model.pools();
      }
      expect(answers(model)).toEqual(answers(new Model(store)));
    }),
    { numRuns: 60 },
  );
});

test('after all of it is gone nothing is left', () => {
  const store = new Store(1);
  const model = new Model(store);
  store.apply(all.map((record) => ({ put: record })));
  for (const kind of kinds) store.replace(kind, []);
  expect(answers(model)).toEqual(answers(new Model(new Store(1))));
});
