import { describe, expect, test } from 'vitest';
import { endpointSliceReader } from './endpointSlice.ts';
import { nodeReader } from './node.ts';
import { podReader } from './pod.ts';
import { serviceReader } from './service.ts';
import { serviceCIDRReader } from './serviceCIDR.ts';

const metadata = { name: 'x', resourceVersion: '1' };

describe('a pod', () => {
  const containers = [{ command: ['kube-apiserver'], args: ['--service-cluster-ip-range=10.96.0.0/20'] }, { command: ['other'] }];
  const flags = (namespace: string, name: string) =>
    podReader.fromJson({ metadata: { ...metadata, namespace, name }, spec: { containers } }).controlPlaneArgs;

  test('carries the flags of the control plane’s first container, in kube-system alone', () => {
    expect(flags('kube-system', 'kube-apiserver-a')).toEqual(['kube-apiserver', '--service-cluster-ip-range=10.96.0.0/20']);
    expect(flags('kube-system', 'kube-controller-manager-a')).toHaveLength(2);
    expect(flags('kube-system', 'kube-scheduler-a')).toEqual([]);
    expect(flags('default', 'kube-apiserver-a')).toEqual([]);
  });

  test('carries the same flags from protobuf', () => {
    const field = (number: number, ...values: readonly (string | Buffer)[]) =>
      Buffer.concat(values.flatMap((value) => [Buffer.from([number * 8 + 2, Buffer.byteLength(value)]), Buffer.from(value)]));
    const container = Buffer.concat([field(3, 'kube-apiserver'), field(4, '--a', '--b')]);
    const pod = (name: string) =>
      Buffer.concat([field(1, Buffer.concat([field(1, name), field(3, 'kube-system')])), field(2, field(2, container))]);
    expect(podReader.fromProtobuf(pod('kube-apiserver-a')).controlPlaneArgs).toEqual(['kube-apiserver', '--a', '--b']);
    expect(podReader.fromProtobuf(pod('coredns-a')).controlPlaneArgs).toEqual([]);
  });

  test('of an old server has podIP and hostIP alone', () => {
    const record = podReader.fromJson({ metadata, status: { podIP: '10.0.0.1', hostIP: '192.168.0.1' } });
    expect(record).toMatchObject({ podIPs: ['10.0.0.1'], hostIPs: ['192.168.0.1'], phase: 'Unknown', ready: false });
  });
});

test('a node without a capacity, a condition or a zone leaves them unknown', () => {
  expect(nodeReader.fromJson({ metadata })).toMatchObject({ maxPods: null, ready: null, zone: '', podCIDRs: [] });
});

test.each([
  ['110', 110],
  ['1k', 1000],
  ['2Ki', 2048],
  ['1e2', 100],
  ['1E2', 100],
  ['1500m', null],
  ['-1', null],
  ['', null],
])('a capacity of %s pods is %s', (pods, maxPods) => {
  expect(nodeReader.fromJson({ metadata, status: { capacity: { pods } } }).maxPods).toBe(maxPods);
});

test('an endpoint without conditions is ready and serving and not terminating', () => {
  const { endpoints } = endpointSliceReader.fromJson({ metadata, endpoints: [{ addresses: ['fd00::1'] }] });
  expect(endpoints[0]).toMatchObject({ ready: true, serving: true, terminating: false });
  expect(endpointSliceReader.fromJson({ metadata, endpoints: null }).endpoints).toEqual([]);
});

test('an ExternalName Service has neither policy nor addresses', () => {
  const record = serviceReader.fromJson({ metadata, spec: { type: 'ExternalName', externalName: 'example.com' } });
  expect(record).toMatchObject({ policy: '', families: [], clusterIPs: [], hasSelector: false, externalName: 'example.com' });
});

test('a LoadBalancer Service names its class and the port of its health checks, from JSON as from protobuf', () => {
  const spec = { type: 'LoadBalancer', healthCheckNodePort: 30123, loadBalancerClass: 'io.cilium/l2-announcer' };
  expect(serviceReader.fromJson({ metadata, spec })).toMatchObject({
    healthCheckNodePort: 30123,
    loadBalancerClass: spec.loadBalancerClass,
  });
  // healthCheckNodePort is field 12, a varint: 30123 is 0xAB 0xEB 0x01; loadBalancerClass is field 21: its tag takes two bytes.
  const named = Buffer.from([0xaa, 0x01, spec.loadBalancerClass.length]);
  const bytes = Buffer.concat([Buffer.from([12 * 8, 0xab, 0xeb, 0x01]), named, Buffer.from(spec.loadBalancerClass)]);
  const record = serviceReader.fromProtobuf(Buffer.concat([Buffer.from([2 * 8 + 2, bytes.length]), bytes]));
  expect(record).toMatchObject({ healthCheckNodePort: 30123, loadBalancerClass: spec.loadBalancerClass });
  expect(serviceReader.fromJson({ metadata })).toMatchObject({ healthCheckNodePort: 0, loadBalancerClass: '' });
});

test('a ServiceCIDR that is going says why', () => {
  const conditions = [{ type: 'Ready', status: 'False', reason: 'Terminating', message: 'There are still IPAddresses' }];
  const record = serviceCIDRReader.fromJson({
    metadata: { ...metadata, deletionTimestamp: '2026-01-01T00:00:00Z' },
    status: { conditions },
  });
  expect(record).toMatchObject({
    ready: false,
    reason: 'Terminating',
    message: 'There are still IPAddresses',
    deletedAt: 1_767_225_600_000,
  });
});
