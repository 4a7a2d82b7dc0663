import { describe, expect, test } from 'vitest';
import { calicoBlock, calicoPool, object } from '../ipam/samples.ts';
import { modelOf, modelWith, node, pod, service, subjectsOf } from '../samples.ts';

const nodes = [node('a'), node('b')];
const held = (ordinal: number, name: string, of: string) => [ordinal, { namespace: 'x', pod: name, node: of }] as const;
const key = '10-48-0-0-26';

describe('an address that is leaked', () => {
  const code = 'cni-address-leaked';

  test('is one that is written down for a pod that is gone, until it is released', () => {
    const block = (...taken: Parameters<typeof calicoBlock>[2][number][]) => calicoBlock('10.48.0.0/26', 'a', taken);
    const { store, model } = modelOf(
      ...nodes,
      calicoPool('default', '10.48.0.0/24'),
      block(held(1, 'here', 'a'), held(2, 'gone', 'a')),
      pod('x/here', 'a', ['10.48.0.1']),
    );
    expect(subjectsOf(model, code)).toEqual(['10.48.0.2']);
    expect(model.findings({ code }).items[0]).toMatchObject({
      title: '10.48.0.2 is leaked: written down for Pod x/gone',
      detail: `IPAMBlock ${key} has it as taken, for Pod x/gone, which is gone. It is given to nobody else until it is released.`,
      objects: [{ kind: 'IPAMBlock', group: 'crd.projectcalico.org', name: key }],
      pools: ['pod/calico.default/IPv4'],
      address: '10.48.0.2',
    });
    store.apply([{ put: block(held(1, 'here', 'a')) }]);
    expect(subjectsOf(model, code)).toEqual([]);
    store.apply([{ remove: { kind: 'Pod', key: 'x/here' } }]);
    expect(subjectsOf(model, code)).toEqual(['10.48.0.1']);
  });

  test('is none of a pod that has no address yet, and none where pods are not read', () => {
    const { store, model } = modelOf(calicoBlock('10.48.0.0/26', 'a', [held(1, 'new', 'a')]), pod('x/new', 'a', [], { phase: 'Pending' }));
    expect(subjectsOf(model, code)).toEqual([]);
    store.apply([{ remove: { kind: 'Pod', key: 'x/new' } }]);
    expect(subjectsOf(model, code)).toEqual(['10.48.0.1']);
    store.setReading('Pod', { state: 'forbidden' });
    expect(subjectsOf(model, code)).toEqual([]);
  });
});

test('an address is borrowed while another node has it than the one whose block it is of', () => {
  const code = 'cni-address-borrowed';
  const { store, model } = modelOf(
    ...nodes,
    calicoBlock('10.48.0.0/26', 'a', [held(1, 'own', 'a'), held(2, 'lent', 'b')]),
    pod('x/own', 'a', ['10.48.0.1']),
    pod('x/lent', 'b', ['10.48.0.2']),
  );
  expect(subjectsOf(model, code)).toEqual([`${key} 10.48.0.2`]);
  expect(model.findings({ code }).items[0]).toMatchObject({
    title: '10.48.0.2 on node b is borrowed from a block of node a',
    objects: [
      { kind: 'IPAMBlock', group: 'crd.projectcalico.org', name: key },
      { kind: 'Node', name: 'b' },
      { kind: 'Pod', namespace: 'x', name: 'lent' },
    ],
    address: '10.48.0.2',
  });
  store.apply([{ put: calicoBlock('10.48.0.0/26', 'a', [held(1, 'own', 'a')]) }]);
  expect(subjectsOf(model, code)).toEqual([]);
});

test('a handle is leaked while it counts more in a block than the block has for it', () => {
  const code = 'cni-handle-leaked';
  const handle = object('IPAMHandle.crd.projectcalico.org', 'net.c1', {
    handle: 'net.C1',
    deleted: false,
    blocks: [{ cidr: '10.48.0.0/26', count: 2 }],
  });
  const one = { namespace: 'x', pod: 'p', node: 'a', handle: 'net.C1' };
  const { store, model } = modelOf(calicoBlock('10.48.0.0/26', 'a', [[1, one]]), handle);
  expect(subjectsOf(model, code)).toEqual(['net.c1']);
  expect(model.findings({ code }).items[0]?.detail).toBe('It counts 2 addresses in 10.48.0.0/26, where 1 is.');
  store.apply([
    {
      put: calicoBlock('10.48.0.0/26', 'a', [
        [1, one],
        [2, one],
      ]),
    },
  ]);
  expect(subjectsOf(model, code)).toEqual([]);
  store.apply([{ remove: { kind: 'IPAMBlock.crd.projectcalico.org', key } }]);
  expect(subjectsOf(model, code)).toEqual(['net.c1']);
  store.apply([{ remove: { kind: 'IPAMHandle.crd.projectcalico.org', key: 'net.c1' } }]);
  expect(subjectsOf(model, code)).toEqual([]);
});

