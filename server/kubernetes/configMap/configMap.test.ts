import { describe, expect, test } from 'vitest';
import { ciliumConfigReader } from './ciliumConfig.ts';
import { kubeadmConfigReader } from './kubeadmConfig.ts';
import { kubeProxyReader } from './kubeProxy.ts';
import { kubevipReader } from './kubevip.ts';
import { ovnConfigReader } from './ovnConfig.ts';

const metadata = { name: 'x', namespace: 'kube-system', resourceVersion: '7', uid: 'u' };

describe('kubeadm-config', () => {
  const read = (ClusterConfiguration: string) => kubeadmConfigReader.fromJson({ metadata, data: { ClusterConfiguration } });

  test('gives the ranges, and of the flags those about ranges (v1beta4: lists)', () => {
    const record = read(`
apiVersion: kubeadm.k8s.io/v1beta4
kind: ClusterConfiguration
apiServer:
  extraArgs:
  - {name: service-node-port-range, value: 30000-32767}
  - {name: oidc-client-secret, value: hush}
controllerManager:
  extraArgs:
  - name: node-cidr-mask-size-ipv4
    value: "24"
  - name: node-cidr-mask-size-ipv6
    value: 64
  - name: allocate-node-cidrs
    value: true
networking:
  dnsDomain: cluster.local
  podSubnet: 10.244.0.0/16,fd00:244::/48
  serviceSubnet: 10.96.0.0/20,fd00:96::/112
`);
    expect(record).toEqual({
      kind: 'ConfigMap/kubeadm-config',
      uid: 'u',
      resourceVersion: '7',
      namespace: 'kube-system',
      name: 'x',
      createdAt: 0,
      deletedAt: 0,
      values: {
        podSubnet: '10.244.0.0/16,fd00:244::/48',
        serviceSubnet: '10.96.0.0/20,fd00:96::/112',
        'node-cidr-mask-size-ipv4': '24',
        'node-cidr-mask-size-ipv6': '64',
        'allocate-node-cidrs': 'true',
        'service-node-port-range': '30000-32767',
      },
      error: '',
    });
  });

  test('of old holds its flags as a map (v1beta3)', () => {
    const { values } = read('controllerManager: {extraArgs: {node-cidr-mask-size: "25", cluster-cidr: 10.0.0.0/8}}\nnetworking: {}');
    expect(values).toEqual({ 'node-cidr-mask-size': '25', 'cluster-cidr': '10.0.0.0/8' });
  });

  test('names a flag that both programs were given as the API server has it, and the last of several', () => {
    const flag = (value: string) => `{name: service-cluster-ip-range, value: ${value}}`;
    const { values } = read(`apiServer: {extraArgs: [${flag('10.1.0.0/16')}, ${flag('10.2.0.0/16')}]}
controllerManager: {extraArgs: [${flag('10.3.0.0/16')}]}`);
    expect(values).toEqual({ 'service-cluster-ip-range': '10.2.0.0/16' });
  });

  test.each([
    ['is broken', 'networking: [', 'Flow sequence in block collection must be sufficiently indented'],
    ['is text', 'hello', 'ClusterConfiguration is no YAML mapping'],
    ['is empty', '', 'ClusterConfiguration is no YAML mapping'],
    ['is a list', '- 1', 'ClusterConfiguration is no YAML mapping'],
    ['names an anchor that is not there', 'networking: *gone', 'Unresolved alias'],
  ])('that %s says so', (_, text, words) => {
    const record = read(text);
    expect(record).toMatchObject({ name: 'x', values: {}, error: expect.stringContaining(words) });
    expect(record.error).not.toContain('\n');
  });

  test('without its key says so', () => {
    expect(kubeadmConfigReader.fromJson({ metadata }).error).toBe('it has no key ClusterConfiguration');
  });

  test('whose fields are of other types is read as far as they are not', () => {
    expect(read('networking: 5\napiServer: [1]\ncontrollerManager: {extraArgs: [null, 7, {name: cluster-cidr}]}')).toMatchObject({
      values: { 'cluster-cidr': '' },
      error: '',
    });
  });
});

describe('kube-proxy', () => {
  test('gives its range, its mode and where NodePorts are; how it signs in is left alone', () => {
    const data = {
      'config.conf':
        'bindAddress: "::"\nclusterCIDR: 10.244.0.0/16\nmode: nftables\nnodePortAddresses: [192.168.0.0/16, "fd00::/8"]\nclientConnection: {kubeconfig: /x}',
      'kubeconfig.conf': '{{{ not YAML, and never parsed',
    };
    const { values, error } = kubeProxyReader.fromJson({ metadata, data });
    expect(values).toEqual({
      bindAddress: '::',
      clusterCIDR: '10.244.0.0/16',
      mode: 'nftables',
      nodePortAddresses: '192.168.0.0/16,fd00::/8',
    });
    expect(error).toBe('');
  });

  test('that leaves all to be found out has empty values', () => {
    const data = { 'config.conf': 'clusterCIDR: ""\nmode: ""\nnodePortAddresses: null' };
    expect(kubeProxyReader.fromJson({ metadata, data }).values).toEqual({
      bindAddress: '',
      clusterCIDR: '',
      mode: '',
      nodePortAddresses: '',
    });
  });
});

test('kubevip gives its ranges and nothing else', () => {
  const data = { 'cidr-global': '192.168.0.220/29', 'range-shop': '192.168.1.10-192.168.1.20', 'search-order': 'desc' };
  expect(kubevipReader.fromJson({ metadata, data }).values).toEqual({
    'cidr-global': '192.168.0.220/29',
    'range-shop': '192.168.1.10-192.168.1.20',
  });
});

test('cilium-config gives its mode and its pools, whose blanks become commas', () => {
  const data = {
    ipam: 'cluster-pool',
    'cluster-pool-ipv4-cidr': ' 10.0.0.0/8  172.16.0.0/12\n',
    'cluster-pool-ipv4-mask-size': '24',
    'cluster-pool-ipv6-cidr': 'fd00::/104, fd01::/104',
    'cluster-pool-ipv6-mask-size': '120',
    'enable-ipv4': 'true',
    'enable-ipv6': 'false',
    'kvstore-opt': '{"etcd.config": "/secret"}',
  };
  expect(ciliumConfigReader.fromJson({ metadata, data }).values).toEqual({
    ipam: 'cluster-pool',
    'cluster-pool-ipv4-cidr': '10.0.0.0/8,172.16.0.0/12',
    'cluster-pool-ipv4-mask-size': '24',
    'cluster-pool-ipv6-cidr': 'fd00::/104,fd01::/104',
    'cluster-pool-ipv6-mask-size': '120',
    'enable-ipv4': 'true',
    'enable-ipv6': 'false',
  });
});

test('ovn-config gives its ranges as they stand', () => {
  const data = { net_cidr: '10.244.0.0/16/24', svc_cidr: '10.96.0.0/16', k8s_apiserver: 'https://10.0.0.1:6443' };
  expect(ovnConfigReader.fromJson({ metadata, data }).values).toEqual({ net_cidr: '10.244.0.0/16/24', svc_cidr: '10.96.0.0/16' });
});
