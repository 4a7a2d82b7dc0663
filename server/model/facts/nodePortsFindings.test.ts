import { expect, test } from 'vitest';
import { modelOf, pod, service } from '../samples.ts';

const apiServer = (range: string) =>
  pod('kube-system/kube-apiserver-cp', 'cp', [], {
    hostNetwork: true,
    controlPlaneArgs: ['kube-apiserver', `--service-node-port-range=${range}`],
  });
const nodePort = (name: string, ...nodePorts: number[]) => service(name, [], { type: 'NodePort', families: ['IPv4'], nodePorts });

test('the range is 30000 to 32767 where no flag says otherwise, its band 30000 to 30085', () => {
  const { model } = modelOf(nodePort('x/asked', 30001), nodePort('x/given', 31234));
  expect(model.nodePorts()).toMatchObject({
    total: 2,
    range: { first: 30000, last: 32767 },
    size: 2768,
    static: { first: 30000, last: 30085, size: 86, inUse: 1, nextFree: 30000 },
    inUse: 2,
    free: 2766,
    items: [
      { port: 30001, static: true, services: [{ kind: 'Service', namespace: 'x', name: 'asked' }] },
      { port: 31234, static: false, services: [{ kind: 'Service', namespace: 'x', name: 'given' }] },
    ],
  });
});

test('before the first Service has one all ports are free: the API server’s own gauge says 0 then', () => {
  expect(modelOf().model.nodePorts()).toMatchObject({ total: 0, inUse: 0, free: 2768, items: [] });
});

test('where Services may not be read nobody knows which ports are free', () => {
  const { store, model } = modelOf();
  store.setReading('Service', { state: 'forbidden' });
  expect(model.nodePorts()).toMatchObject({ total: null, inUse: null, free: null, static: { inUse: null, nextFree: null } });
});

test('up to 16 ports have no band', () => {
  expect(modelOf(apiServer('30000-30015')).model.nodePorts()).toMatchObject({
    range: { first: 30000, last: 30015 },
    size: 16,
    static: { first: null, last: null, size: 0 },
  });
});

test('TCP and UDP of one Service share a port: it is one port in use', () => {
  const { model } = modelOf(nodePort('x/dns', 30053, 30053));
  expect(model.nodePorts()).toMatchObject({ total: 1, inUse: 1, free: 2767, items: [{ port: 30053, services: [{ name: 'dns' }] }] });
});

test('a port is one for both families', () => {
  const { model } = modelOf(
    service('x/web', ['10.96.0.9', 'fd00:96::9'], { type: 'NodePort', policy: 'PreferDualStack', nodePorts: [30080] }),
  );
  expect(model.nodePorts()).toMatchObject({ total: 1, inUse: 1, free: 2767 });
});

test('a full range refuses the next Service: it is named while no port is left', () => {
  const { store, model } = modelOf(apiServer('30000-30001'), nodePort('x/a', 30000), nodePort('x/b', 30001));
  expect(model.nodePorts()).toMatchObject({ inUse: 2, free: 0 });
  expect(model.findings({ code: 'node-ports-full' }).total).toBe(1);
  store.apply([{ remove: { kind: 'Service', key: 'x/b' } }]);
  expect(model.nodePorts()).toMatchObject({ inUse: 1, free: 1 });
  expect(model.findings({ code: 'node-ports-full' }).total).toBe(0);
});
