import { expect, test } from 'vitest';
import { cidrOfText, modelOf, node, pod, service, serviceCIDR } from './samples.ts';

const lb = (ip: string) => [{ ip, hostname: '', ipMode: '' }];

test('held addresses in no known range, by the /24 or the /64 around them, in address order', () => {
  const { model } = modelOf(
    serviceCIDR('k', ['10.96.0.0/25']),
    node('a', {
      podCIDRs: ['10.244.0.0/24'],
      addresses: [
        { type: 'InternalIP', address: '192.168.0.1' },
        { type: 'ExternalIP', address: '203.0.113.9' },
      ],
    }),
    pod('x/1', 'a', ['10.244.0.9']),
    service('x/in', ['10.96.0.9']),
    service('x/out', ['10.96.0.200'], { loadBalancer: lb('203.0.113.7'), externalIPs: ['2001:db8::5'] }),
    service('x/also', ['10.96.0.10'], { loadBalancer: lb('203.0.113.7') }),
  );
  const also = { kind: 'Service', namespace: 'x', name: 'also' };
  const out = { kind: 'Service', namespace: 'x', name: 'out' };
  expect(model.outside()).toEqual({
    total: 4,
    more: 0,
    items: [
      { cidr: '10.96.0.0/24', family: 'IPv4', inUse: 1, first: '10.96.0.200', last: '10.96.0.200', holders: [out] },
      {
        cidr: '203.0.113.0/24',
        family: 'IPv4',
        inUse: 2,
        first: '203.0.113.7',
        last: '203.0.113.9',
        holders: [also, out, { kind: 'Node', name: 'a' }],
      },
      { cidr: '2001:db8::/64', family: 'IPv6', inUse: 1, first: '2001:db8::5', last: '2001:db8::5', holders: [out] },
    ],
  });
});

test('64 groups are listed, and how many addresses lie beyond them is exact', () => {
  const services = Array.from({ length: 70 }, (_, i) => service(`x/s${i}`, [], { externalIPs: [`203.0.${i}.1`, `203.0.${i}.2`] }));
  const { model } = modelOf(...services);
  const { total, items, more } = model.outside();
  expect([total, items.length, items.at(-1)?.cidr, more]).toEqual([140, 64, '203.0.63.0/24', 12]);
});

test('until every range and every holder is read, nothing is called outside', () => {
  const { store, model } = modelOf(service('x/s', ['10.96.0.9']));
  const nothing = { total: null, items: [], more: 0 };
  expect(model.outside().total).toBe(1);
  for (const kind of ['ServiceCIDR', 'Pod', 'IPAddressPool.metallb.io'] as const) {
    store.setReading(kind, { state: 'syncing' });
    expect(model.outside()).toEqual(nothing);
    store.setReading(kind, { state: 'synced' });
  }
  // What holds addresses may not be read; or ranges of load balancers may not, and never will be known.
  store.setReading('Node', { state: 'forbidden' });
  expect(model.outside()).toEqual(nothing);
  store.setReading('Node', { state: 'synced' });
  store.setReading('IPAddressPool.metallb.io', { state: 'forbidden' });
  expect(model.outside().total).toBe(1);
});

test('what lies in no known range is between the nearest ones of its family', () => {
  const { model } = modelOf(serviceCIDR('k', ['10.96.0.0/16', '10.96.255.0/24', 'fd00::/112']), node('a', { podCIDRs: ['10.244.0.0/24'] }));
  const below = { pool: 'service/k/10.96.0.0-16', range: '10.96.0.0/16' };
  const above = { pool: 'pod/nodes/10.244.0.0-24', range: '10.244.0.0/24' };
  const around = (text: string) => model.search(text).address?.around ?? model.search(text).cidr?.around ?? null;
  expect(around('10.100.0.1')).toEqual({ below, above });
  expect(around('10.100.0.0/16')).toEqual({ below, above });
  expect(around('10.0.0.1')).toEqual({ below: null, above: below });
  expect(around('192.168.0.0/16')).toEqual({ below: above, above: null });
  expect(around('fe80::1')).toEqual({ below: { pool: 'service/k/fd00::-112', range: 'fd00::/112' }, above: null });
  expect([around('10.96.0.1'), around('10.0.0.0/8'), model.map(cidrOfText('10.0.0.0/8'))?.pools.length]).toEqual([null, null, 3]);
});
