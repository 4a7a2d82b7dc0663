import { expect, test } from 'vitest';
import { formatCidr } from '../../shared/net/cidr.ts';
import { declaredBy, flagValue } from './controlPlaneArgs.ts';
import { pod } from './samples.ts';

test('a flag is read as "--flag=value" or as two elements, and the last one wins', () => {
  expect(flagValue(['kube-apiserver', '--a=1', '--b', '2'], '--a')).toBe('1');
  expect(flagValue(['kube-apiserver', '--a=1', '--b', '2'], '--b')).toBe('2');
  expect(flagValue(['--a=1', '--a', '3'], '--a')).toBe('3');
  expect(flagValue(['--ab=1'], '--a')).toBeUndefined();
});

function said(name: string, args: string[]) {
  const declared = declaredBy(pod(`kube-system/${name}`, 'n', [], { controlPlaneArgs: args }));
  return (
    declared && {
      source: declared.source,
      service: declared.serviceRanges.map(formatCidr),
      pods: declared.podRanges.map(({ range, blockLength }) => `${formatCidr(range)} in /${blockLength}`),
    }
  );
}

test('kube-apiserver says the Service ranges', () => {
  expect(said('kube-apiserver-cp', ['kube-apiserver', '--service-cluster-ip-range=10.96.0.0/16,fd00:96::/108'])).toEqual({
    source: 'Pod/kube-system/kube-apiserver-cp --service-cluster-ip-range',
    service: ['10.96.0.0/16', 'fd00:96::/108'],
    pods: [],
  });
});

test.each([
  ['--service-node-port-range=20000-22767', 'Pod/kube-system/kube-apiserver-cp --service-node-port-range', 20000, 22767],
  ['--service-node-port-range=30000+99', 'Pod/kube-system/kube-apiserver-cp --service-node-port-range', 30000, 30099],
])('kube-apiserver with %s says the NodePorts, without a Service range too', (flag, source, first, last) => {
  const declared = declaredBy(pod('kube-system/kube-apiserver-cp', 'n', [], { controlPlaneArgs: ['kube-apiserver', flag] }));
  expect(declared?.nodePorts).toMatchObject({ source, range: { first, last } });
});

test('a NodePort range that the API server would not start with is none', () => {
  const args = ['kube-apiserver', '--service-node-port-range=30000-2'];
  expect(declaredBy(pod('kube-system/kube-apiserver-cp', 'n', [], { controlPlaneArgs: args }))).toBeUndefined();
});

test.each([
  [[], ['10.244.0.0/16 in /24', 'fd00::/48 in /64']],
  [['--node-cidr-mask-size=25'], ['10.244.0.0/16 in /25', 'fd00::/48 in /25']],
  [
    ['--node-cidr-mask-size-ipv4=26', '--node-cidr-mask-size-ipv6', '80'],
    ['10.244.0.0/16 in /26', 'fd00::/48 in /80'],
  ],
  [
    ['--node-cidr-mask-size=0', '--node-cidr-mask-size-ipv6=999'],
    ['10.244.0.0/16 in /24', 'fd00::/48 in /64'],
  ],
])('kube-controller-manager with %j cuts blocks of %j', (masks, pods) => {
  expect(said('kube-controller-manager-cp', ['--cluster-cidr=10.244.0.0/16, fd00::/48', ...masks])?.pods).toEqual(pods);
});

test('a control plane without the flags, with junk in them, or ended, says nothing', () => {
  expect(said('kube-controller-manager-cp', ['--cluster-cidr=junk'])).toBeUndefined();
  expect(said('kube-controller-manager-cp', ['--service-cluster-ip-range=10.96.0.0/16'])).toBeUndefined();
  const over = pod('kube-system/kube-apiserver-cp', 'n', [], {
    phase: 'Failed',
    controlPlaneArgs: ['--service-cluster-ip-range=10.96.0.0/16'],
  });
  expect(declaredBy(over)).toBeUndefined();
});
