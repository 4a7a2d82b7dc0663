import { describe, expect, test } from 'vitest';
import { ipAddress, modelOf, node, pod, service, serviceCIDR, subjectsOf } from '../samples.ts';

const range = serviceCIDR('k', ['10.96.0.0/24', 'fd00:96::/112']);
const removed = (kind: 'Pod' | 'Service' | 'IPAddress' | 'Node', key: string) => ({ remove: { kind, key } });

describe('an address held twice', () => {
  const code = 'address-held-twice';

  test('is one of two live pods, until one of them has ended', () => {
    const { store, model } = modelOf(pod('x/a', 'n', ['10.244.0.2']), pod('x/b', 'm', ['10.244.0.2']));
    expect(subjectsOf(model, code)).toEqual(['10.244.0.2']);
    expect(model.findings({ code }).items[0]).toMatchObject({
      title: '10.244.0.2 is held by Pod x/a and Pod x/b',
      objects: [
        { kind: 'Pod', namespace: 'x', name: 'a' },
        { kind: 'Pod', namespace: 'x', name: 'b' },
      ],
      pools: ['pod/observed/10.244.0.2-32'],
    });
    store.apply([{ put: pod('x/b', 'm', ['10.244.0.2'], { phase: 'Failed' }) }]);
    expect(subjectsOf(model, code)).toEqual([]);
  });

  test('is one of a pod and a Service, or of two nodes', () => {
    const internal = [{ type: 'InternalIP', address: '192.168.0.1' }];
    const { store, model } = modelOf(
      range,
      pod('x/a', 'n', ['10.96.0.9']),
      service('x/s', ['10.96.0.9']),
      node('n', { addresses: internal }),
      node('m', { addresses: internal }),
    );
    expect(subjectsOf(model, code)).toEqual(['10.96.0.9', '192.168.0.1']);
    expect(model.service('x', 's')?.findings).toContain(code);
    expect(model.nodes({ finding: code }).items.map(({ name }) => name)).toEqual(['m', 'n']);
    store.apply([removed('Service', 'x/s'), removed('Node', 'm')]);
    expect(subjectsOf(model, code)).toEqual([]);
  });

  test('is none of a node and its host-network pods, and none of Services that share a load balancer', () => {
    const shared = { type: 'LoadBalancer' as const, loadBalancer: [{ ip: '203.0.113.1', hostname: '', ipMode: '' }] };
    const { model } = modelOf(
      node('n', { addresses: [{ type: 'InternalIP', address: '192.168.0.1' }] }),
      pod('x/a', 'n', ['192.168.0.1'], { hostNetwork: true }),
      service('x/s', ['10.96.0.1'], shared),
      service('x/t', ['10.96.0.2'], shared),
    );
    expect(subjectsOf(model, code)).toEqual([]);
  });
});

test('an address that two Services were given names how each of them writes it', () => {
  const code = 'service-address-given-twice';
  const { store, model } = modelOf(range, service('x/new', ['fd00:96::37']), service('x/old', ['FD00:96::37']));
  expect(subjectsOf(model, code)).toEqual(['fd00:96::37']);
  expect(model.findings({ code }).items[0]).toMatchObject({
    title: 'fd00:96::37 was given to Services x/new and x/old',
    detail: 'They write it so: x/new as "fd00:96::37" and x/old as "FD00:96::37". Traffic to it reaches the endpoints of one of them.',
    pools: ['service/k/fd00:96::-112'],
  });
  expect(subjectsOf(model, 'address-held-twice')).toEqual(['fd00:96::37']);
  store.apply([removed('Service', 'x/old')]);
  expect(subjectsOf(model, code)).toEqual([]);
});

