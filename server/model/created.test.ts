import { expect, test } from 'vitest';
import { controlPlane, modelOf, node, pod, service, serviceCIDR } from './samples.ts';

const day = 86_400_000;
const noonOf = (n: number) => n * day + day / 2;
const pods = 'pod/cluster-cidr/10.244.0.0-16';
const services = 'service/kubernetes/10.96.0.0-20';

test('blocks are as old as their nodes, addresses as what holds them; days in UTC', () => {
  const { model } = modelOf(
    serviceCIDR('kubernetes', ['10.96.0.0/20']),
    controlPlane('kube-controller-manager', '--cluster-cidr=10.244.0.0/16'),
    node('a', { podCIDRs: ['10.244.0.0/24'], createdAt: noonOf(100) }),
    node('b', { podCIDRs: ['10.244.1.0/24'], createdAt: noonOf(90) }),
    node('c', { podCIDRs: ['10.244.2.0/24'], createdAt: 101 * day - 1 }),
    pod('x/p', 'a', ['10.244.0.2'], { createdAt: noonOf(105) }),
    pod('x/ended', 'a', ['10.244.0.3'], { createdAt: noonOf(104), phase: 'Succeeded' }),
    service('x/s', ['10.96.0.9'], { createdAt: noonOf(80) }),
    service('x/t', ['10.96.0.10'], { createdAt: noonOf(81) }),
  );
  expect(model.created(pods, 'blocks')).toEqual([
    { day: 90, count: 1 },
    { day: 100, count: 2 },
  ]);
  expect(model.created(pods, 'addresses')).toEqual([{ day: 105, count: 1 }]);
  expect(model.created(services, 'addresses')).toEqual([
    { day: 80, count: 1 },
    { day: 81, count: 1 },
  ]);
  expect(model.created(services, 'blocks')).toEqual([]);
  expect(model.created('no/such/pool', 'blocks')).toBeUndefined();
});

test('a block that two nodes have is as old as the older; who does not say when is left out', () => {
  const { model } = modelOf(
    controlPlane('kube-controller-manager', '--cluster-cidr=10.244.0.0/16'),
    node('a', { podCIDRs: ['10.244.0.0/24'], createdAt: noonOf(100) }),
    node('b', { podCIDRs: ['10.244.0.0/24'], createdAt: noonOf(90) }),
    node('c', { podCIDRs: ['10.244.1.0/24'], createdAt: 0 }),
  );
  expect(model.created(pods, 'blocks')).toEqual([{ day: 90, count: 1 }]);
});

test('of more addresses than are looked at, those that are speak for the rest', () => {
  const { model, store } = modelOf(serviceCIDR('kubernetes', ['10.96.0.0/16']));
  const address = (n: number) => `10.96.${n >> 8}.${n & 255}`;
  store.apply(
    Array.from({ length: 10_000 }, (_, n) => ({ put: service(`x/s${n}`, [address(n + 1)], { createdAt: noonOf(n < 5000 ? 10 : 20) }) })),
  );
  const created = model.created('service/kubernetes/10.96.0.0-16', 'addresses') ?? [];
  expect(created.map(({ day }) => day)).toEqual([10, 20]);
  for (const { count } of created) expect(Math.abs(count - 5000)).toBeLessThan(5);
});
