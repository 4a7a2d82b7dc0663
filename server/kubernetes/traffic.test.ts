import { describe, expect, test } from 'vitest';
import type { Kind } from '../records/records.ts';
import { watchDecoder } from './decodeEvent.ts';
import { kindTable } from './kindTable.ts';
import { fixture, jsonType, protobufType, watchType } from './testing/fixture.ts';
import { wholePage } from './testing/wholePage.ts';

const metadata = { name: 'x', namespace: 'shop', resourceVersion: '1', uid: 'u' };
const named = { uid: 'u', resourceVersion: '1', namespace: 'shop', name: 'x', createdAt: 0, deletedAt: 0 };

test('of a NetworkPolicy the ipBlocks of its rules are kept, and nothing of its labels', () => {
  const record = kindTable.NetworkPolicy.fromJson({
    metadata,
    spec: {
      podSelector: { matchLabels: { app: 'web' } },
      policyTypes: ['Ingress', 'Egress'],
      ingress: [{ from: [{ podSelector: {} }, { ipBlock: { cidr: '10.0.0.0/8', except: ['10.1.0.0/16'] } }], ports: [{ port: 80 }] }, {}],
      egress: [{ to: [{ ipBlock: { cidr: '::/0' } }] }],
    },
  });
  expect(record).toEqual({
    kind: 'NetworkPolicy',
    ...named,
    blocks: [
      { direction: 'ingress', cidr: '10.0.0.0/8', except: ['10.1.0.0/16'] },
      { direction: 'egress', cidr: '::/0', except: [] },
    ],
  });
});

test('of an Ingress its class, its addresses and the Services behind it are kept', () => {
  const to = (name: string) => ({ path: '/', pathType: 'Prefix', backend: { service: { name, port: { number: 80 } } } });
  const record = kindTable.Ingress.fromJson({
    metadata,
    spec: {
      ingressClassName: 'nginx',
      defaultBackend: { resource: { kind: 'Bucket', name: 'b' } },
      rules: [{ host: 'a.example', http: { paths: [to('web'), to('api')] } }, { http: { paths: [to('web')] } }, { host: 'empty.example' }],
    },
    status: { loadBalancer: { ingress: [{ ip: '203.0.113.7' }, { hostname: 'lb.example' }] } },
  });
  expect(record).toEqual({
    kind: 'Ingress',
    ...named,
    className: 'nginx',
    loadBalancer: [
      { ip: '203.0.113.7', hostname: '' },
      { ip: '', hostname: 'lb.example' },
    ],
    services: ['web', 'api'],
  });
});

test('of a Gateway the addresses that are wanted and those that are given are kept; a NamedAddress is none', () => {
  const record = kindTable['Gateway.gateway.networking.k8s.io'].fromJson({
    metadata,
    spec: { gatewayClassName: 'envoy', addresses: [{ value: '203.0.113.1' }, { type: 'NamedAddress', value: 'edge' }] },
    status: { addresses: [{ type: 'IPAddress', value: '2001:db8::1' }, { type: 'Hostname', value: 'gw.example' }, 7] },
  });
  expect(record).toEqual({
    kind: 'Gateway.gateway.networking.k8s.io',
    ...named,
    className: 'envoy',
    wanted: [{ ip: '203.0.113.1', hostname: '' }],
    given: [
      { ip: '2001:db8::1', hostname: '' },
      { ip: '', hostname: 'gw.example' },
    ],
  });
});

test.each([
  ['NetworkPolicy', {}],
  ['Ingress', {}],
  ['Gateway.gateway.networking.k8s.io', { spec: { addresses: 'x' }, status: null }],
] as const)('a %s that says nothing is kept as one that says nothing', (kind, rest) => {
  const { resourceVersion: _, ...record } = kindTable[kind].fromJson({ metadata, ...rest });
  expect(Object.values(record).flat().join()).toBe([kind, 'u', 'shop', 'x', 0, 0, ...(kind === 'NetworkPolicy' ? [] : [''])].join());
});