describe('Services and their IPAddress objects', () => {
  test('a Service address without one is seen while the API server keeps such objects at all', () => {
    const code = 'service-address-without-ipaddress';
    const { store, model } = modelOf(range, service('x/a', ['10.96.0.9']));
    expect(subjectsOf(model, code)).toEqual([]); // it writes none down: an older API server
    store.apply([{ put: service('x/b', ['10.96.0.10']) }, { put: ipAddress('10.96.0.10', 'x/b') }]);
    expect(subjectsOf(model, code)).toEqual(['10.96.0.9']);
    expect(model.service('x', 'a')?.findings).toEqual([code]);
    store.setReading('IPAddress', { state: 'forbidden' });
    expect(subjectsOf(model, code)).toEqual([]);
    store.setReading('IPAddress', { state: 'synced' });
    store.apply([{ put: ipAddress('10.96.0.9', 'x/a') }]);
    expect(subjectsOf(model, code)).toEqual([]);
  });

  test('one without a Service says whether that is gone or has other addresses', () => {
    const code = 'ipaddress-without-service';
    const { store, model } = modelOf(
      range,
      ipAddress('10.96.0.9', 'x/gone'),
      ipAddress('10.96.0.10', 'x/a'),
      service('x/a', ['10.96.0.11']),
    );
    expect(subjectsOf(model, code)).toEqual(['10.96.0.10', '10.96.0.9']);
    expect(model.findings({ code }).items.map(({ detail }) => detail)).toEqual([
      'It was made for Service x/a, which has other addresses. The address is given to nobody while the object is there.',
      'It was made for Service x/gone, which does not exist. The address is given to nobody while the object is there.',
    ]);
    store.apply([removed('IPAddress', '10.96.0.9'), { put: service('x/a', ['10.96.0.10']) }]);
    expect(subjectsOf(model, code)).toEqual([]);
  });

  test('one without the managed-by label is never collected, and is that finding alone', () => {
    const { store, model } = modelOf(range, { ...ipAddress('10.96.0.9', 'x/gone'), managedBy: '' });
    expect(subjectsOf(model, 'ipaddress-unmanaged')).toEqual(['10.96.0.9']);
    expect(subjectsOf(model, 'ipaddress-without-service')).toEqual([]);
    expect(model.findings({ code: 'ipaddress-unmanaged' }).items[0]?.detail).toBe(
      'It has no managed-by label, so the API server leaves it alone. No Service has its address, and none gets it while the object is there.',
    );
    store.apply([{ put: ipAddress('10.96.0.9', 'x/gone') }]); // somebody labelled it
    expect(subjectsOf(model, 'ipaddress-unmanaged')).toEqual([]);
    expect(subjectsOf(model, 'ipaddress-without-service')).toEqual(['10.96.0.9']);
  });
});

test('Service addresses outside every range, by family, and none where no range is declared', () => {
  const code = 'service-address-outside-ranges';
  const lost = service('x/lost', ['10.99.0.9', 'fd99::9']);
  const { store, model } = modelOf(range, lost, service('x/in', ['10.96.0.9']), ipAddress('10.98.0.1', 'x/other'));
  expect(subjectsOf(model, code)).toEqual(['10.99.0.9', 'fd99::9']);
  expect(model.service('x', 'lost')?.findings).toContain(code);
  store.apply([{ put: serviceCIDR('more', ['10.99.0.0/24', 'fd99::/112']) }]);
  expect(subjectsOf(model, code)).toEqual([]);
  expect(subjectsOf(modelOf(lost).model, code)).toEqual([]);
});

test('a spelling that is not canonical is named with field, text and what it means', () => {
  const code = 'address-text-unusual';
  const { store, model } = modelOf(
    service('x/a', ['010.96.0.9', 'FD00:96::37'], { externalIPs: ['::ffff:203.0.113.9'] }),
    node('n', { podCIDRs: ['10.244.0.7/24'] }),
  );
  expect(model.findings({ code }).items.map(({ id, detail }) => [id, detail])).toEqual([
    [
      'address-text-unusual/Node n',
      'spec.podCIDRs has "10.244.0.7/24" (bits behind the prefix length), which is 10.244.0.0/24. Others may read it as another address, or not see that it is the same.',
    ],
    [
      'address-text-unusual/Service x/a',
      'spec.clusterIPs has "010.96.0.9" (leading zeros), which is 10.96.0.9, spec.clusterIPs has "FD00:96::37" (not canonical), which is fd00:96::37 and spec.externalIPs has "::ffff:203.0.113.9" (IPv4-mapped), which is 203.0.113.9. Others may read it as another address, or not see that it is the same.',
    ],
  ]);
  expect(model.service('x', 'a')?.findings).toContain(code);
  store.apply([{ put: service('x/a', ['10.96.0.9', 'fd00:96::37']) }, { put: node('n', { podCIDRs: ['10.244.0.0/24'] }) }]);
  expect(subjectsOf(model, code)).toEqual([]);
});

test('a text that is no address is named, and goes with the object', () => {
  const code = 'address-text-unreadable';
  const { store, model } = modelOf(node('n', { addresses: [{ type: 'InternalIP', address: '' }] }), pod('x/a', 'n', ['10.0.0.256']));
  expect(subjectsOf(model, code)).toEqual(['Node n', 'Pod x/a']);
  expect(model.findings({ code, kind: 'Pod' }).items[0]?.detail).toBe('status.podIPs has "10.0.0.256". It is left out of all counts.');
  store.apply([removed('Node', 'n'), removed('Pod', 'x/a')]);
  expect(subjectsOf(model, code)).toEqual([]);
});
