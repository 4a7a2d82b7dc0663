import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { ipamKinds } from '../../records/ipam.ts';
import { kindTable } from '../kindTable.ts';

const metadata = { name: 'x', resourceVersion: '1', uid: 'u', creationTimestamp: '2026-01-01T00:00:00Z' };
const named = { uid: 'u', resourceVersion: '1', namespace: '', name: 'x', createdAt: 1_767_225_600_000, deletedAt: 0 };

const objects: readonly [keyof typeof kindTable, object, object][] = [
  [
    'IPPool.crd.projectcalico.org',
    {
      metadata,
      spec: { cidr: '10.48.0.0/25', blockSize: 26, ipipMode: 'Never', disabled: true, assignmentMode: 'Manual', allowedUses: ['Workload'] },
    },
    { cidr: '10.48.0.0/25', blockSize: 26, disabled: true, manual: true, allowedUses: ['Workload'] },
  ],
  [
    'IPPool.crd.projectcalico.org',
    { metadata, spec: { cidr: 'fd00:48::/112' } },
    { cidr: 'fd00:48::/112', blockSize: 0, disabled: false, manual: false, allowedUses: [] },
  ],
  [
    'IPAMBlock.crd.projectcalico.org',
    {
      metadata,
      spec: {
        cidr: '10.48.0.64/30',
        affinity: 'host:worker-1',
        sequenceNumber: 2 ** 60,
        allocations: [0, null, 1, 1],
        unallocated: [1],
        attributes: [
          { handle_id: 'vxlan-tunnel-addr-worker-1', secondary: { node: 'worker-1', type: 'vxlanTunnelAddress' } },
          {
            handle_id: 'k8s-pod-network.c9',
            secondary: { namespace: 'shop', pod: 'api-9', node: 'worker-2', 'vmi-name': 'vm' },
            releasedAt: '2026-01-01T00:00:00Z',
          },
        ],
      },
    },
    {
      cidr: '10.48.0.64/30',
      affinity: 'host:worker-1',
      deleted: false,
      allocations: [0, 0, 2, 1, 3, 1],
      attributes: [
        {
          handle: 'vxlan-tunnel-addr-worker-1',
          namespace: '',
          pod: '',
          service: '',
          node: 'worker-1',
          type: 'vxlanTunnelAddress',
          vmi: '',
          released: false,
        },
        {
          handle: 'k8s-pod-network.c9',
          namespace: 'shop',
          pod: 'api-9',
          service: '',
          node: 'worker-2',
          type: '',
          vmi: 'vm',
          released: true,
        },
      ],
    },
  ],
  [
    // What is not null is taken, whatever it is.
    'IPAMBlock.crd.projectcalico.org',
    { metadata, spec: { allocations: [{}, null, 'x', 2], attributes: [5, null, {}], deleted: true } },
    {
      cidr: '',
      affinity: '',
      deleted: true,
      allocations: [0, -1, 2, -1, 3, 2],
      attributes: Array(3).fill({ handle: '', namespace: '', pod: '', service: '', node: '', type: '', vmi: '', released: false }),
    },
  ],
  [
    'BlockAffinity.crd.projectcalico.org',
    { metadata, spec: { cidr: '10.48.0.0/26', node: 'worker-0', state: 'confirmed', deleted: 'false' } },
    { cidr: '10.48.0.0/26', node: 'worker-0', virtual: false, state: 'confirmed', deleted: false },
  ],
  [
    'BlockAffinity.crd.projectcalico.org',
    { metadata, spec: { cidr: '10.48.0.0/26', node: 'load-balancer', type: 'virtual', state: 'pending', deleted: 'true' } },
    { cidr: '10.48.0.0/26', node: 'load-balancer', virtual: true, state: 'pending', deleted: true },
  ],
  [
    'BlockAffinity.crd.projectcalico.org', // projectcalico.org/v3
    { metadata, spec: { cidr: '10.48.0.0/26', node: 'worker-0', type: 'host', deleted: true } },
    { cidr: '10.48.0.0/26', node: 'worker-0', virtual: false, state: '', deleted: true },
  ],
  [
    'IPAMHandle.crd.projectcalico.org',
    { metadata, spec: { handleID: 'k8s-pod-network.D7', block: { '10.48.0.64/26': 1, 'fd00:48::/122': 2 } } },
    {
      handle: 'k8s-pod-network.D7',
      deleted: false,
      blocks: [
        { cidr: '10.48.0.64/26', count: 1 },
        { cidr: 'fd00:48::/122', count: 2 },
      ],
    },
  ],
  [
    'IPReservation.crd.projectcalico.org',
    { metadata, spec: { reservedCIDRs: ['10.48.0.60/30', 'fd00:48::3c/126'] } },
    { reservedCIDRs: ['10.48.0.60/30', 'fd00:48::3c/126'] },
  ],
  [
    'CiliumNode.cilium.io',
    {
      metadata,
      spec: {
        addresses: [{ type: 'CiliumInternalIP', ip: '10.60.0.30' }, { type: 'InternalIP' }],
        health: { ipv4: '10.60.0.29', ipv6: 'fd00:60::fd' },
        ingress: { ipv6: 'fd00:60::fc' },
        ipam: {
          podCIDRs: ['10.0.1.0/24', 'fd00::100/120'],
          pools: {
            allocated: [
              { pool: 'default', cidrs: ['10.60.0.0/27'] },
              { pool: 'b', allowFirstIP: true, allowLastIP: true, cidrs: ['10.61.0.0/28'] },
            ],
            requested: [{ pool: 'default', needed: { 'ipv4-addrs': 16 } }],
          },
        },
      },
    },
    {
      addresses: [{ type: 'CiliumInternalIP', ip: '10.60.0.30' }],
      health: ['10.60.0.29', 'fd00:60::fd'],
      ingress: ['fd00:60::fc'],
      podCIDRs: ['10.0.1.0/24', 'fd00::100/120'],
      pools: [
        { pool: 'default', cidrs: ['10.60.0.0/27'], first: false, last: false },
        { pool: 'b', cidrs: ['10.61.0.0/28'], first: true, last: true },
      ],
      available: [],
      used: [],
      subnets: [],
    },
  ],
  [
    'CiliumNode.cilium.io', // ENI
    {
      metadata,
      spec: { ipam: { pool: { '192.168.1.5': { resource: 'eni-1' }, '192.168.1.6': {} }, 'ipv6-pool': { 'fd00::5': {} } } },
      status: {
        ipam: { used: { '192.168.1.5': { owner: 'shop/web', resource: 'eni-1' } }, 'ipv6-used': { 'fd00::5': { owner: 'router' } } },
        eni: {
          enis: { 'eni-1': { subnet: { id: 's-1', cidr: '192.168.1.0/24' } }, 'eni-2': { subnet: { id: 's-1', cidr: '192.168.1.0/24' } } },
        },
      },
    },
    {
      addresses: [],
      health: [],
      ingress: [],
      podCIDRs: [],
      pools: [],
      available: ['192.168.1.5', '192.168.1.6', 'fd00::5'],
      used: [
        { ip: '192.168.1.5', owner: 'shop/web' },
        { ip: 'fd00::5', owner: 'router' },
      ],
      subnets: ['192.168.1.0/24'],
    },
  ],
  [
    'CiliumNode.cilium.io', // Azure
    {
      metadata,
      status: { azure: { interfaces: [{ subnet: { cidr: '10.1.0.0/16' } }, { cidr: '10.2.0.0/16', gateway: '10.2.0.1' }, {}] } },
    },
    {
      addresses: [],
      health: [],
      ingress: [],
      podCIDRs: [],
      pools: [],
      available: [],
      used: [],
      subnets: ['10.1.0.0/16', '10.2.0.0/16'],
    },
  ],
  [
    'CiliumEndpoint.cilium.io',
    {
      metadata,
      status: {
        id: 100,
        networking: { node: '192.168.10.10', addressing: [{ ipv4: '10.60.0.4', ipv6: 'fd00:60::4' }, { ipv6: 'fd00::1' }] },
      },
    },
    { addresses: ['10.60.0.4', 'fd00:60::4', 'fd00::1'] },
  ],
  ['CiliumEndpoint.cilium.io', { metadata, status: { networking: null } }, { addresses: [] }],
  [
    'CiliumPodIPPool.cilium.io',
    { metadata, spec: { ipv4: { cidrs: ['10.61.0.0/25', '10.61.1.0/25'], maskSize: 28 }, allowFirstIP: true } },
    { ranges: [{ cidrs: ['10.61.0.0/25', '10.61.1.0/25'], maskSize: 28 }], allowFirst: true, allowLast: false },
  ],
  [
    'CiliumLoadBalancerIPPool.cilium.io',
    {
      metadata,
      spec: {
        allowFirstLastIPs: 'No',
        blocks: [{ cidr: '172.21.0.0/28' }, { start: '172.21.1.10', stop: '172.21.1.19' }, { start: 'fd00::1' }, {}],
      },
      status: {
        conditions: [
          { type: 'cilium.io/IPsTotal', status: 'Unknown' },
          { type: 'cilium.io/PoolConflict', status: 'True' },
        ],
      },
    },
    {
      blocks: [
        { cidr: '172.21.0.0/28', start: '', stop: '' },
        { cidr: '', start: '172.21.1.10', stop: '172.21.1.19' },
        { cidr: '', start: 'fd00::1', stop: '' },
      ],
      disabled: false,
      keepsEnds: true,
      conflict: true,
    },
  ],
  [
    'CiliumLoadBalancerIPPool.cilium.io', // other conditions are no conflict, and one that is over is none either
    {
      metadata,
      spec: { blocks: [] },
      status: {
        conditions: [
          { type: 'cilium.io/PoolConflict', status: 'False' },
          { type: 'cilium.io/IPsTotal', status: 'True' },
        ],
      },
    },
    { blocks: [], disabled: false, keepsEnds: false, conflict: false },
  ],
  [
    'CiliumLoadBalancerIPPool.cilium.io', // as 1.15 has it
    { metadata, spec: { cidrs: [{ cidr: '172.21.0.0/28' }], disabled: true }, status: {} },
    { blocks: [{ cidr: '172.21.0.0/28', start: '', stop: '' }], disabled: true, keepsEnds: false, conflict: false },
  ],
  [
    'Subnet.kubeovn.io',
    {
      metadata,
      spec: {
        protocol: 'Dual',
        cidrBlock: '10.70.0.0/24,fd00:70::/112',
        gateway: '10.70.0.1,fd00:70::1',
        excludeIps: ['10.70.0.1', '10.70.0.240..10.70.0.250'],
        vpc: 'ovn-cluster',
        provider: 'ovn',
      },
      status: { v4availableIPs: 238, v6availableIPs: 2 ** 64 },
    },
    {
      protocol: 'Dual',
      cidrBlock: '10.70.0.0/24,fd00:70::/112',
      gateway: '10.70.0.1,fd00:70::1',
      excludeIps: ['10.70.0.1', '10.70.0.240..10.70.0.250'],
      vpc: 'ovn-cluster',
      provider: 'ovn',
    },
  ],
  [
    'IP.kubeovn.io',
    {
      metadata: { ...metadata, labels: { 'ovn.kubernetes.io/ip_reserved': 'true' } },
      spec: {
        podName: 'db-0',
        namespace: 'shop',
        subnet: 'ovn-default',
        nodeName: 'w',
        v4IpAddress: '10.70.0.2',
        v6IpAddress: 'fd00:70::2',
        ipAddress: 'x',
        podType: 'StatefulSet',
      },
    },
    {
      podName: 'db-0',
      podNamespace: 'shop',
      podType: 'StatefulSet',
      subnet: 'ovn-default',
      node: 'w',
      addresses: ['10.70.0.2', 'fd00:70::2'],
      kept: true,
    },
  ],
  [
    'IP.kubeovn.io',
    { metadata, spec: { podName: 'worker-0', subnet: 'join', ipAddress: '10.71.0.3,fd00:71::3' } },
    { podName: 'worker-0', podNamespace: '', podType: '', subnet: 'join', node: '', addresses: ['10.71.0.3', 'fd00:71::3'], kept: false },
  ],
  [
    'IPPool.kubeovn.io',
    { metadata, spec: { subnet: 'ovn-default', ips: ['10.70.0.128/28', '10.70.0.200..10.70.0.203'] } },
    { subnet: 'ovn-default', ips: ['10.70.0.128/28', '10.70.0.200..10.70.0.203'] },
  ],
  [
    'Vip.kubeovn.io',
    { metadata, spec: { subnet: 'ovn-default', v4ip: '10.70.0.99' }, status: { v4ip: '10.70.0.20', v6ip: 'fd00:70::20' } },
    { subnet: 'ovn-default', addresses: ['10.70.0.20', 'fd00:70::20'] },
  ],
  [
    'IPPool.crd.antrea.io',
    {
      metadata,
      spec: {
        ipRanges: [{ cidr: '10.80.0.0/26' }, { start: '10.80.1.10', end: '10.80.1.29' }],
        subnetInfo: { gateway: '10.80.0.1', prefixLength: 23 },
      },
      status: {
        ipAddresses: [
          { ipAddress: '10.80.0.2', phase: 'Allocated', owner: { pod: { name: 'vm-0', namespace: 'a' } } },
          { ipAddress: '10.80.0.3', phase: 'Reserved', owner: { statefulSet: { name: 'db', namespace: 'a', index: 0 } } },
          { phase: 'Allocated' },
        ],
        usage: { total: 82, used: 3 },
      },
    },
    {
      ranges: [
        { cidr: '10.80.0.0/26', start: '', end: '' },
        { cidr: '', start: '10.80.1.10', end: '10.80.1.29' },
      ],
      gateway: '10.80.0.1',
      prefixLength: 23,
      allocations: [
        { ip: '10.80.0.2', phase: 'Allocated', pod: 'a/vm-0', statefulSet: '' },
        { ip: '10.80.0.3', phase: 'Reserved', pod: '', statefulSet: 'a/db' },
      ],
    },
  ],
  [
    'IPPool.crd.antrea.io', // v1alpha2
    { metadata, spec: { ipVersion: 4, ipRanges: [{ cidr: '10.80.0.0/26', gateway: '10.80.0.1', prefixLength: 24, vlan: 2 }] } },
    { ranges: [{ cidr: '10.80.0.0/26', start: '', end: '' }], gateway: '10.80.0.1', prefixLength: 24, allocations: [] },
  ],
  [
    'ExternalIPPool.crd.antrea.io',
    { metadata, spec: { ipRanges: [{ cidr: '172.22.0.0/28' }, {}, 7], nodeSelector: {} } },
    { ranges: [{ cidr: '172.22.0.0/28', start: '', end: '' }] },
  ],
  [
    'Egress.crd.antrea.io',
    { metadata, spec: { egressIP: '172.22.0.9', externalIPPool: 'a' }, status: { egressIP: '172.22.0.1', egressNode: 'w' } },
    { addresses: ['172.22.0.1'], pools: ['a'] },
  ],
  [
    'Egress.crd.antrea.io',
    { metadata, spec: { egressIPs: ['172.22.0.1', 'fd00::1'], externalIPPools: ['a', 'b', 'a'] } },
    { addresses: ['172.22.0.1', 'fd00::1'], pools: ['a', 'b'] },
  ],
  [
    'IPPool.whereabouts.cni.cncf.io',
    {
      metadata,
      spec: {
        range: 'fd00:50::/64',
        allocations: {
          '18446744073709551600': { id: 'f0', podref: 'shop/a', ifname: 'net1' },
          '16': { podref: 'shop/b' },
          odd: {},
          '-1': {},
        },
      },
    },
    {
      range: 'fd00:50::/64',
      allocations: [
        { offset: '16', pod: 'shop/b', interface: '' },
        { offset: '18446744073709551600', pod: 'shop/a', interface: 'net1' },
      ],
    },
  ],
  [
    'NodeSlicePool.whereabouts.cni.cncf.io',
    {
      metadata,
      spec: { range: '192.168.60.0/24', sliceSize: '/26' },
      status: {
        allocations: [{ nodeName: 'worker-0', sliceRange: '192.168.60.0/26' }, { nodeName: '', sliceRange: '192.168.60.64/26' }, {}],
      },
    },
    {
      range: '192.168.60.0/24',
      sliceSize: '/26',
      slices: [
        { node: 'worker-0', range: '192.168.60.0/26' },
        { node: '', range: '192.168.60.64/26' },
      ],
    },
  ],
  [
    'IPAddressPool.metallb.io',
    { metadata, spec: { addresses: ['172.23.0.0/28', '172.23.1.10-172.23.1.29'], avoidBuggyIPs: true }, status: { availableIPv6: -1 } },
    { addresses: ['172.23.0.0/28', '172.23.1.10-172.23.1.29'], autoAssign: true, avoidBuggyIPs: true },
  ],
  ['IPAddressPool.metallb.io', { metadata, spec: { autoAssign: false } }, { addresses: [], autoAssign: false, avoidBuggyIPs: false }],
  [
    'CNINode.vpcresources.k8s.aws',
    { metadata, spec: { features: [{ name: 'SecurityGroupsForPods' }, { name: 'CustomNetworking', value: 'a' }] } },
    { features: ['SecurityGroupsForPods', 'CustomNetworking'] },
  ],
  ['ENIConfig.crd.k8s.amazonaws.com', { metadata, spec: { subnet: 'subnet-1', securityGroups: ['sg-1'] } }, { subnet: 'subnet-1' }],
  [
    'ResourceClaim',
    {
      metadata,
      status: {
        devices: [
          { driver: 'nic.example.com', networkData: { interfaceName: 'net1', ips: ['10.95.0.10/24', 'fd00:95::10/64'] } },
          { driver: 'gpu.example.com', device: 'gpu-0' },
        ],
        reservedFor: [
          { resource: 'pods', name: 'dra-0', uid: '1' },
          { resource: 'others', name: 'x' },
        ],
      },
    },
    { interfaces: [{ interface: 'net1', ips: ['10.95.0.10/24', 'fd00:95::10/64'] }], reservedFor: ['dra-0'] },
  ],
];

