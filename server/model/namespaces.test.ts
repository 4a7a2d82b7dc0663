import { expect, test } from 'vitest';
import { modelOf, namespace, service } from './samples.ts';

const some = [
  namespace('shop'),
  namespace('back'),
  namespace('empty'),
  service('shop/web', ['10.96.0.1']),
  service('shop/api', ['10.96.0.2']),
  service('back/db', ['None']),
];

test.each([
  [{}, ['back', 'empty', 'shop']],
  [{ q: 'P' }, ['empty', 'shop']],
  [{ q: ' sho ' }, ['shop']],
  [{ q: 'never' }, []],
  [{ sort: '-name' }, ['shop', 'empty', 'back']],
  [{ sort: 'services' }, ['empty', 'back', 'shop']],
  [{ sort: '-services' }, ['shop', 'back', 'empty']],
] as const)('namespaces asked for with %j: %j', (query, names) => {
  const { model } = modelOf(...some);
  expect(model.namespaces(query).items.map(({ name }) => name)).toEqual(names);
  expect(model.namespaces(query).total).toBe(names.length);
});

test('page by page, each namespace once', () => {
  const { model } = modelOf(...some);
  const first = model.namespaces({ limit: 2, sort: '-services' });
  expect(first).toMatchObject({
    total: 3,
    items: [
      { name: 'shop', services: 2 },
      { name: 'back', services: 1 },
    ],
  });
  expect(model.namespaces({ limit: 2, sort: '-services', cursor: first.next ?? '' })).toEqual({
    total: 3,
    items: [{ name: 'empty', services: 0 }],
    next: null,
  });
  expect(() => model.namespaces({ sort: 'createdAt' })).toThrow('sort is one of name, services');
});

test('Services that come, change and go are counted where they are', () => {
  const { store, model } = modelOf(namespace('shop'), service('shop/web', ['10.96.0.1']));
  const count = () => model.namespaces().items[0]?.services;
  store.apply([{ put: service('shop/api', ['10.96.0.2']) }, { put: service('shop/web', ['10.96.0.9'], { uid: 'again' }) }]);
  expect(count()).toBe(2);
  store.apply([{ remove: { kind: 'Service', key: 'shop/web' } }]);
  expect(count()).toBe(1);
  store.replace('Service', []);
  expect(count()).toBe(0);
});

test('a Service may come before its Namespace, which is listed once it is there', () => {
  const { store, model } = modelOf(service('new/web', ['10.96.0.1']));
  expect(model.namespaces()).toEqual({ total: 0, items: [], next: null });
  store.apply([{ put: namespace('new') }]);
  expect(model.namespaces().items).toEqual([{ name: 'new', services: 1 }]);
});
