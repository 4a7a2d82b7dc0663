import { describe, expect, test } from 'vitest';
import type { Kind } from '../records/records.ts';
import { decodeList, listVersion } from './decodeList.ts';
import type { KindReader } from './kindReader.ts';
import { kindTable } from './kindTable.ts';
import { podReader } from './pod.ts';
import { fixture, jsonType, protobufType } from './testing/fixture.ts';
import { wholePage } from './testing/wholePage.ts';

const lists: readonly [Kind, string, number][] = [
  ['Namespace', 'namespaces.list', 7],
  ['Node', 'nodes.list', 7],
  ['Pod', 'pods.list', 30],
  ['Pod', 'pods.page1', 7],
  ['Service', 'services.list', 11],
  ['EndpointSlice', 'endpointslices.list', 15],
  ['ServiceCIDR', 'servicecidrs.list', 1],
  ['IPAddress', 'ipaddresses.list', 13],
];

/** A length-delimited field of protobuf: text, or a message's bytes. */
const field = (number: number, value: string | Buffer): Buffer =>
  Buffer.concat([Buffer.from([number * 8 + 2, Buffer.byteLength(value)]), Buffer.from(value)]);
const nested = (number: number, ...fields: readonly Buffer[]): Buffer => field(number, Buffer.concat(fields));

const readerOf = (kind: Kind): KindReader<Kind> => kindTable[kind];

describe('a recorded list of a real API server', () => {
  test.each(lists)('%s: %s holds %i objects, the same from protobuf as from JSON', (kind, file, count) => {
    const protobuf = wholePage(readerOf(kind), protobufType, fixture(`${file}.pb`));
    const json = wholePage(readerOf(kind), jsonType, fixture(`${file}.json`));
    expect(protobuf.records).toHaveLength(count);
    expect(protobuf.records).toEqual(json.records);
    expect(protobuf.resourceVersion).toBe('957');
    expect(json.resourceVersion).toBe('957');
    expect(protobuf.unreadable).toEqual([]);
    expect(json.unreadable).toEqual([]);
  });

  test.each<[Kind, string, number]>([
    ['ConfigMap/kubeadm-config', 'kubeadm-config.list', 1],
    ['ConfigMap/kube-proxy', 'kube-proxy.list', 1],
    ['Pod', 'multus-pods.list', 2],
    ['Service', 'metallb-services.list', 6],
  ])('of a cluster with CNIs, %s: %s holds %i objects, the same from protobuf as from JSON', (kind, file, count) => {
    const protobuf = wholePage(readerOf(kind), protobufType, fixture(`${file}.pb`, 'cni'));
    const json = wholePage(readerOf(kind), jsonType, fixture(`${file}.json`, 'cni'));
    expect(protobuf.records).toHaveLength(count);
    expect(protobuf.records).toEqual(json.records);
  });

  test('what Multus wrote on a pod is found in its bytes', () => {
    const { records } = wholePage(podReader, protobufType, fixture('multus-pods.list.pb', 'cni'));
    expect(records.map(({ name, interfaces }) => [name, interfaces])).toEqual([
      [
        'm-0',
        [
          { network: 'cni-multus/rack', interface: 'net1', ips: ['10.90.0.10', 'fd00:90::2'], subnets: [] },
          { network: 'cni-multus/sriov', interface: 'net2', ips: [], subnets: [] },
        ],
      ],
      [
        'm-1',
        [
          { network: 'cni-multus/rack', interface: 'net1', ips: ['10.90.0.10', 'fd00:90::3'], subnets: [] },
          { network: 'cni-multus/sriov', interface: 'net2', ips: [], subnets: [] },
        ],
      ],
    ]);
  });

  test('a Service for another load balancer names its class, in its bytes as in JSON', () => {
    const { records } = wholePage(kindTable.Service, protobufType, fixture('metallb-services.list.pb', 'cni'));
    expect(records.filter(({ loadBalancerClass }) => loadBalancerClass !== '').map(({ name }) => name)).toEqual(['elsewhere']);
  });

  test('a custom kind is read from JSON, and its objects name their kind', () => {
    const reader = kindTable['IPPool.whereabouts.cni.cncf.io'];
    const { records } = wholePage(reader, jsonType, fixture('whereabouts-ippools.list.json', 'cni'));
    expect(records.map(({ namespace, range, allocations }) => `${namespace} ${range} ${allocations.length}`)).toEqual([
      'kube-system 192.168.50.0/24 3',
      'kube-system fd00:50::/120 2',
      'kube-system 192.168.60.0/26 0',
    ]);
    expect(() => wholePage(reader, jsonType, fixture('pods.list.json'))).toThrow('a PodList instead of a IPPoolList');
  });

  test('the second page goes on where the first ended', () => {
    const first = wholePage(podReader, protobufType, fixture('pods.page1.pb'));
    const second = wholePage(podReader, protobufType, fixture('pods.page2.pb'));
    const all = wholePage(podReader, protobufType, fixture('pods.list.pb'));
    expect(first.continue).not.toBe('');
    expect([...first.records, ...second.records]).toEqual(all.records.slice(0, 14));
  });

  test('a page says how many objects are behind it; where that is not said, it is not known', () => {
    const remaining = (name: string) => [
      decodeList(podReader, protobufType, fixture(`${name}.pb`)).remaining,
      decodeList(podReader, jsonType, fixture(`${name}.json`)).remaining,
    ];
    expect(remaining('pods.page1')).toEqual([23, 23]);
    expect(remaining('pods.list')).toEqual([null, null]);
  });

  test('a list of nothing has a resourceVersion and no records', () => {
    expect(wholePage(podReader, protobufType, fixture('pods.list-too-old.pb'))).toMatchObject({ records: [], continue: '' });
  });

  test('its resourceVersion can be had alone', () => {
    expect(listVersion(protobufType, fixture('pods.page1.pb'))).toBe('957');
    expect(listVersion(jsonType, fixture('pods.page1.json'))).toBe('957');
  });
});