test.each(objects.map(([kind, object, expected]) => ({ kind, object, expected })))('$kind: $object.spec', ({ kind, object, expected }) => {
  expect(kindTable[kind].fromJson(object)).toEqual({ kind, ...named, ...expected });
});

describe('a NetworkAttachmentDefinition', () => {
  const read = (config: unknown) => {
    const { ipam, networkName, ranges } = kindTable['NetworkAttachmentDefinition.k8s.cni.cncf.io'].fromJson({
      metadata,
      spec: { config: typeof config === 'string' ? config : JSON.stringify(config) },
    });
    return { ipam, networkName, ranges };
  };
  const range = (cidr: string, rest: object = {}) => ({ range: cidr, start: '', end: '', gateway: '', exclude: [], ...rest });

  test('of host-local has sets of ranges', () => {
    const rack = { subnet: '10.90.0.0/24', rangeStart: '10.90.0.10', rangeEnd: '10.90.0.99', gateway: '10.90.0.1' };
    expect(read({ type: 'macvlan', ipam: { type: 'host-local', ranges: [[rack], [{ subnet: 'fd00:90::/64' }]] } })).toEqual({
      ipam: 'host-local',
      networkName: '',
      ranges: [range('10.90.0.0/24', { start: '10.90.0.10', end: '10.90.0.99', gateway: '10.90.0.1' }), range('fd00:90::/64')],
    });
  });

  test('of an old host-local has one range', () => {
    expect(read({ ipam: { type: 'host-local', subnet: '10.90.0.0/24', gateway: '10.90.0.1' } }).ranges).toEqual([
      range('10.90.0.0/24', { gateway: '10.90.0.1' }),
    ]);
  });

  test('of whereabouts has a range, more of them, or both', () => {
    const ipam = {
      type: 'whereabouts',
      network_name: 'blue',
      range: '192.168.50.0/24',
      range_start: '192.168.50.10',
      range_end: '192.168.50.99',
      gateway: '192.168.50.1',
      exclude: ['192.168.50.16/28'],
      ipRanges: [{ range: 'fd00:50::/120' }, { range: '10.0.0.1-10.0.0.9/24', exclude: ['10.0.0.4/32'] }],
    };
    expect(read({ ipam })).toEqual({
      ipam: 'whereabouts',
      networkName: 'blue',
      ranges: [
        range('192.168.50.0/24', { start: '192.168.50.10', end: '192.168.50.99', gateway: '192.168.50.1', exclude: ['192.168.50.16/28'] }),
        range('fd00:50::/120'),
        range('10.0.0.1-10.0.0.9/24', { exclude: ['10.0.0.4/32'] }),
      ],
    });
  });

  test('of a list of plugins has the IPAM of the plugin that has one', () => {
    const plugins = [{ type: 'tuning' }, { type: 'macvlan', ipam: { type: 'host-local', ranges: [[{ subnet: '10.90.0.0/24' }]] } }];
    expect(read({ cniVersion: '1.0.0', name: 'rack', plugins })).toMatchObject({ ipam: 'host-local', ranges: [range('10.90.0.0/24')] });
  });

  test.each([
    ['dhcp', { ipam: { type: 'dhcp' } }, 'dhcp'],
    ['a plugin with a name from every object’s own', { ipam: { type: 'constructor', range: '10.0.0.0/8' } }, 'constructor'],
    ['no IPAM', { type: 'sriov', ipam: {} }, ''],
    ['nothing', '', ''],
    ['no JSON', '{', ''],
    ['a list', '[1]', ''],
  ])('of %s has no range', (_, config, ipam) => {
    expect(read(config)).toEqual({ ipam, networkName: '', ranges: [] });
  });
});

