import { expect, test } from 'vitest';
import { modelOf, namespace, node, pod, service, serviceCIDR } from './samples.ts';

const { model } = modelOf(
  namespace('web'),
  node('web-1', { addresses: [{ type: 'InternalIP', address: '192.168.0.1' }] }),
  service('shop/web', ['10.96.0.9', 'FD00:96::9']),
  serviceCIDR('k', ['10.96.0.0/24']),
  pod('shop/web-abc', 'web-1', ['10.244.0.5', 'FD00::5']),
  pod('web/api', 'web-1', []),
  pod('other/my-web', 'web-1', []),
);

const hits = (text: string) =>
  model.search(text).items.map(({ object: { kind, namespace: of, name } }) => `${kind} ${of ? `${of}/` : ''}${name}`);

test('names: exact ones first, then those that begin so, then those that contain it', () => {
  expect(hits('web')).toEqual(['Namespace web', 'Service shop/web', 'Node web-1', 'Pod shop/web-abc', 'Pod web/api', 'Pod other/my-web']);
  expect(hits(' WEB ')).toEqual(hits('web'));
  expect(hits('shop/web')).toEqual(['Service shop/web', 'Pod shop/web-abc']);
  expect(hits('never')).toEqual([]);
});

test('a hit comes with its addresses in canonical text', () => {
  expect(model.search('shop/web').items).toEqual([
    { object: { kind: 'Service', namespace: 'shop', name: 'web' }, match: 'name', addresses: ['10.96.0.9', 'fd00:96::9'] },
    { object: { kind: 'Pod', namespace: 'shop', name: 'web-abc' }, match: 'name', addresses: ['10.244.0.5', 'fd00::5'] },
  ]);
});

test.each([
  ['10.244.0.5', '10.244.0.5'],
  ['fd00:0:0:0:0:0:0:5', 'fd00::5'],
  ['FD00::0005', 'fd00::5'],
  ['::ffff:10.244.0.5', '10.244.0.5'],
  ['::ffff:af4:5', '10.244.0.5'],
])('%s is the address %s', (text, canonical) => {
  const answer = model.search(text);
  expect(answer).toMatchObject({
    query: text,
    as: 'address',
    cidr: null,
    total: 0,
    items: [],
    address: { address: canonical, state: 'in-use' },
  });
  expect(answer.address?.holders[0]?.object.name).toBe('web-abc');
});

test('a CIDR says its pools and how much of it is in use; host bits are forgiven', () => {
  expect(model.search('10.96.0.9/25')).toMatchObject({
    as: 'cidr',
    address: null,
    cidr: { cidr: '10.96.0.0/25', family: 'IPv4', pools: ['service/k/10.96.0.0-24'], inUse: '1' },
  });
});

test.each(['010.0.0.1', 'fe80::1%eth0', '1.2.3.4/33', '%', '\u0000', '', '   ', 'a'.repeat(5000), '__proto__'])(
  '%j is a name that nothing has',
  (text) => {
    expect(model.search(text)).toEqual({ query: text.trim(), as: 'name', address: null, cidr: null, total: 0, items: [] });
  },
);

test('of thousands that match, the first twenty by name are shown and all are counted', () => {
  const many = Array.from({ length: 3000 }, (_, i) => pod(`x/p-${String((i * 7919) % 3000).padStart(4, '0')}`, '', []));
  const answer = modelOf(...many).model.search('p-');
  expect(answer.total).toBe(3000);
  expect(answer.items.map(({ object }) => object.name)).toEqual(Array.from({ length: 20 }, (_, i) => `p-${String(i).padStart(4, '0')}`));
});

test('what has gone is not found', () => {
  const { store, model: other } = modelOf(pod('x/one', '', []), pod('x/two', '', []));
  store.apply([{ remove: { kind: 'Pod', key: 'x/one' } }]);
  expect(other.search('x/').items.map(({ object }) => object.name)).toEqual(['two']);
});
