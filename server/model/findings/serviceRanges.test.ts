import { describe, expect, test } from 'vitest';
import { controlPlane, ipAddress, modelOf, modelWith, service, serviceCIDR, subjectsOf } from '../samples.ts';

/** Services a/first … a/last with the addresses 10.96.0.first … 10.96.0.last. */
const services = (first: number, last: number) =>
  Array.from({ length: last - first + 1 }, (_, i) => service(`a/${first + i}`, [`10.96.0.${first + i}`]));
const gone = (name: string) => ({ remove: { kind: 'Service' as const, key: name } });

test('a range is nearly full from 80 % on and full at its last address, the static band included', () => {
  const { store, model } = modelOf(serviceCIDR('k', ['10.96.0.0/28']), ...services(1, 11)); // 14 usable
  const found = () => [subjectsOf(model, 'service-range-nearly-full'), subjectsOf(model, 'service-range-full')];
  expect(found()).toEqual([[], []]);
  store.apply([{ put: service('a/12', ['10.96.0.12']) }]);
  expect(found()).toEqual([['service/k/10.96.0.0-28'], []]);
  expect(model.findings({ code: 'service-range-nearly-full' }).items[0]).toMatchObject({
    title: 'Service range 10.96.0.0/28 (k) is nearly full',
    detail: '12 of 14 usable addresses are in use (85 %), free: 2.',
    objects: [{ kind: 'ServiceCIDR', name: 'k' }],
    pools: ['service/k/10.96.0.0-28'],
    address: '10.96.0.0/28',
  });
  store.apply(services(13, 14).map((put) => ({ put })));
  expect(found()).toEqual([[], ['service/k/10.96.0.0-28']]);
  store.apply([gone('a/1'), gone('a/2'), gone('a/3')]);
  expect(found()).toEqual([[], []]);
});

test('nearly full starts where the threshold says', () => {
  const records = [serviceCIDR('k', ['10.96.0.0/28']), ...services(1, 7)];
  expect(subjectsOf(modelWith({ warnAt: 50 }, ...records).model, 'service-range-nearly-full')).toEqual(['service/k/10.96.0.0-28']);
  expect(subjectsOf(modelWith({ warnAt: 51 }, ...records).model, 'service-range-nearly-full')).toEqual([]);
});

test('the static band fills up on its own', () => {
  const { store, model } = modelOf(serviceCIDR('k', ['10.96.0.0/24']), ...services(1, 12)); // a band of 16
  const found = () => [subjectsOf(model, 'service-static-band-nearly-full'), subjectsOf(model, 'service-static-band-full')];
  expect(found()).toEqual([[], []]);
  store.apply([{ put: service('a/13', ['10.96.0.13']) }]);
  expect(found()).toEqual([['service/k/10.96.0.0-24'], []]);
  expect(model.findings({ code: 'service-static-band-nearly-full' }).items[0]?.detail).toBe(
    '13 of 16 addresses are in use (81 %); the next free one is 10.96.0.14.',
  );
  store.apply(services(14, 16).map((put) => ({ put })));
  expect(found()).toEqual([[], ['service/k/10.96.0.0-24']]);
  store.apply(services(1, 5).map(({ name }) => gone(`a/${name}`)));
  expect(found()).toEqual([[], []]);
});

test('a range that is too small for a static band has none that could be full', () => {
  const { model } = modelOf(serviceCIDR('k', ['10.96.0.0/28']), ...services(1, 14));
  expect(subjectsOf(model, 'service-static-band-full')).toEqual([]);
});