describe('no schema of a CRD can be relied on', () => {
  const readable = ipamKinds.map((kind) => [kind, kindTable[kind]] as const);

  test.each(readable)('%s without spec and status is read, and is empty', (kind, reader) => {
    for (const object of [{ metadata }, { metadata, spec: null, status: null }, { metadata, spec: [], status: 'x' }]) {
      expect(reader.fromJson(object)).toMatchObject({ kind, ...named });
    }
  });

  test.each(readable)('law: whatever %s holds, it is read and keeps its name', (_, reader) => {
    const known = [...new Set(objects.flatMap(([, object]) => keysOf(object)))];
    const key = fc.oneof(fc.constantFrom(...known), fc.string({ maxLength: 3 }));
    const { value } = fc.letrec((tie) => ({
      value: fc.oneof(
        { maxDepth: 5 },
        fc.constantFrom(null, true, 'true', '', '10.0.0.0/8', -1, 0, 26, 1e300, '9'.repeat(40)),
        fc.array(tie('value'), { maxLength: 3 }),
        fc.dictionary(key, tie('value'), { maxKeys: 5 }),
      ),
    }));
    fc.assert(
      fc.property(value, value, (spec, status) => {
        expect(reader.fromJson({ metadata, spec, status })).toMatchObject({ name: 'x', resourceVersion: '1' });
      }),
      { numRuns: 60 },
    );
  });

  test('a number where text belongs is its digits, and text where a number belongs is read as one', () => {
    expect(
      kindTable['IPPool.crd.projectcalico.org'].fromJson({ metadata, spec: { cidr: 5, blockSize: '27', allowedUses: 'Workload' } }),
    ).toMatchObject({
      cidr: '5',
      blockSize: 27,
      allowedUses: [],
    });
  });
});

/** Every key in it, however deep. */
function keysOf(value: unknown): string[] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) => [key, ...keysOf(inner)]);
}
