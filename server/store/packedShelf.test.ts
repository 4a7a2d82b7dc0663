import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { EndpointSliceRecord, PodRecord } from '../records/records.ts';
import { packedShelves } from './layouts.ts';
import { Words } from './rows/words.ts';

const odd = fc.oneof(
  fc.constantFrom('10.0.0.1', 'fd00::1', '010.0.0.1', 'FD00::1', '::ffff:10.0.0.1', 'None', '', 'a%eth0', '2001:db8:0:0:0:0:0:1'),
  fc.ipV4(),
  fc.ipV6(),
  fc.string({ unit: 'grapheme', maxLength: 12 }),
);
const few = fc.constantFrom('', 'node-1', 'node-2', 'ноде-3', 'zone-a');
const named = {
  uid: fc.oneof(fc.uuid(), fc.constantFrom('', 'UID', '0F9E1C4A-1111-4222-8333-444455556666', '0f9e1c4a-1111-4222-8333-4444555566667')),
  resourceVersion: fc.oneof(
    fc.nat().map(String),
    fc.constantFrom('', '007', '0', '999999999999999', '1000000000000000', '99999999999999999999', 'opaque'),
  ),
  namespace: fc.constantFrom('', 'default', 'a'),
  name: fc.constantFrom('x', 'y', 'web-0', 'ü', 'z/z'),
  createdAt: fc.oneof(fc.constantFrom(0, 1_764_000_000_000, 1_764_000_000_123, -1000, Number.NaN), fc.integer()),
  deletedAt: fc.constantFrom(0, 1_764_000_001_000),
};

const pods: fc.Arbitrary<PodRecord> = fc.record({
  kind: fc.constant('Pod' as const),
  ...named,
  nodeName: few,
  hostNetwork: fc.boolean(),
  phase: fc.constantFrom('Pending', 'Running', 'Succeeded', 'Failed', 'Unknown'),
  ready: fc.boolean(),
  podIPs: fc.array(odd, { maxLength: 3 }),
  hostIPs: fc.array(odd, { maxLength: 2 }),
  controlPlaneArgs: fc.array(fc.string(), { maxLength: 2 }),
  interfaces: fc.array(
    fc.record({ network: few, interface: few, ips: fc.array(odd, { maxLength: 2 }), subnets: fc.array(odd, { maxLength: 2 }) }),
    { maxLength: 2 },
  ),
  owner: few,
});

const slices: fc.Arbitrary<EndpointSliceRecord> = fc.record({
  kind: fc.constant('EndpointSlice' as const),
  ...named,
  serviceName: few,
  managedBy: few,
  addressType: fc.constantFrom('IPv4', 'IPv6', 'FQDN', ''),
  endpoints: fc.array(
    fc.record({
      addresses: fc.array(odd, { maxLength: 2 }),
      ready: fc.boolean(),
      serving: fc.boolean(),
      terminating: fc.boolean(),
      nodeName: few,
      zone: few,
      targetKind: fc.constantFrom('', 'Pod'),
      targetNamespace: few,
      targetName: odd,
    }),
    { maxLength: 400 },
  ),
});

const keyOf = ({ namespace, name }: { namespace: string; name: string }) => (namespace === '' ? name : `${namespace}/${name}`);
const withoutVersion = (record: object | undefined) => record && { ...record, resourceVersion: '' };
const step = <R>(records: fc.Arbitrary<R>) =>
  fc.oneof({ weight: 3, arbitrary: fc.record({ put: records }) }, fc.record({ remove: records }));

describe('records in rows', () => {
  test.each([
    ['Pod', pods],
    ['EndpointSlice', slices],
  ] as const)('%s: whatever is put, changed and removed, what comes out is what the same steps leave in a Map', (kind, records) => {
    fc.assert(
      fc.property(fc.array(step<PodRecord | EndpointSliceRecord>(records), { maxLength: 60 }), (steps) => {
        const words = new Words();
        const shelf = packedShelves(words)[kind];
        const put = shelf.put.bind(shelf) as (key: string, record: object) => ReturnType<typeof shelf.put>;
        const map = new Map<string, PodRecord | EndpointSliceRecord>();
        const ids = new Map<string, number>();
        for (const one of steps) {
          const key = keyOf('put' in one ? one.put : one.remove);
          const held = map.get(key);
          if ('put' in one) {
            const same = held !== undefined && Object.is(JSON.stringify(withoutVersion(held)), JSON.stringify(withoutVersion(one.put)));
            const told = put(key, one.put);
            if (same) expect(told).toBeUndefined();
            else expect(told?.before).toEqual(held);
            map.set(key, one.put);
            ids.set(key, shelf.idOf(key) as number);
          } else {
            const told = shelf.remove(key);
            expect(told?.before).toEqual(held);
            if (told) {
              expect(shelf.keys.key(told.id)).toBe(key);
              shelf.release(told.id);
            }
            map.delete(key);
            ids.delete(key);
          }
        }
        expect(shelf.size).toBe(map.size);
        expect([...shelf.all()]).toHaveLength(map.size);
        for (const [key, record] of map) {
          expect(shelf.get(key)).toEqual(record);
          expect(shelf.idOf(key)).toBe(ids.get(key));
          expect(shelf.versionOf(key)).toEqual({ uid: record.uid, resourceVersion: record.resourceVersion });
        }
        // Texts that no row has any more are forgotten.
        for (const key of [...map.keys()]) shelf.remove(key);
        expect(words.size).toBe(0);
      }),
      { numRuns: 150 },
    );
  });

  test('a version that says the same is no change, and its resourceVersion is taken over', () => {
    const shelf = packedShelves(new Words()).Pod;
    const pod = fc.sample(pods, { numRuns: 1, seed: 7 })[0] as PodRecord satisfies PodRecord;
    shelf.put('a', { ...pod, namespace: '', name: 'a', resourceVersion: '1' });
    expect(shelf.saysTheSame('a', { ...pod, namespace: '', name: 'a', resourceVersion: '2' })).toBe(true);
    expect(shelf.put('a', { ...pod, namespace: '', name: 'a', resourceVersion: '2' })).toBeUndefined();
    expect(shelf.get('a')?.resourceVersion).toBe('2');
    expect(shelf.put('a', { ...pod, namespace: '', name: 'a', ready: !pod.ready })).toMatchObject({ id: 0, before: { ready: pod.ready } });
  });
});
