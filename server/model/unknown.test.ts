import { describe, expect, test } from 'vitest';
import type { Kind } from '../records/records.ts';
import { initialReading, type Reading } from '../store/reading.ts';
import type { Model } from './model.ts';
import { addressOfText, cidrOfText, endpoint, ipAddress, modelOf, namespace, node, pod, service, serviceCIDR, slice } from './samples.ts';

const podRange = 'pod/cluster-cidr/10.244.0.0-16';
const serviceRange = 'service/kubernetes/10.96.0.0-24';

/** A small cluster whose records are there, as they are half-way through the first read or after a right was taken away. */
function without(kind: Kind, state: Reading['state']): Model {
  const { store, model } = modelOf(
    namespace('shop'),
    pod('kube-system/kube-controller-manager-cp', 'worker-0', ['192.168.0.1'], {
      hostNetwork: true,
      controlPlaneArgs: ['--cluster-cidr=10.244.0.0/16'],
    }),
    node('worker-0', { podCIDRs: ['10.244.0.0/24'], addresses: [{ type: 'InternalIP', address: '192.168.0.1' }] }),
    pod('shop/web', 'worker-0', ['10.244.0.9']),
    serviceCIDR('kubernetes', ['10.96.0.0/24']),
    service('shop/web', ['10.96.0.9']),
    ipAddress('10.96.0.9', 'shop/web'),
    slice('shop/web', 'v4', 'IPv4', [endpoint('10.244.0.9', { ready: false })]),
  );
  store.setReading(kind, { ...initialReading, state });
  return model;
}

const cell = (model: Model, cidr: string) => model.map(cidrOfText(cidr), { bits: 1 })?.cells[0];
const poolOf = (model: Model, id: string) => model.pools().items.find((pool) => pool.id === id);

describe.each(['syncing', 'forbidden', 'not-served'] as const)('what is not known is null and never 0: %s', (state) => {
  test('pods', () => {
    const model = without('Pod', state);
    expect(poolOf(model, podRange)).toMatchObject({
      addresses: { inUse: null, free: null, handedOut: '256' },
      blocks: { handedOut: 1, free: 255 },
    });
    expect(model.overview()).toMatchObject({ pods: null, podsThatFit: null, families: { pods: null, nodes: { IPv4: 1 } } });
    expect(model.node('worker-0')).toMatchObject({ pods: null, inUse: null, remaining: null });
    expect(model.nodes().items[0]).toMatchObject({ pods: null, inUse: null, remaining: null, limit: null, usable: { IPv4: '253' } });
    expect(model.poolBlocks(podRange)).toMatchObject({ total: 1, items: [{ inUse: null, usable: '253' }] });
    expect(cell(model, '10.244.0.0/23')).toMatchObject({ inUse: null, handedOut: '256' });
    expect(model.map(cidrOfText('10.244.0.0/16'))?.inUse).toBeNull();
    expect(model.address(addressOfText('10.244.0.77')).state).toBeNull();
    expect(model.address(addressOfText('8.8.8.8')).state).toBeNull();
    expect(model.address(addressOfText('10.244.0.0')).state).toBe('reserved');
    expect(model.search('10.244.0.0/16').cidr?.inUse).toBeNull();
    expect(poolOf(model, serviceRange)?.addresses).toMatchObject({ inUse: '1', free: '253' });
  });

  test('nodes', () => {
    const model = without('Node', state);
    expect(poolOf(model, podRange)).toMatchObject({ addresses: { handedOut: null }, blocks: { total: 256, handedOut: null, free: null } });
    expect(model.overview()).toMatchObject({ families: { nodes: null }, nodesThatFit: [], podsThatFit: null });
    expect(model.nodes().total).toBeNull();
    expect(model.poolBlocks(podRange)?.total).toBeNull();
    expect(model.freeBlocks(podRange, { prefix: 24 })).toMatchObject({ total: null, items: [] });
    expect(cell(model, '10.244.0.0/23')?.handedOut).toBeNull();
    expect(cell(model, '10.244.8.0/23')).toMatchObject({ count: 2, inUse: '0', handedOut: null }); // not left out as one that is free
  });

  test('Services and their IPAddress objects', () => {
    const both = without('Service', state);
    expect(poolOf(both, serviceRange)?.addresses).toMatchObject({ inUse: '1', free: '253' }); // the IPAddress objects say it too
    expect(both.overview()).toMatchObject({ families: { services: null }, policies: null });
    expect(both.services()).toMatchObject({ total: null, counts: { policy: null } });
  });

  test('slices', () => {
    const model = without('EndpointSlice', state);
    expect(model.services().items[0]).toMatchObject({ endpoints: { IPv4: null, IPv6: null }, findings: [] });
    expect(without('Namespace', state).services().items[0]).toMatchObject({
      endpoints: { IPv4: { ready: 0, notReady: 1 } },
      findings: ['service-family-without-ready-endpoints'],
    });
  });

  test('namespaces', () => {
    const model = without('Namespace', state);
    expect(model.overview().namespaces).toBeNull();
    expect(model.namespaces()).toEqual({ total: 1, items: [{ name: 'shop', services: 1 }], next: null }); // as Services name it
    expect(without('Service', state).namespaces()).toEqual({ total: 1, items: [{ name: 'shop', services: null }], next: null });
  });
});

test('neither Services nor IPAddress objects: what is in use of a Service range, its static band and its free addresses are unknown', () => {
  const { store, model } = modelOf(serviceCIDR('kubernetes', ['10.96.0.0/24']));
  store.setReading('Service', { state: 'forbidden' });
  store.setReading('IPAddress', { state: 'not-served' });
  expect(poolOf(model, serviceRange)).toMatchObject({
    addresses: { inUse: null, free: null },
    static: { size: 16, inUse: null, nextFree: null },
  });
  expect(model.freeBlocks(serviceRange, { prefix: 28 })).toMatchObject({ total: null, items: [] });
  expect(model.poolHolders(serviceRange)).toMatchObject({ total: null, items: [] });
  expect(cell(model, '10.96.0.0/24')).toMatchObject({ inUse: null, usable: '127' });
  expect(cell(model, '10.96.0.64/28')).toMatchObject({ count: 2, inUse: null, usable: '8' });
});

test('neither Namespaces nor Services: which namespaces there are is unknown', () => {
  const { store, model } = modelOf(namespace('shop'), service('shop/web', ['10.96.0.9']));
  store.setReading('Namespace', { state: 'forbidden' });
  store.setReading('Service', { state: 'syncing' });
  expect(model.namespaces()).toEqual({ total: null, items: [], next: null });
});

test('a lost connection takes no number away: what was read whole is stale, not unknown', () => {
  const model = without('Pod', 'stale');
  expect(poolOf(model, podRange)?.addresses.inUse).toBe('1');
  expect(model.overview().pods).toEqual({ running: 1, hostNetwork: 1, terminated: 0 });
});
