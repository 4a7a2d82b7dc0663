import { expect, test } from 'vitest';
import { nodePorts } from '../../shared/wire/nodePorts.ts';
import { configMap, controlPlane, modelOf, service } from './samples.ts';

const ports = (name: string, nodePorts: number[], healthCheckNodePort = 0) =>
  service(name, ['10.96.0.1'], { type: 'NodePort', nodePorts, healthCheckNodePort });

test('without a word about the range it is the default, with a band of 86 ports', () => {
  const { items, ...counts } = modelOf(ports('a/web', [30000, 30500]), ports('a/lb', [30501], 31000)).model.nodePorts();
  expect(counts).toEqual({
    total: 4,
    next: null,
    range: { first: 30000, last: 32767 },
    size: 2768,
    static: { first: 30000, last: 30085, size: 86, inUse: 1, nextFree: 30001 },
    inUse: 4,
    free: 2764,
    outside: 0,
    provenance: [{ source: 'the default of kube-apiserver', confidence: 'inferred' }],
  });
  expect(items).toEqual([
    { port: 30000, services: [{ kind: 'Service', namespace: 'a', name: 'web' }], static: true },
    { port: 30500, services: [{ kind: 'Service', namespace: 'a', name: 'web' }], static: false },
    { port: 30501, services: [{ kind: 'Service', namespace: 'a', name: 'lb' }], static: false },
    { port: 31000, services: [{ kind: 'Service', namespace: 'a', name: 'lb' }], static: false },
  ]);
});

test('a port that a Service has for TCP and for UDP is one port, and one that two Services have is one port too', () => {
  const { model } = modelOf(ports('a/dns', [30053, 30053]), ports('a/twin', [30053]));
  expect(model.nodePorts()).toMatchObject({ inUse: 1, items: [{ port: 30053, services: [{ name: 'dns' }, { name: 'twin' }] }] });
});

test('the flag of kube-apiserver decides, and kubeadm where no flag is seen', () => {
  const flag = controlPlane('kube-apiserver', '--service-node-port-range=20000-20099');
  const kubeadm = configMap('kubeadm-config', { 'service-node-port-range': '25000-25099' });
  expect(modelOf(kubeadm).model.nodePorts()).toMatchObject({
    range: { first: 25000, last: 25099 },
    provenance: [{ source: 'ConfigMap/kube-system/kubeadm-config service-node-port-range', confidence: 'declared' }],
  });
  expect(modelOf(kubeadm, flag).model.nodePorts()).toMatchObject({
    range: { first: 20000, last: 20099 },
    provenance: [{ source: 'Pod/kube-system/kube-apiserver-cp --service-node-port-range', confidence: 'declared' }],
  });
});

test('ports from before the range was changed lie outside of it', () => {
  const { model } = modelOf(controlPlane('kube-apiserver', '--service-node-port-range=20000-20015'), ports('a/web', [20000, 30500]));
  expect(model.nodePorts()).toMatchObject({
    total: 2,
    inUse: 1,
    free: 15,
    outside: 1,
    static: { first: null, last: null, size: 0, inUse: 0, nextFree: null }, // 16 ports have no band
  });
});

test('ports come and go with their Services', () => {
  const { store, model } = modelOf(ports('a/web', [30000, 30001]), ports('a/twin', [30001]));
  store.apply([{ put: ports('a/web', [30002]) }]);
  expect(model.nodePorts().items.map(({ port }) => port)).toEqual([30001, 30002]);
  store.apply([{ remove: { kind: 'Service', key: 'a/web' } }, { remove: { kind: 'Service', key: 'a/twin' } }]);
  expect(model.nodePorts()).toMatchObject({ total: 0, inUse: 0, items: [] });
});

test('a static band that is taken whole has no next free port', () => {
  const all = Array.from({ length: 16 }, (_, i) => 20000 + i);
  const { model } = modelOf(controlPlane('kube-apiserver', '--service-node-port-range=20000-20099'), ports('a/all', all));
  expect(model.nodePorts().static).toEqual({ first: 20000, last: 20015, size: 16, inUse: 16, nextFree: null });
});

test('where Services are not read nobody knows what is in use', () => {
  const { store, model } = modelOf();
  store.setReading('Service', { state: 'forbidden' });
  expect(model.nodePorts()).toMatchObject({ total: null, inUse: null, free: null, outside: null, static: { inUse: null, nextFree: null } });
});

test('pages follow the numbers, and the answer is what the wire says', () => {
  const { model } = modelOf(ports('a/web', [30010, 30002, 30001]));
  const first = model.nodePorts({ limit: 2 });
  expect(first.items.map(({ port }) => port)).toEqual([30001, 30002]);
  expect(model.nodePorts({ cursor: first.next ?? '' }).items.map(({ port }) => port)).toEqual([30010]);
  expect(nodePorts.strict().parse({ ...first, revision: '1' })).toEqual({ ...first, revision: '1' });
});
