import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type AnyRecord, type Kind, keyOf, kinds } from '../../records/records.ts';
import { Store } from '../../store/store.ts';
import { recordsOfCluster } from '../../testing/recordedCluster.ts';
import { Model } from '../model.ts';
import { saidPools, says, shapesPools } from './says.ts';

const all = recordsOfCluster();

/** Texts that are nothing, nearly something, or something of the other family. */
const text = fc.oneof(
  fc.constantFrom('', '10.48.0.0/26', '10.48.0.0/33', '10.0.0.0/-1', '0.0.0.0/0', '::/0', 'fd00::/128', 'fd00:48::1', '10.0.0.9-10.0.0.1'),
  fc.constantFrom('10.0.0.1-fd00::1', '10.48.0.5/24', 'fd00::1..fd00::9', '::ffff:10.0.0.0/104', '/26', '-', 'x/y', '255.255.255.255'),
  fc.string({ maxLength: 60 }),
);
const number = fc.oneof(fc.constantFrom(0, 1, 25, 129, 2 ** 31, 2 ** 53 - 1), fc.nat(), fc.constantFrom(-1));

/** A record of the recorded cluster in which any texts, numbers and switches stand instead of its own. */
function spoiled(value: unknown, key: string): fc.Arbitrary<unknown> {
  if (key === 'kind' || key === 'namespace' || key === 'name') return fc.constant(value);
  if (typeof value === 'string') return fc.oneof(fc.constant(value), text);
  if (typeof value === 'number') return fc.oneof(fc.constant(value), number);
  if (typeof value === 'boolean') return fc.boolean();
  if (Array.isArray(value)) return fc.tuple(...value.map((each) => spoiled(each, '')));
  if (typeof value !== 'object' || value === null) return fc.constant(value);
  return fc.record(Object.fromEntries(Object.entries(value).map(([name, each]) => [name, spoiled(each, name)])));
}

const record = fc
  .constantFrom(...all.filter((record) => shapesPools(record) || record.kind.includes('.') || record.kind === 'Pod'))
  .chain((one) => spoiled(one, '').map((each) => each as AnyRecord));

test('no text, number or switch in an object makes the model throw', () => {
  fc.assert(
    fc.property(fc.array(record, { minLength: 1, maxLength: 6 }), (records) => {
      for (const each of records) says(each);
      const of = <K extends Kind>(kind: K) => records.filter((each) => each.kind === kind) as never;
      saidPools({ all: of, podSubnets: () => ['10.0.0.0/24', 'x'] });
      const store = new Store(1);
      for (const kind of kinds) store.setReading(kind, { state: 'synced' });
      const model = new Model(store);
      store.apply(records.map((put) => ({ put })));
      model.pools({ limit: 1000 });
      store.apply(records.map((each) => ({ remove: { kind: each.kind, key: keyOf(each) } })));
      expect(model.unreadable).toBe(0);
    }),
    { numRuns: 3000 },
  );
});
