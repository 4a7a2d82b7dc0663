import { describe, expect, test } from 'vitest';
import { configMap, controlPlane, ipAddress, modelOf, service, serviceCIDR } from './samples.ts';

const dual = serviceCIDR('kubernetes', ['10.96.0.0/20', 'fd00:96::/112']);
const web = service('shop/web', ['10.96.7.80', 'fd00:96::750'], { policy: 'PreferDualStack' });
const old = service('shop/old', ['10.96.2.2'], { policy: 'PreferDualStack' });

describe('a new Service', () => {
  test('gets the family of the first range of the ServiceCIDR object "kubernetes"', () => {
    const { model } = modelOf(serviceCIDR('kubernetes', ['fd00:96::/112', '10.96.0.0/20']));
    expect(model.predict({})).toEqual({
      result: 'accepted',
      status: null,
      type: 'ClusterIP',
      policy: 'SingleStack',
      families: ['IPv6'],
      clusterIPs: ['IPv6'],
      gains: ['IPv6'],
      loses: [],
      field: null,
      reason: null,
    });
  });

  test('the flag of kube-apiserver comes before the object, and has its own order', () => {
    const { model } = modelOf(dual, controlPlane('kube-apiserver', '--service-cluster-ip-range=fd00:96::/112,10.96.0.0/20'));
    expect(model.predict({ policy: 'RequireDualStack' })?.families).toEqual(['IPv6', 'IPv4']);
  });

  test('a flag that lost a family decides, although the object keeps both ranges', () => {
    const { model } = modelOf(dual, controlPlane('kube-apiserver', '--service-cluster-ip-range=10.96.0.0/20'));
    expect(model.predict({ families: 'IPv6' })).toMatchObject({ result: 'rejected', status: 422, field: 'spec.ipFamilies[0]' });
  });

  test('kubeadm says the families where nothing better does', () => {
    const { model, store } = modelOf(configMap('kubeadm-config', { serviceSubnet: 'fd00:96::/112,10.96.0.0/20' }));
    store.setReading('ServiceCIDR', { state: 'not-served' });
    expect(model.predict({ policy: 'PreferDualStack' })).toMatchObject({ result: 'accepted', families: ['IPv6', 'IPv4'] });
  });

  test('where no flag, object or ConfigMap tells families, the answer is unknown, even beside Services that are seen', () => {
    const { model, store } = modelOf(web);
    expect(model.predict({})).toMatchObject({ result: 'unknown', families: [], reason: expect.stringMatching(/families/) });
    store.setReading('ServiceCIDR', { state: 'forbidden' });
    expect(model.predict({})?.result).toBe('unknown');
    expect(model.service('shop', 'web')).toMatchObject({ predict: null, explain: [{ code: 'prefers-two' }] });
  });

  test('a range that is being deleted or is not ready gives nothing', () => {
    const going = serviceCIDR('more', ['fd00:97::/120'], { ready: false, reason: 'Terminating' });
    const { model } = modelOf(serviceCIDR('kubernetes', ['10.96.0.0/20', 'fd00:96::/112'], { ready: false }), going);
    expect(model.predict({ families: 'IPv6' })).toMatchObject({ result: 'rejected', status: 500, field: null });
  });

  test('a full range is 500, until an address comes back', () => {
    const small = serviceCIDR('kubernetes', ['10.96.0.0/30', 'fd00:96::/112']);
    const last = ipAddress('10.96.0.2', 'shop/b');
    const { model, store } = modelOf(small, ipAddress('10.96.0.1', 'default/kubernetes'), last);
    expect(model.predict({ policy: 'PreferDualStack' })).toMatchObject({
      result: 'rejected',
      status: 500,
      reason: expect.stringMatching(/IPv4 .* full/),
    });
    store.apply([{ remove: { kind: 'IPAddress', key: '10.96.0.2' } }]);
    expect(model.predict({ policy: 'PreferDualStack' })?.result).toBe('accepted');
  });

  test('an address can be asked for where it is free, in any range', () => {
    const { model } = modelOf(dual, serviceCIDR('more', ['10.112.0.0/24']), ipAddress('10.112.0.7', 'shop/web'));
    expect(model.predict({ clusterIPs: '10.112.0.8' })).toMatchObject({ result: 'accepted', clusterIPs: ['10.112.0.8'] });
    expect(model.predict({ clusterIPs: '10.112.0.7' })).toMatchObject({ status: 422, reason: '10.112.0.7 is taken.' });
    expect(model.predict({ clusterIPs: '10.113.0.7' })).toMatchObject({ status: 422, field: 'spec.clusterIPs' });
  });

  test('whether there is an address is unknown where neither Services nor IPAddress objects are read', () => {
    const { model, store } = modelOf(dual);
    for (const kind of ['Service', 'IPAddress'] as const) store.setReading(kind, { state: 'forbidden' });
    expect(model.predict({})?.result).toBe('unknown');
    expect(model.predict({ headless: 'true' })?.result).toBe('accepted');
    expect(model.predict({ families: 'IPv4,IPv6' })).toMatchObject({ result: 'rejected', field: 'spec.ipFamilyPolicy' });
  });

  test('headless: clusterIPs is None; without a selector it gets both families, whatever the cluster has', () => {
    const { model } = modelOf(serviceCIDR('kubernetes', ['10.96.0.0/20']));
    expect(model.predict({ headless: 'true' })).toMatchObject({ policy: 'SingleStack', families: ['IPv4'], clusterIPs: ['None'] });
    expect(model.predict({ headless: 'true', selector: 'false' })).toMatchObject({
      policy: 'RequireDualStack',
      families: ['IPv4', 'IPv6'],
    });
    expect(model.predict({ headless: 'true', clusterIPs: '10.96.0.9' })).toMatchObject({ status: 422, field: 'spec.clusterIPs' });
  });
});

