import { expect, test } from 'vitest';
import type { AnyRecord } from '../records/records.ts';
import { addressOfText as address, endpoint, ipAddress, modelOf, node, pod, service, serviceCIDR, slice } from './samples.ts';

const internal = (text: string) => [{ type: 'InternalIP', address: text }];

test('a pod address: who, since when, in which pool and block, with its neighbours', () => {
  const { model } = modelOf(
    node('a', { podCIDRs: ['10.244.0.0/24'] }),
    pod('x/one', 'a', ['10.244.0.5', 'fd00::5']),
    pod('x/two', 'a', ['10.244.0.9']),
    pod('x/far', 'b', ['10.99.0.1']),
  );
  expect(model.address(address('10.244.0.5'))).toEqual({
    address: '10.244.0.5',
    family: 'IPv4',
    special: 'Private use, RFC 1918',
    holders: [
      {
        object: { kind: 'Pod', namespace: 'x', name: 'one' },
        as: 'podIP',
        pool: 'pod/nodes/10.244.0.0-24',
        since: '2023-11-14T22:13:20.000Z',
        state: 'live',
        by: null,
        note: null,
      },
    ],
    pools: ['pod/nodes/10.244.0.0-24'],
    block: { cidr: '10.244.0.0/24', node: 'a' },
    state: 'in-use',
    before: null,
    after: '10.244.0.9',
    around: null,
  });
  expect(model.address(address('::ffff:10.244.0.9'))).toMatchObject({
    address: '10.244.0.9',
    family: 'IPv4',
    before: '10.244.0.5',
    after: null,
  });
  expect(model.address(address('192.0.2.1'))).toMatchObject({
    state: 'outside',
    before: '10.244.0.9',
    after: null,
    pools: [],
    block: null,
  });
});

test.each([
  ['10.244.0.1', 'reserved', 'the gateway of a block'],
  ['10.244.0.7', 'free', 'inside a block'],
  ['10.244.0.8', 'terminated', 'a Job that has ended keeps it in its status'],
  ['10.96.0.0', 'reserved', 'the network address of a Service range'],
  ['10.96.0.255', 'reserved', 'its last address'],
  ['10.96.0.4', 'free', 'inside a Service range'],
  ['10.96.0.5', 'leaked', 'an IPAddress object without its Service'],
  ['198.51.100.1', 'outside', 'an endpoint outside the cluster holds nothing'],
])('%s is %s: %s', (text, state) => {
  const { model } = modelOf(
    node('a', { podCIDRs: ['10.244.0.0/24'] }),
    serviceCIDR('k', ['10.96.0.0/24']),
    pod('x/job', 'a', ['10.244.0.8'], { phase: 'Succeeded' }),
    ipAddress('10.96.0.5', 'x/gone'),
    slice('x/db', 'a', 'IPv4', [endpoint('198.51.100.1')]),
  );
  expect(model.address(address(text)).state).toBe(state);
});

test('the edge of an inner Service range is an ordinary address of the wider one', () => {
  const { model } = modelOf(serviceCIDR('wide', ['10.96.0.0/16']), serviceCIDR('inner', ['10.96.4.0/24']));
  expect(model.address(address('10.96.4.0'))).toMatchObject({
    state: 'free',
    pools: ['service/inner/10.96.4.0-24', 'service/wide/10.96.0.0-16'],
  });
});