describe('what is no such list', () => {
  test('another kind’s list is refused by name', () => {
    expect(() => wholePage(podReader, protobufType, fixture('nodes.list.pb'))).toThrow('a NodeList instead of a PodList');
    expect(() => wholePage(podReader, jsonType, fixture('nodes.list.json'))).toThrow('a NodeList instead of a PodList');
  });

  test('an answer in neither format is refused by its content type', () => {
    expect(() => wholePage(podReader, 'text/html', Buffer.from('<html>'))).toThrow(
      expect.objectContaining({ code: 'malformed', message: 'the answer is text/html, not protobuf or JSON' }),
    );
    expect(() => wholePage(podReader, '', Buffer.from('{}'))).toThrow('the answer is without content type, not protobuf or JSON');
  });

  test('a list that does not say what it is, or as of when', () => {
    const json = (list: unknown) => () => wholePage(podReader, jsonType, Buffer.from(JSON.stringify(list)));
    expect(json({})).toThrow(expect.objectContaining({ code: 'malformed', message: 'a undefined instead of a PodList' }));
    expect(json({ kind: 'PodList', items: [] })).toThrow('a list without a resourceVersion');
    expect(json({ kind: 'PodList', metadata: { resourceVersion: '' }, items: [] })).toThrow('a list without a resourceVersion');
    expect(json({ kind: 'PodList', metadata: { resourceVersion: '5' }, items: null })()).toEqual({
      records: [],
      resourceVersion: '5',
      continue: '',
      unreadable: [],
    });
    const envelope = (kind: string) => Buffer.concat([Buffer.from('k8s\0'), nested(1, field(2, kind))]);
    expect(() => wholePage(podReader, protobufType, Buffer.from('k8s\0'))).toThrow('a nameless thing instead of a PodList');
    expect(() => wholePage(podReader, protobufType, envelope('PodList'))).toThrow('a list without a resourceVersion');
  });

  test('an envelope that is encoded is refused by its encoding', () => {
    const body = Buffer.concat([Buffer.from('k8s\0'), nested(1, field(2, 'PodList')), field(3, 'gzip')]);
    expect(() => wholePage(podReader, protobufType, body)).toThrow(
      expect.objectContaining({ code: 'malformed', message: 'an envelope encoded as gzip' }),
    );
  });

  test('without a resourceVersion of its own, it is the empty one', () => {
    expect(listVersion(jsonType, Buffer.from('{}'))).toBe('');
    expect(listVersion(protobufType, Buffer.from('k8s\0'))).toBe('');
    expect(() => listVersion(jsonType, Buffer.from('{'))).toThrow(expect.objectContaining({ code: 'malformed' }));
  });

  test('a protobuf list cut anywhere is malformed, never a shorter list', () => {
    const body = fixture('servicecidrs.list.pb');
    for (let length = 0; length < body.length - 4; length += 1) {
      const cut = body.subarray(0, length);
      const read = () => wholePage(kindTable.ServiceCIDR, protobufType, cut);
      // The last bytes of the envelope are empty fields: without them the list is whole already.
      try {
        expect(read().records).toHaveLength(1);
        expect(length).toBeGreaterThan(body.length - 8);
      } catch (error) {
        expect(error).toMatchObject({ code: 'malformed' });
      }
    }
  });

  test('an object without a name is left out and told; the others stay', () => {
    const items = [
      { metadata: { name: 'good', resourceVersion: '1' } },
      { metadata: {} },
      null,
      { metadata: { name: 'odd' } },
      { metadata: { name: 'last', resourceVersion: '2' } },
    ];
    const body = Buffer.from(JSON.stringify({ kind: 'PodList', metadata: { resourceVersion: '9' }, items }));
    const page = wholePage(podReader, jsonType, body);
    expect(page.records.map((record) => record.name)).toEqual(['good', 'last']);
    expect(page.unreadable.map((failure) => failure.message)).toEqual([
      'an object without a name',
      'an object without a name',
      'the object odd without a resourceVersion',
    ]);
  });
});

describe('the objects of a page', () => {
  const bodyOf = (count: number) => {
    const items = Array.from({ length: count }, (_, at) => ({ metadata: at % 50 === 49 ? {} : { name: `p${at}`, resourceVersion: '1' } }));
    return Buffer.from(JSON.stringify({ kind: 'PodList', metadata: { resourceVersion: '9', continue: 'on' }, items }));
  };

  test.each([
    [0, []],
    [1, [[1, 0]]],
    [100, [[98, 2]]],
    [
      101,
      [
        [98, 2],
        [1, 0],
      ],
    ],
    [
      250,
      [
        [98, 2],
        [98, 2],
        [49, 1],
      ],
    ],
  ])('come in parts of a hundred at most: %i of them', (count, expected) => {
    const page = decodeList(podReader, jsonType, bodyOf(count));
    expect([page.resourceVersion, page.continue]).toEqual(['9', 'on']);
    expect([...page.parts()].map(({ records, failures }) => [records.length, failures.length])).toEqual(expected);
  });
});
