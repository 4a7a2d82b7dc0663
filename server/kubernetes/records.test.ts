import { describe, expect, test } from 'vitest';
import { conditionStatus } from './condition.ts';
import { endpointSliceReader } from './endpointSlice.ts';
import { ipAddressReader } from './ipAddress.ts';
import { namedFrom } from './meta.ts';
import { namespaceReader } from './namespace.ts';
import { nodeReader } from './node.ts';
import { podReader } from './pod.ts';
import { type Quantity, wholeQuantity } from './quantity.ts';
import { serviceReader } from './service.ts';
import { serviceCIDRReader } from './serviceCIDR.ts';

const named = { uid: '', resourceVersion: '', namespace: '', name: '', createdAt: 0, deletedAt: 0 };

describe('an object that says nothing leaves every field empty or unknown', () => {
  const readers = [namespaceReader, nodeReader, podReader, serviceReader, endpointSliceReader, serviceCIDRReader, ipAddressReader];
  const empty = [
    { kind: 'Namespace', ...named },
    { kind: 'Node', ...named, zone: '', podCIDRs: [], addresses: [], maxPods: null, ready: null, ovnSubnets: [] },
    {
      kind: 'Pod',
      ...named,
      nodeName: '',
      hostNetwork: false,
      phase: 'Unknown',
      ready: false,
      podIPs: [],
      hostIPs: [],
      controlPlaneArgs: [],
      interfaces: [],
      owner: '',
    },
    {
      kind: 'Service',
      ...named,
      type: 'ClusterIP',
      policy: '',
      families: [],
      clusterIPs: [],
      externalIPs: [],
      externalName: '',
      loadBalancer: [],
      nodePorts: [],
      healthCheckNodePort: 0,
      loadBalancerClass: '',
      loadBalancerSourceRanges: [],
      hasSelector: false,
      publishNotReadyAddresses: false,
    },
    { kind: 'EndpointSlice', ...named, serviceName: '', managedBy: '', addressType: '', endpoints: [] },
    { kind: 'ServiceCIDR', ...named, cidrs: [], ready: null, reason: '', message: '' },
    { kind: 'IPAddress', ...named, parentResource: '', parentNamespace: '', parentName: '', managedBy: '' },
  ];

  test.each(readers.map((reader, at) => ({ kind: reader.kind, reader, expected: empty[at] })))('$kind', ({ reader, expected }) => {
    expect(reader.fromJson({})).toEqual(expected);
    expect(reader.fromJson({ metadata: null, spec: null, status: null })).toEqual(expected);
    expect(reader.fromJson({ metadata: {}, spec: {}, status: {} })).toEqual(expected);
    expect(reader.fromProtobuf(Buffer.alloc(0))).toEqual(expected);
  });

  test('an endpoint, an ingress and an address that are empty', () => {
    expect(endpointSliceReader.fromJson({ endpoints: [{}] }).endpoints).toEqual([
      {
        addresses: [],
        ready: true,
        serving: true,
        terminating: false,
        nodeName: '',
        zone: '',
        targetKind: '',
        targetNamespace: '',
        targetName: '',
      },
    ]);
    expect(serviceReader.fromJson({ status: { loadBalancer: { ingress: [{}] } } }).loadBalancer).toEqual([
      { ip: '', hostname: '', ipMode: '' },
    ]);
    expect(nodeReader.fromJson({ status: { addresses: [{}] } }).addresses).toEqual([{ type: '', address: '' }]);
    expect(podReader.fromJson({ status: { podIPs: [{}] } }).podIPs).toEqual(['']);
  });
});

