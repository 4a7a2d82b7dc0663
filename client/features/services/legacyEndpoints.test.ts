import { expect, test } from 'vitest';
import type { ServiceDetail } from '../../../shared/wire/services.ts';
import { legacyEndpoints } from './legacyEndpoints.ts';

type Slice = ServiceDetail['slices'][number];

const byController = 'endpointslice-controller.k8s.io';
const endpoint = (address: string, { ready = true, terminating = false } = {}) => ({
  address,
  ready,
  serving: ready,
  terminating,
  node: null,
  zone: null,
  target: null,
});
const slice = (
  addressType: string,
  counts: Partial<Slice['endpoints']>,
  items: Slice['items'] = [],
  managedBy: string | null = byController,
): Slice => ({
  name: 'web-x',
  addressType,
  managedBy,
  endpoints: { ready: 0, serving: 0, terminating: 0, notReady: 0, ...counts },
  items,
});
const service = (slices: Slice[], more: Partial<ServiceDetail> = {}) => ({
  namespace: 'shop',
  name: 'web',
  type: 'ClusterIP' as const,
  selector: true,
  families: ['IPv6', 'IPv4'] as ('IPv4' | 'IPv6')[],
  slices,
  ...more,
});

test('it carries the first family alone: the other is counted as unseen', () => {
  const slices = [
    slice('IPv4', { ready: 12 }),
    slice('IPv6', { ready: 2, notReady: 1 }, [endpoint('fd00::3', { ready: false }), endpoint('fd00::1')]),
  ];
  expect(legacyEndpoints(service(slices), 10)).toEqual({
    kind: 'derived',
    family: 'IPv6',
    addresses: 2,
    notReadyAddresses: 1,
    cut: 0,
    unseen: { family: 'IPv4', ready: 12 },
    first: [
      { address: 'fd00::1', ready: true },
      { address: 'fd00::3', ready: false },
    ],
  });
});

test('at 1000 addresses it is cut, those that are not ready first', () => {
  const some = legacyEndpoints(service([slice('IPv6', { ready: 990, notReady: 20 })]), 10);
  expect(some).toMatchObject({ addresses: 990, notReadyAddresses: 10, cut: 10 });
  const many = legacyEndpoints(service([slice('IPv6', { ready: 700 }), slice('IPv6', { ready: 500, notReady: 3 })]), 10);
  expect(many).toMatchObject({ addresses: 1000, notReadyAddresses: 0, cut: 203 });
});

test('a terminating endpoint is in neither list', () => {
  const slices = [slice('IPv6', { terminating: 1 }, [endpoint('fd00::9', { ready: false, terminating: true })])];
  expect(legacyEndpoints(service(slices), 10)).toMatchObject({ addresses: 0, notReadyAddresses: 0, first: [] });
});

test('where the controller makes none, it says so in place of numbers', () => {
  const why = (more: Partial<ServiceDetail>, slices: Slice[] = []) => {
    const found = legacyEndpoints(service(slices, more), 10);
    return found.kind === 'not derived' ? found.why : '';
  };
  expect(why({ type: 'ExternalName' })).toContain('ExternalName');
  expect(why({ selector: false })).toContain('Without a selector');
  expect(why({ selector: false }, [slice('IPv4', {}, [], 'endpointslicemirroring-controller.k8s.io')])).toContain('copies of it');
  expect(why({ namespace: 'default', name: 'kubernetes', selector: false })).toContain('The API server writes it by itself');
  expect(why({})).toContain('no IPv6 slice');
});