test('a pod names the owner that controls it, in protobuf as in JSON', () => {
  const [protobuf, json] = [
    [protobufType, 'pods.list.pb'],
    [jsonType, 'pods.list.json'],
  ].map(([type = '', file = '']) => wholePage(kindTable.Pod, type, fixture(file)).records.map(({ owner }) => owner));
  expect(protobuf).toEqual(json);
  expect(kindTable.Pod.fromJson({ metadata: { ...metadata, ownerReferences: [{ kind: 'X', name: 'y' }] } }).owner).toBe('');
  const ownerReferences = [{ kind: 'ReplicaSet', name: 'web-7d9f8c7b5d', controller: true }];
  expect(kindTable.Pod.fromJson({ metadata: { ...metadata, ownerReferences } }).owner).toBe('ReplicaSet/web-7d9f8c7b5d');
});

describe('what a real API server sends', () => {
  const lists = [
    ['NetworkPolicy', 'networkpolicies', 4],
    ['Ingress', 'ingresses', 3],
  ] as const;

  test.each(lists)('of kind %s: %s holds %i objects, the same from protobuf as from JSON', (kind, file, count) => {
    const protobuf = wholePage(kindTable[kind], protobufType, fixture(`${file}.list.pb`, 'traffic'));
    const json = wholePage(kindTable[kind], jsonType, fixture(`${file}.list.json`, 'traffic'));
    expect(protobuf.records).toHaveLength(count);
    expect(protobuf).toEqual(json);
    expect(protobuf).toMatchObject({ resourceVersion: '232', unreadable: [] });
  });

  test('ipBlocks of policies, with what they leave out; peers that are chosen by labels say none', () => {
    const { records } = wholePage(kindTable.NetworkPolicy, protobufType, fixture('networkpolicies.list.pb', 'traffic'));
    const said = records.map(({ name, blocks }) => [
      name,
      blocks.map(({ direction, cidr, except }) => [direction, cidr, ...except].join(' ')),
    ]);
    expect(said).toEqual([
      ['both-families', ['ingress 10.0.0.0/8 10.1.0.0/16 10.2.0.0/16', 'ingress fd00::/8 fd00:1::/32', 'egress 0.0.0.0/0', 'egress ::/0']],
      ['by-labels', []],
      ['one-family', ['egress 198.51.100.0/24']],
      ['shut-off', []],
    ]);
  });

  test('classes, backends and addresses of Ingresses', () => {
    const { records } = wholePage(kindTable.Ingress, protobufType, fixture('ingresses.list.pb', 'traffic'));
    const said = records.map(({ name, className, services, loadBalancer }) => [
      name,
      className,
      services.join(),
      loadBalancer.map(({ ip, hostname }) => ip || hostname).join(),
    ]);
    expect(said).toEqual([
      ['both', 'nginx', 'fallback,web,api', '2001:db8::7,203.0.113.7'],
      ['by-name', '', '', 'lb.example.com,203.0.113.8'],
      ['nowhere', '', 'web', ''],
    ]);
  });

  const changes: readonly [Kind, string, string[]][] = [
    [
      'NetworkPolicy',
      'networkpolicies',
      ['one-family: 198.51.100.0/24', 'one-family: 198.51.100.0/24,2001:db8:51::/48', 'edge/shut-off went'],
    ],
    ['Ingress', 'ingresses', ['nowhere: 203.0.113.9', 'edge/by-name went']],
  ];
  test.each(changes)('a watch of kind %s: what changed of %s, and what went', (kind, file, expected) => {
    const decoder = watchDecoder(kindTable[kind], watchType);
    const told: string[] = [];
    decoder.push(fixture(`${file}.watch.pb`, 'traffic'), (event) => {
      if (event.type === 'put' && event.record.kind === 'NetworkPolicy')
        told.push(`${event.record.name}: ${event.record.blocks.map(({ cidr }) => cidr).join()}`);
      else if (event.type === 'put' && event.record.kind === 'Ingress')
        told.push(`${event.record.name}: ${event.record.loadBalancer.map(({ ip }) => ip).join()}`);
      else told.push(event.type === 'remove' ? `${event.key} went` : event.type);
    });
    expect(told).toEqual(expected);
    expect(decoder.left).toBe(0);
  });
});