describe('a family without an address left', () => {
  const code = 'service-family-exhausted';
  const full = [serviceCIDR('k', ['10.96.0.0/29', 'fd00:96::/112']), ...services(1, 6)];

  test('is one whose ranges together are full, until one of them has room', () => {
    const { store, model } = modelOf(...full);
    expect(subjectsOf(model, code)).toEqual(['IPv4']);
    expect(model.findings({ code }).items[0]).toMatchObject({
      severity: 'critical',
      title: 'The next Service that needs an IPv4 address is refused',
      detail:
        'All 6 usable addresses of 1 Service range are in use. Creating it fails with HTTP 500 "range is full". PreferDualStack does not fall back to the other family, and a dry run does not notice.',
      pools: ['service/k/10.96.0.0-29'],
    });
    store.apply([{ put: serviceCIDR('more', ['10.97.0.0/29']) }]);
    expect(subjectsOf(model, code)).toEqual([]);
  });

  test('counts an address once, however many ranges have it', () => {
    const { store, model } = modelOf(...full, serviceCIDR('twin', ['10.96.0.0/29']));
    expect(subjectsOf(model, code)).toEqual(['IPv4']);
    // The wider range has the ends of the inner one as ordinary addresses: .7 and from .8 on.
    store.apply([{ put: serviceCIDR('wide', ['10.96.0.0/28']) }]);
    expect(subjectsOf(model, code)).toEqual([]);
  });

  test('gets nothing of a range that is on its way out, or that is not ready', () => {
    const going = serviceCIDR('going', ['10.97.0.0/24'], { deletedAt: 5, ready: false });
    expect(subjectsOf(modelOf(...full, going).model, code)).toEqual(['IPv4']);
    expect(subjectsOf(modelOf(...full, serviceCIDR('not', ['10.97.0.0/24'], { ready: false })).model, code)).toEqual(['IPv4']);
    // Without a controller there is no condition, and it gives all the same.
    expect(subjectsOf(modelOf(...full, serviceCIDR('new', ['10.97.0.0/24'], { ready: null })).model, code)).toEqual([]);
  });

  test('counts what IPAddress objects hold without a Service', () => {
    const { model } = modelOf(serviceCIDR('k', ['10.96.0.0/29']), ...services(1, 5), ipAddress('10.96.0.6', 'a/refused'));
    expect(subjectsOf(model, code)).toEqual(['IPv4']);
  });

  test('is unknown where neither Services nor IPAddresses are read', () => {
    const { store, model } = modelOf(...full);
    store.setReading('Service', { state: 'forbidden' });
    store.setReading('IPAddress', { state: 'forbidden' });
    expect(subjectsOf(model, code)).toEqual([]);
  });
});

test('an IPv6 range wider than /64 is Ready and gives nothing; /64 is the widest that gives', () => {
  const { store, model } = modelOf(serviceCIDR('k', ['fd00:96::/63']));
  expect(subjectsOf(model, 'service-range-too-wide')).toEqual(['service/k/fd00:96::-63']);
  expect(subjectsOf(model, 'service-family-exhausted')).toEqual(['IPv6']);
  store.apply([{ put: serviceCIDR('k', ['fd00:96::/64']) }]);
  expect(subjectsOf(model, 'service-range-too-wide')).toEqual([]);
  expect(subjectsOf(model, 'service-family-exhausted')).toEqual([]);
});

test('a range of a family that the API server lacks is dead, as its flag says, else the ServiceCIDR kubernetes', () => {
  const code = 'service-range-dead-family';
  const six = serviceCIDR('six', ['fd00:96::/112']);
  const { store, model } = modelOf(six, serviceCIDR('kubernetes', ['10.96.0.0/24']));
  expect(subjectsOf(model, code)).toEqual(['service/six/fd00:96::-112']);
  store.apply([{ put: controlPlane('kube-apiserver', '--service-cluster-ip-range=10.96.0.0/24,fd00:97::/112') }]);
  expect(subjectsOf(model, code)).toEqual([]);
  expect(subjectsOf(modelOf(six).model, code)).toEqual([]); // nobody says which families there are
});

test('a range that is being deleted says who keeps it', () => {
  const code = 'service-range-deletion-blocked';
  const going = serviceCIDR('going', ['10.96.0.0/24'], { deletedAt: 5, ready: false });
  const { store, model } = modelOf(going, service('shop/web', ['10.96.0.9']));
  expect(model.findings({ code }).items[0]).toMatchObject({
    detail: '1 object holds an address that no other range covers: shop/web. Until they let go the range gives out no address.',
    objects: [
      { kind: 'ServiceCIDR', name: 'going' },
      { kind: 'Service', namespace: 'shop', name: 'web' },
    ],
  });
  expect(model.service('shop', 'web')?.findings).toContain(code);
  store.apply([{ put: serviceCIDR('covers', ['10.96.0.0/23']) }]);
  expect(subjectsOf(model, code)).toEqual([]);
});

test('flag and object of the first range: the order of families counts, and a flag that is not seen says nothing', () => {
  const code = 'service-range-flag-disagrees';
  const { store, model } = modelOf(serviceCIDR('kubernetes', ['10.96.0.0/24']));
  expect(subjectsOf(model, code)).toEqual([]);
  store.apply([{ put: controlPlane('kube-apiserver', '--service-cluster-ip-range=10.97.0.0/24') }]);
  expect(model.findings({ code }).items[0]).toMatchObject({
    detail:
      "The object says 10.96.0.0/24; Pod/kube-system/kube-apiserver-cp --service-cluster-ip-range says 10.97.0.0/24. Addresses come from the object's ranges; the flag alone decides which families there are, and which is first.",
    objects: [
      { kind: 'ServiceCIDR', name: 'kubernetes' },
      { kind: 'Pod', namespace: 'kube-system', name: 'kube-apiserver-cp' },
    ],
    pools: ['service/kubernetes/10.96.0.0-24'],
  });
  store.apply([{ put: serviceCIDR('kubernetes', ['10.97.0.0/24']) }]);
  expect(subjectsOf(model, code)).toEqual([]);
});