describe('an object that says all', () => {
  const metadata = {
    uid: 'u',
    resourceVersion: '7',
    namespace: 'shop',
    name: 'x',
    creationTimestamp: '2026-01-01T00:00:00Z',
    deletionTimestamp: '2026-01-01T00:00:01Z',
  };
  const whole = {
    uid: 'u',
    resourceVersion: '7',
    namespace: 'shop',
    name: 'x',
    createdAt: 1_767_225_600_000,
    deletedAt: 1_767_225_601_000,
  };

  test('a node: its names are no addresses', () => {
    const object = {
      metadata: { ...metadata, labels: { 'topology.kubernetes.io/zone': 'z1' } },
      spec: { podCIDR: '10.244.1.0/24', podCIDRs: ['10.244.1.0/24', 'fd00:244:0:1::/64'] },
      status: {
        capacity: { pods: '110', cpu: '8' },
        conditions: [
          { type: 'DiskPressure', status: 'False' },
          { type: 'Ready', status: 'True' },
        ],
        addresses: [
          { type: 'InternalIP', address: '192.168.0.1' },
          { type: 'ExternalIP', address: '203.0.113.1' },
          { type: 'Hostname', address: 'n' },
          { type: 'InternalDNS', address: 'n.local' },
          { type: 'ExternalDNS', address: 'n.example' },
        ],
      },
    };
    expect(nodeReader.fromJson(object)).toEqual({
      kind: 'Node',
      ...whole,
      zone: 'z1',
      podCIDRs: ['10.244.1.0/24', 'fd00:244:0:1::/64'],
      addresses: [
        { type: 'InternalIP', address: '192.168.0.1' },
        { type: 'ExternalIP', address: '203.0.113.1' },
      ],
      maxPods: 110,
      ready: true,
      ovnSubnets: [],
    });
  });

  test('a pod', () => {
    const object = {
      metadata: {
        ...metadata,
        ownerReferences: [
          { kind: 'Node', name: 'n' },
          { kind: 'ReplicaSet', name: 'web-1', controller: true },
        ],
      },
      spec: { nodeName: 'n', hostNetwork: true },
      status: {
        phase: 'Running',
        conditions: [{ type: 'Ready', status: 'True' }],
        podIP: '10.244.1.5',
        podIPs: [{ ip: '10.244.1.5' }, { ip: 'fd00:244::5' }],
        hostIP: '192.168.0.1',
        hostIPs: [{ ip: '192.168.0.1' }, { ip: 'fd00::1' }],
      },
    };
    expect(podReader.fromJson(object)).toEqual({
      kind: 'Pod',
      ...whole,
      nodeName: 'n',
      hostNetwork: true,
      phase: 'Running',
      ready: true,
      podIPs: ['10.244.1.5', 'fd00:244::5'],
      hostIPs: ['192.168.0.1', 'fd00::1'],
      controlPlaneArgs: [],
      interfaces: [],
      owner: 'ReplicaSet/web-1',
    });
  });

  test.each(['Pending', 'Running', 'Succeeded', 'Failed'])('a pod’s phase %s is kept; what is none is Unknown', (phase) => {
    expect(podReader.fromJson({ status: { phase } }).phase).toBe(phase);
    expect(podReader.fromJson({ status: { phase: `${phase}!` } }).phase).toBe('Unknown');
  });

  test('a pod of the control plane is one by its whole beginning and its namespace', () => {
    const args = (namespace: string, name: string, containers: unknown = [{ args: ['--a'] }, { args: ['--b'] }]) =>
      podReader.fromJson({ metadata: { namespace, name }, spec: { containers } }).controlPlaneArgs;
    expect(args('kube-system', 'kube-apiserver-a')).toEqual(['--a']);
    expect(args('kube-system', 'my-kube-apiserver-a')).toEqual([]);
    expect(args('kube-system', 'kube-apiserver')).toEqual([]);
    expect(args('kube-system', 'kube-controller-manager-a', [{ command: ['c'] }])).toEqual(['c']);
    expect(args('kube-system', 'kube-controller-manager-a', [])).toEqual([]);
    expect(args('kube-system', 'kube-controller-manager-a', null)).toEqual([]);
  });

  test('a Service', () => {
    const object = {
      metadata,
      spec: {
        type: 'LoadBalancer',
        ipFamilyPolicy: 'RequireDualStack',
        ipFamilies: ['IPv6', 'IPv4'],
        clusterIP: 'fd00:96::5',
        clusterIPs: ['fd00:96::5', '10.96.0.5'],
        externalIPs: ['203.0.113.9'],
        externalName: 'x.example',
        ports: [{ nodePort: 30080 }, {}, { nodePort: 0 }, { nodePort: 30443 }],
        selector: { app: 'x' },
        healthCheckNodePort: 31000,
        loadBalancerClass: 'c',
        loadBalancerSourceRanges: ['192.0.2.0/24'],
        publishNotReadyAddresses: true,
      },
      status: { loadBalancer: { ingress: [{ ip: '203.0.113.10', hostname: 'h', ipMode: 'Proxy' }] } },
    };
    expect(serviceReader.fromJson(object)).toEqual({
      kind: 'Service',
      ...whole,
      type: 'LoadBalancer',
      policy: 'RequireDualStack',
      families: ['IPv6', 'IPv4'],
      clusterIPs: ['fd00:96::5', '10.96.0.5'],
      externalIPs: ['203.0.113.9'],
      externalName: 'x.example',
      loadBalancer: [{ ip: '203.0.113.10', hostname: 'h', ipMode: 'Proxy' }],
      nodePorts: [30080, 30443],
      healthCheckNodePort: 31000,
      loadBalancerClass: 'c',
      loadBalancerSourceRanges: ['192.0.2.0/24'],
      hasSelector: true,
      publishNotReadyAddresses: true,
    });
    expect(serviceReader.fromJson({ spec: { clusterIP: '10.96.0.5' } }).clusterIPs).toEqual(['10.96.0.5']);
  });

  test.each(['ClusterIP', 'NodePort', 'LoadBalancer', 'ExternalName'])('a Service’s type %s is kept; what is none is ClusterIP', (type) => {
    expect(serviceReader.fromJson({ spec: { type } }).type).toBe(type);
    expect(serviceReader.fromJson({ spec: { type: `${type}!` } }).type).toBe('ClusterIP');
  });

  test('an EndpointSlice', () => {
    const object = {
      metadata: {
        ...metadata,
        labels: { 'kubernetes.io/service-name': 'web', 'endpointslice.kubernetes.io/managed-by': 'endpointslice-controller.k8s.io' },
      },
      addressType: 'IPv6',
      endpoints: [
        {
          addresses: ['fd00::5'],
          conditions: { ready: false, serving: false, terminating: true },
          nodeName: 'n',
          zone: 'z',
          targetRef: { kind: 'Pod', namespace: 'shop', name: 'web-0' },
        },
      ],
    };
    expect(endpointSliceReader.fromJson(object)).toEqual({
      kind: 'EndpointSlice',
      ...whole,
      serviceName: 'web',
      managedBy: 'endpointslice-controller.k8s.io',
      addressType: 'IPv6',
      endpoints: [
        {
          addresses: ['fd00::5'],
          ready: false,
          serving: false,
          terminating: true,
          nodeName: 'n',
          zone: 'z',
          targetKind: 'Pod',
          targetNamespace: 'shop',
          targetName: 'web-0',
        },
      ],
    });
  });

  test('a ServiceCIDR and an IPAddress', () => {
    const conditions = [
      { type: 'Other', status: 'True', reason: 'no', message: 'no' },
      { type: 'Ready', status: 'True', reason: 'r', message: 'm' },
    ];
    expect(serviceCIDRReader.fromJson({ metadata, spec: { cidrs: ['10.96.0.0/16'] }, status: { conditions } })).toEqual({
      kind: 'ServiceCIDR',
      ...whole,
      cidrs: ['10.96.0.0/16'],
      ready: true,
      reason: 'r',
      message: 'm',
    });
    const labels = { 'ipaddress.kubernetes.io/managed-by': 'ipallocator.k8s.io' };
    const parentRef = { resource: 'services', namespace: 'shop', name: 'web' };
    expect(ipAddressReader.fromJson({ metadata: { ...metadata, labels }, spec: { parentRef } })).toEqual({
      kind: 'IPAddress',
      ...whole,
      parentResource: 'services',
      parentNamespace: 'shop',
      parentName: 'web',
      managedBy: 'ipallocator.k8s.io',
    });
  });
});