test('a pool of Calico has no block left for another node while all of them are claimed', () => {
  const code = 'pod-blocks-claimed';
  const { store, model } = modelOf(
    ...nodes,
    calicoPool('small', '10.48.0.0/25'),
    calicoBlock('10.48.0.0/26', 'a', []),
    calicoBlock('10.48.0.64/26', 'b', []),
  );
  expect(subjectsOf(model, code)).toEqual(['pod/calico.small/IPv4']);
  expect(model.findings({ code }).items[0]?.objects).toEqual([{ kind: 'IPPool', group: 'crd.projectcalico.org', name: 'small' }]);
  expect(subjectsOf(model, 'pod-blocks-full')).toEqual([]);
  store.apply([{ remove: { kind: 'IPAMBlock.crd.projectcalico.org', key: '10-48-0-64-26' } }]);
  expect(subjectsOf(model, code)).toEqual([]);
});

describe('a pool that is one flat space', () => {
  const vips = (...addresses: string[]) =>
    object('IPAddressPool.metallb.io', 'metallb-system/vips', { addresses, autoAssign: true, avoidBuggyIPs: false });
  const balanced = (n: number) =>
    service(`x/${n}`, [`10.96.0.${n}`], { type: 'LoadBalancer', loadBalancer: [{ ip: `203.0.113.${n}`, hostname: '', ipMode: '' }] });
  const services = (count: number) => Array.from({ length: count }, (_, i) => balanced(i));

  test('is nearly full from 80 % on, and full at its last address', () => {
    const { store, model } = modelOf(vips('203.0.113.0-203.0.113.9'), ...services(7));
    const found = () => [subjectsOf(model, 'pool-nearly-full'), subjectsOf(model, 'pool-full')];
    const id = 'loadBalancer/metallb.metallb-system.vips/IPv4';
    expect(found()).toEqual([[], []]);
    store.apply([{ put: balanced(7) }]);
    expect(found()).toEqual([[id], []]);
    expect(model.findings({ code: 'pool-nearly-full' }).items[0]?.detail).toBe('8 of 10 usable addresses are taken (80 %), free: 2.');
    store.apply([{ put: balanced(8) }, { put: balanced(9) }]);
    expect(found()).toEqual([[], [id]]);
    expect(model.findings({ code: 'pool-full' }).items[0]).toMatchObject({
      detail: 'All 10 usable addresses are taken. The next Service of type LoadBalancer that needs it stays without an address.',
      objects: [{ kind: 'IPAddressPool', group: 'metallb.io', namespace: 'metallb-system', name: 'vips' }],
    });
    store.apply([{ put: vips('203.0.113.0-203.0.113.9', '198.51.100.0/24') }]);
    expect(found()).toEqual([[], []]);
  });

  test('is nearly full where the threshold says', () => {
    expect(subjectsOf(modelWith({ warnAt: 50 }, vips('203.0.113.0-203.0.113.9'), ...services(5)).model, 'pool-nearly-full')).toHaveLength(
      1,
    );
  });

  test('overlaps a Service range, but not the network of the nodes that it is in', () => {
    const at = (name: string, address: string) => node(name, { addresses: [{ type: 'InternalIP', address }] });
    const { model } = modelOf(vips('192.168.0.100-192.168.0.120'), at('a', '192.168.0.1'), at('b', '192.168.0.200'));
    expect(subjectsOf(model, 'pool-overlaps-pool')).toEqual([]);
  });
});

test('two pods with one address of a secondary network disagree within that network alone', () => {
  const on = (name: string, network: string) =>
    pod(name, 'a', [], { interfaces: [{ network, interface: 'net1', ips: ['10.90.0.10'], subnets: [] }] });
  const { store, model } = modelOf(on('x/m0', 'x/rack'), on('x/m1', 'x/other'));
  expect(subjectsOf(model, 'address-held-twice')).toEqual([]);
  store.apply([{ put: on('x/m1', 'x/rack') }]);
  expect(subjectsOf(model, 'address-held-twice')).toEqual(['10.90.0.10']);
  store.apply([{ remove: { kind: 'Pod', key: 'x/m0' } }]);
  expect(subjectsOf(model, 'address-held-twice')).toEqual([]);
});
