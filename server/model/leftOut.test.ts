import { expect, test } from 'vitest';
import type { NodeRecord } from '../records/records.ts';
import { Store } from '../store/store.ts';
import { Model } from './model.ts';
import type { ModelEvent } from './questions.ts';
import { addressOfText, node, pod } from './samples.ts';

/** A node at which whoever looks at its zone fails: it stands for whatever the model has not foreseen. */
function poison(name: string): NodeRecord {
  const record = node(name, { podCIDRs: ['10.244.9.0/24'] });
  return Object.defineProperty(record, 'podCIDRs', {
    get() {
      throw new Error('a fault of ours');
    },
  });
}

function filled() {
  const store = new Store(1);
  store.apply([{ put: node('n', { podCIDRs: ['10.244.0.0/24'] }) }, { put: pod('a/p', 'n', ['10.244.0.2']) }]);
  return store;
}

const warning = 'Node bad is left out of all answers, because of a fault in the product: a fault of ours';
const names = (model: Model) => model.nodes().items.map(({ name }) => name);

test('an object at which the model fails is left out and told, and the rest of its batch is there', () => {
  const store = filled();
  const faults: string[] = [];
  const events: ModelEvent[] = [];
  const model = new Model(store, { fault: (error) => faults.push(error.message) });
  model.subscribe((event) => events.push(event));
  store.apply([{ put: pod('a/q', 'n', ['10.244.0.3']) }, { put: poison('bad') }, { put: pod('a/r', 'n', ['10.244.0.4']) }]);
  expect(faults).toEqual(['a fault of ours']);
  expect(model.warnings()).toEqual([warning]);
  expect(names(model)).toEqual(['n']);
  expect(model.address(addressOfText('10.244.0.4')).holders).toHaveLength(1);
  expect(events).toEqual([
    { topics: ['pools', 'map', 'addresses', 'services', 'nodes', 'overview', 'findings', 'status'], prefixes: null },
  ]);
  // Later batches go on as if it were not there.
  store.apply([{ put: pod('a/s', 'n', ['10.244.0.5']) }, { remove: { kind: 'Node', key: 'bad' } }]);
  expect(model.address(addressOfText('10.244.0.5')).holders).toHaveLength(1);
  expect(faults).toHaveLength(1);
});

test('the same where the model is made of a store that holds it already', () => {
  const store = filled();
  store.apply([{ put: poison('bad') }]);
  const model = new Model(store);
  expect(model.warnings()).toEqual([warning]);
  expect(names(model)).toEqual(['n']);
});