describe('a change', () => {
  test('what is left out is kept, what is empty is removed', () => {
    const { model } = modelOf(dual, web, old);
    expect(model.predict({ from: 'shop/old' })).toMatchObject({ families: ['IPv4'], clusterIPs: ['10.96.2.2'], gains: [] });
    expect(model.predict({ from: 'shop/old', families: '' })).toMatchObject({ clusterIPs: ['10.96.2.2', 'IPv6'], gains: ['IPv6'] });
    expect(model.predict({ from: 'shop/web', policy: 'SingleStack' })).toMatchObject({ clusterIPs: ['10.96.7.80'], loses: ['IPv6'] });
    expect(model.predict({ from: 'shop/web', families: 'IPv6,IPv4' })).toMatchObject({ status: 422, field: 'spec.clusterIPs[0]' });
    expect(model.predict({ from: 'shop/no' })).toBeUndefined();
  });
});

test('one Service says why it has its families, and what each change would do', () => {
  const { model } = modelOf(dual, old);
  const detail = model.service('shop', 'old');
  expect(detail?.explain).toEqual([
    {
      code: 'not-upgraded',
      text: 'It prefers two families and has IPv4 only: it was made before the cluster had IPv6, or named IPv4 alone while it had not. Naming both families, leaving ipFamilies out or RequireDualStack adds an IPv6 address; a label or the same policy again does not.',
    },
    { code: 'primary-family', text: "IPv4 comes first: it is the cluster's first family, and a Service that names none begins with it." },
  ]);
  expect(detail?.predict?.map(({ change, result, gains, loses }) => [change, result, gains, loses])).toEqual([
    [{ policy: 'SingleStack' }, 'accepted', [], []],
    [{ policy: 'RequireDualStack' }, 'accepted', ['IPv6'], []],
    [{ families: ['IPv4', 'IPv6'] }, 'accepted', ['IPv6'], []],
    [{ families: ['IPv6', 'IPv4'] }, 'rejected', [], []],
    [{ policy: 'SingleStack', families: ['IPv6'] }, 'rejected', [], []],
  ]);
});