const x = '10.0.0.9';
const conflicts: [string, 'conflict' | 'in-use', AnyRecord[], string?][] = [
  ['two pods on the pod network', 'conflict', [pod('x/a', 'n', [x]), pod('x/b', 'n', [x])]],
  ['two Services, spelt apart', 'conflict', [service('x/a', ['FD00::9']), service('x/b', ['fd00::9'])], 'fd00::9'],
  ['a pod and a Service', 'conflict', [pod('x/a', 'n', [x]), service('x/b', [x])]],
  ['a pod and an IPAddress object', 'conflict', [pod('x/a', 'n', [x]), ipAddress(x, 'x/b')]],
  ['a pod and a node', 'conflict', [pod('x/a', 'n', [x]), node('n', { addresses: internal(x) })]],
  ['two nodes', 'conflict', [node('m', { addresses: internal(x) }), node('n', { addresses: internal(x) })]],
  ['a Service and its IPAddress object', 'in-use', [service('x/a', [x]), ipAddress(x, 'x/a')]],
  [
    'a node and its host-network pods',
    'in-use',
    [node('n', { addresses: internal(x) }), pod('x/a', 'n', [x], { hostNetwork: true }), pod('x/b', 'n', [x], { hostNetwork: true })],
  ],
  ['a pod and one that has ended', 'in-use', [pod('x/a', 'n', [x]), pod('x/b', 'n', [x], { phase: 'Failed' })]],
  [
    'a load balancer shared by two Services',
    'in-use',
    ['x/a', 'x/b'].map((name) => service(name, [], { loadBalancer: [{ ip: x, hostname: '', ipMode: '' }] })),
  ],
  [
    'a load balancer at a node address',
    'in-use',
    [node('n', { addresses: internal(x) }), service('x/a', [], { loadBalancer: [{ ip: x, hostname: '', ipMode: '' }] })],
  ],
  [
    'external addresses of two nodes behind one NAT',
    'in-use',
    ['m', 'n'].map((name) => node(name, { addresses: [{ type: 'ExternalIP', address: x }] })),
  ],
  ['a pod and its endpoint', 'in-use', [pod('x/a', 'n', [x]), slice('x/s', 'a', 'IPv4', [endpoint(x)])]],
];

test.each(conflicts)('%s: %s', (_, state, records, text = x) => {
  const { store, model } = modelOf(...records);
  expect(model.address(address(text)).state).toBe(state);
  store.apply(
    records.slice(1).map(({ kind, namespace, name }) => ({ remove: { kind, key: namespace === '' ? name : `${namespace}/${name}` } })),
  );
  expect(model.address(address(text)).state).toBe('in-use');
});

test.each([
  ['its Service is gone', 'leaked', { put: ipAddress('10.96.0.9', 'x/gone') }],
  ['its Service has another address', 'leaked', { put: ipAddress('10.96.0.9', 'x/other') }],
  ['its Service has it', 'in-use', { put: ipAddress('10.96.0.1', 'x/other') }],
  ['it stands for an object of another kind', 'in-use', { put: { ...ipAddress('10.96.0.9', 'x/gate'), parentResource: 'gateways' } }],
] as const)('an IPAddress object, %s: %s', (_, state, edit) => {
  const { store, model } = modelOf(serviceCIDR('kubernetes', ['10.96.0.0/24']), service('x/other', ['10.96.0.1']));
  store.apply([edit]);
  expect(model.address(address(edit.put.name)).state).toBe(state);
  const flags = state === 'leaked' ? ['leaked'] : [];
  expect(model.map({ ...address(edit.put.name), prefixLength: 32 })?.cells[0]?.flags).toEqual(flags);
  store.setReading('Service', { state: 'forbidden' });
  expect(model.address(address(edit.put.name)).state).toBe('in-use');
});

test('every holder is listed, the live ones first, each as what it is', () => {
  const { model } = modelOf(
    node('n', { addresses: internal(x) }),
    pod('k/proxy', 'n', [x], { hostNetwork: true, deletedAt: 7 }),
    pod('k/new', 'n', [x], { phase: 'Pending', hostNetwork: true }),
    service('k/lb', [], { externalIPs: [x], loadBalancer: [{ ip: x, hostname: '', ipMode: 'VIP' }] }),
    pod('k/old', 'n', [x], { phase: 'Failed' }),
    slice('k/s', 'a', 'IPv4', [endpoint(x), endpoint(x)]),
  );
  expect(model.address(address(x)).holders.map(({ object, as, state }) => [object.name, as, state])).toEqual([
    ['new', 'hostIP', 'pending'],
    ['proxy', 'hostIP', 'terminating'],
    ['n', 'nodeAddress', 'live'],
    ['lb', 'loadBalancer', 'live'],
    ['lb', 'externalIP', 'live'],
    ['old', 'podIP', 'terminated'],
    ['s-a', 'endpoint', 'live'],
  ]);
});

test('a text that is no address is counted and left out', () => {
  const { store, model } = modelOf(node('n', { addresses: internal('') }), pod('x/a', 'n', ['what', '010.0.0.9']));
  expect(model.unreadable).toBe(2);
  expect(model.address(address(x)).holders).toHaveLength(1);
  store.apply([{ remove: { kind: 'Pod', key: 'x/a' } }]);
  expect(model.unreadable).toBe(1);
});
