import { describe, expect, test } from 'vitest';
import { configMap, controlPlane, modelOf, modelWith, node, service, serviceCIDR, subjectsOf } from '../samples.ts';

const ports = (name: string, from: number, count: number) =>
  service(name, ['10.96.0.1'], { type: 'NodePort', nodePorts: Array.from({ length: count }, (_, i) => from + i) });

test('NodePorts are nearly used up from 80 % on, and used up at the last', () => {
  const flag = controlPlane('kube-apiserver', '--service-node-port-range=30000-30009');
  const { store, model } = modelOf(flag, ports('x/a', 30000, 7));
  const found = () => [subjectsOf(model, 'node-ports-nearly-full'), subjectsOf(model, 'node-ports-full')];
  expect(found()).toEqual([[], []]);
  store.apply([{ put: ports('x/a', 30000, 9) }]);
  expect(found()).toEqual([['range'], []]);
  expect(model.findings({ code: 'node-ports-nearly-full' }).items[0]).toMatchObject({
    title: 'NodePorts 30000-30009 are nearly used up',
    detail: '9 of 10 ports are in use (90 %), 1 is free.',
  });
  store.apply([{ put: ports('x/b', 30009, 1) }]);
  expect(found()).toEqual([[], ['range']]);
  store.setReading('Service', { state: 'forbidden' });
  expect(found()).toEqual([[], []]);
  expect(subjectsOf(modelWith({ warnAt: 70 }, flag, ports('x/a', 30000, 7)).model, 'node-ports-nearly-full')).toEqual(['range']);
});

describe('pools that overlap', () => {
  const code = 'pool-overlaps-pool';
  const ranges = (text: string) => controlPlane('kube-controller-manager', `--cluster-cidr=${text}`);
  const at = (name: string, address: string) => node(name, { addresses: [{ type: 'InternalIP', address }] });

  test('are a pod range and a Service range, until one of them moves', () => {
    const { store, model } = modelOf(ranges('10.96.0.0/16'), serviceCIDR('k', ['10.96.128.0/24']));
    expect(subjectsOf(model, code)).toEqual(['pod/cluster-cidr/10.96.0.0-16 service/k/10.96.128.0-24']);
    expect(model.findings({ code }).items[0]).toMatchObject({
      title: 'Pod range 10.96.0.0/16 (cluster-cidr) and Service range 10.96.128.0/24 (k) overlap',
      detail:
        'They share 256 addresses. What is given out of one may be given out of the other too, and then one of the two is not reached.',
      pools: ['pod/cluster-cidr/10.96.0.0-16', 'service/k/10.96.128.0-24'],
      address: '10.96.128.0/24',
    });
    store.apply([{ put: serviceCIDR('k', ['10.97.128.0/24']) }]);
    expect(subjectsOf(model, code)).toEqual([]);
  });

  test('are a Service range and the network of the nodes', () => {
    expect(subjectsOf(modelOf(serviceCIDR('k', ['10.0.0.0/16']), at('a', '10.0.1.1'), at('b', '10.0.1.9')).model, code)).toEqual([
      'node/addresses/10.0.1.0-28 service/k/10.0.0.0-16',
    ]);
  });

  test('are not two Service ranges, and not two that are both made out from what is seen', () => {
    const { model } = modelOf(
      serviceCIDR('a', ['10.96.0.0/24']),
      serviceCIDR('b', ['10.96.0.0/24']),
      at('n', '10.244.0.9'),
      at('m', '10.244.1.9'),
      node('o', { podCIDRs: ['10.244.0.0/24'] }),
    );
    expect(subjectsOf(model, code)).toEqual([]);
  });
});

describe('sources that disagree', () => {
  const code = 'sources-disagree';
  const manager = (...args: string[]) => controlPlane('kube-controller-manager', ...args);

  test('on the pod ranges: flags, kubeadm and kube-proxy, each with what it says', () => {
    const { store, model } = modelOf(
      manager('--cluster-cidr=10.244.0.0/16'),
      configMap('kubeadm-config', { podSubnet: '10.244.0.0/16' }),
      configMap('kube-proxy', { clusterCIDR: '10.200.0.0/16' }),
    );
    expect(model.findings({ code }).items[0]).toMatchObject({
      id: 'sources-disagree/pod-ranges',
      title: 'Sources disagree on the pod ranges',
      detail:
        'Pod/kube-system/kube-controller-manager-cp --cluster-cidr says 10.244.0.0/16; ConfigMap/kube-system/kubeadm-config podSubnet says 10.244.0.0/16; ConfigMap/kube-system/kube-proxy clusterCIDR says 10.200.0.0/16. The first one is believed here.',
      objects: [
        { kind: 'Pod', namespace: 'kube-system', name: 'kube-controller-manager-cp' },
        { kind: 'ConfigMap', namespace: 'kube-system', name: 'kubeadm-config' },
        { kind: 'ConfigMap', namespace: 'kube-system', name: 'kube-proxy' },
      ],
    });
    store.apply([{ put: configMap('kube-proxy', { clusterCIDR: '10.244.0.0/16' }) }]);
    expect(subjectsOf(model, code)).toEqual([]);
  });

  test.each([
    [
      ['service-ranges'],
      [
        controlPlane('kube-apiserver', '--service-cluster-ip-range=10.96.0.0/16'),
        configMap('kubeadm-config', { serviceSubnet: '10.96.0.0/12' }),
      ],
    ],
    [
      ['node-mask-IPv4'],
      [
        manager('--cluster-cidr=10.244.0.0/16'),
        configMap('kubeadm-config', { podSubnet: '10.244.0.0/16', 'node-cidr-mask-size-ipv4': '25' }),
      ],
    ],
    [
      ['node-ports'],
      [
        controlPlane('kube-apiserver', '--service-node-port-range=20000-20099'),
        configMap('kubeadm-config', { 'service-node-port-range': '30000-32767' }),
      ],
    ],
    [[], [manager('--cluster-cidr=10.244.0.0/16'), configMap('kubeadm-config', { podSubnet: '10.244.0.7/16' })]],
    [[], [manager('--cluster-cidr=10.244.0.0/16'), configMap('kube-proxy', { clusterCIDR: '' })]],
  ])('on %j', (found, records) => expect(subjectsOf(modelOf(...records).model, code)).toEqual(found));
});