test.each([
  ['True', true],
  ['False', false],
  ['Unknown', null],
  [undefined, null],
])('a condition whose status is %s is %s', (status, expected) => {
  const others = [{ type: 'Other', status: 'True' }];
  expect(conditionStatus([...others, { type: 'Ready', ...(status !== undefined && { status }) }], 'Ready')).toBe(expected);
  expect(conditionStatus(others, 'Ready')).toBeNull();
  expect(conditionStatus(null, 'Ready')).toBeNull();
});

test.each([
  ['2026-01-01T00:00:00Z', 1_767_225_600_000],
  ['yesterday', 0],
  [{ seconds: 1_767_225_600 }, 1_767_225_600_000],
  [{ seconds: { toNumber: () => 1_767_225_600 } }, 1_767_225_600_000],
  [{}, 0],
  [null, 0],
])('the time %j is %d ms', (creationTimestamp, expected) => {
  expect(namedFrom({ creationTimestamp })).toEqual({ ...named, createdAt: expected });
  expect(namedFrom({ deletionTimestamp: creationTimestamp })).toEqual({ ...named, deletedAt: expected });
});

test.each<[Quantity | null | undefined, number | null]>([
  [110, 110],
  [{ string: '110' }, 110],
  [{ string: null }, null],
  [{}, null],
  [null, null],
  [undefined, null],
  ['0', 0],
  ['5k', 5000],
  ['5M', 5_000_000],
  ['5G', 5_000_000_000],
  ['5Ki', 5120],
  ['5Mi', 5_242_880],
  ['5Gi', 5_368_709_120],
  ['12e3', 12_000],
  ['12e10', 120_000_000_000],
  ['12E10', 120_000_000_000],
  ['1e30', null],
  ['9007199254740991', 9_007_199_254_740_991],
  ['9007199254740992', null],
  ['1.5', null],
  ['5m', null],
  ['5K', null],
  ['5e', null],
  ['x5', null],
  ['5x', null],
  ['5 ', null],
])('the quantity %j counts %s', (quantity, expected) => expect(wholeQuantity(quantity)).toBe(expected));
