import { expect, test } from 'vitest';
import type { Family } from '../../net/address.ts';
import { type Manifests, planManifests } from './planManifests.ts';
import { sampleCluster } from './sampleClusters.ts';
import { parseScenario } from './scenarioText.ts';

function manifests(families: string, text: string): Manifests {
  const read = parseScenario(text);
  if (!read.ok) throw new Error(read.why);
  return planManifests(sampleCluster(families.split(',') as Family[]), read.scenario);
}

test('each further Service range is an object of its own', () => {
  expect(manifests('IPv4,IPv6', 'services=10.112.0.0/20,fd00:96:1::/112').serviceCIDRs).toBe(`apiVersion: networking.k8s.io/v1
kind: ServiceCIDR
metadata:
  name: services-10-112-0-0-20
spec:
  cidrs:
    - 10.112.0.0/20
---
apiVersion: networking.k8s.io/v1
kind: ServiceCIDR
metadata:
  name: services-fd00-96-1-112
spec:
  cidrs:
    - fd00:96:1::/112
`);
});

test('two ranges that would have one name have two', () => {
  const names = manifests('IPv6', 'services=fd00:1::/112,fd00::1:0/112').serviceCIDRs.match(/name: .*/g);
  expect(names).toEqual(['name: services-fd00-1-112', 'name: services-fd00-1-0-112']);
  expect(manifests('IPv6', 'services=fd00:1::/112,fd00:1::/112').serviceCIDRs.match(/name: .*/g)).toEqual([
    'name: services-fd00-1-112',
    'name: services-fd00-1-112-2',
  ]);
});

test.each<[string, string, Manifests['flags']]>([
  ['IPv4', '', []],
  ['IPv4', 'nodes=40;services=10.112.0.0/20', []],
  ['IPv4,IPv6', 'mask4=25', [{ program: 'kube-controller-manager', flags: ['--node-cidr-mask-size-ipv4=25'] }]],
  ['IPv4', 'mask4=25', [{ program: 'kube-controller-manager', flags: ['--node-cidr-mask-size=25'] }]],
  ['IPv4,IPv6', 'mask4=24', []],
  ['IPv4', 'maxPods=250', [{ program: 'kubelet', flags: ['--max-pods=250'] }]],
  ['IPv4', 'maxPods=110', []],
  ['IPv6', 'mask6=72', []],
  ['IPv4,IPv6', 'pods=10.244.0.0/15', [{ program: 'kube-controller-manager', flags: ['--cluster-cidr=10.244.0.0/15,fd00:10:244::/48'] }]],
  ['IPv6,IPv4', 'pods=10.244.0.0/15', [{ program: 'kube-controller-manager', flags: ['--cluster-cidr=fd00:10:244::/48,10.244.0.0/15'] }]],
  [
    'IPv4',
    'add=IPv6;pods=fd00:10:244::/48;services=fd00:10:96::/112',
    [
      { program: 'kube-apiserver', flags: ['--service-cluster-ip-range=10.96.0.0/20,fd00:10:96::/112'] },
      {
        program: 'kube-controller-manager',
        flags: ['--cluster-cidr=10.244.0.0/16,fd00:10:244::/48', '--service-cluster-ip-range=10.96.0.0/20,fd00:10:96::/112'],
      },
    ],
  ],
  [
    'IPv4,IPv6',
    'drop=IPv4',
    [
      { program: 'kube-apiserver', flags: ['--service-cluster-ip-range=fd00:10:96::/112'] },
      { program: 'kube-controller-manager', flags: ['--cluster-cidr=fd00:10:244::/48', '--service-cluster-ip-range=fd00:10:96::/112'] },
    ],
  ],
])('on %s, %j changes these flags', (families, text, flags) => {
  expect(manifests(families, text).flags).toEqual(flags);
});

test('the range of a family that is added belongs into the flag, a second one is an object', () => {
  const { serviceCIDRs } = manifests('IPv4', 'add=IPv6;pods=fd00:10:244::/48;services=fd00:10:96::/112,fd00:10:97::/112');
  expect(serviceCIDRs.match(/ - .*/g)).toEqual([' - fd00:10:97::/112']);
});

test('a range that would be dead is not made', () => {
  expect(manifests('IPv4', 'services=fd00:10:96::/112')).toEqual({ serviceCIDRs: '', flags: [] });
});
