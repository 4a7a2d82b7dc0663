import { expect, test } from 'vitest';
import type { Pool } from '../../shared/wire/pools.ts';
import { Model } from '../model/model.ts';
import { smallCluster } from '../testing/smallCluster.ts';
import { questionsOf } from './questions.ts';

const pool = (kind: Pool['kind'], family: Pool['family'], ranges: string[], rest: Partial<Pool> = {}): Pool => ({
  id: `${kind}/x/${ranges[0]}`,
  kind,
  name: 'x',
  family,
  ranges,
  cidr: ranges[0] ?? '',
  object: null,
  addresses: { total: '1', reserved: null, usable: null, handedOut: null, recorded: null, inUse: null, free: null },
  blocks: null,
  static: null,
  limit: 'addresses',
  state: 'ready',
  blockedBy: [],
  provenance: [],
  ...rest,
});
const blocks = { prefixLength: 24, total: 256, handedOut: 3, free: 253 };
const queries = (pools: Pool[], selector = '', families: ('IPv4' | 'IPv6')[] | null = null) =>
  questionsOf(pools, selector, families).map(({ questions, leftOut }) => [
    ...questions.flatMap(({ counts, ways }) => ways.map(({ query, presence }) => `${counts}: ${query} | ${presence}`)),
    ...(leftOut === null ? [] : [leftOut]),
  ]);

test('pods: live ones of the pod network; by their first address where only that is known', () => {
  const addresses = '10[.]244[.][0-9]+[.][0-9]+';
  expect(queries([pool('pod', 'IPv4', ['10.244.0.0/16'])], 'cluster="prod"')).toEqual([
    [
      `inUse: count(count by (ip) (kube_pod_ips{ip=~"${addresses}", cluster="prod"} unless on (namespace, pod, uid) kube_pod_info{host_network="true", cluster="prod"} unless on (namespace, pod, uid) (kube_pod_status_phase{phase=~"Succeeded|Failed", cluster="prod"} == 1))) | count(kube_pod_ips{cluster="prod"})`,
      `inUse: count(count by (pod_ip) (kube_pod_info{pod_ip=~"${addresses}", host_network!="true", cluster="prod"} unless on (namespace, pod, uid) (kube_pod_status_phase{phase=~"Succeeded|Failed", cluster="prod"} == 1))) | count(kube_pod_info{pod_ip=~"[0-9.]+", cluster="prod"})`,
    ],
  ]);
});

test('blocks: podCIDRs of nodes in the range, of every length where it is declared, else of its own', () => {
  const ofNodes = (rest: Partial<Pool>) => queries([pool('pod', 'IPv4', ['10.244.0.0/16'], { blocks, ...rest })])[0]?.slice(2);
  const query = (lengths: string) =>
    `blocks: count by (length) (label_replace(count by (pod_cidr) (kube_node_info{pod_cidr=~"10[.]244[.][0-9]+[.][0-9]+/${lengths}"}), "length", "$1", "pod_cidr", ".*/([0-9]+)")) | count(kube_node_info{pod_cidr=~"[0-9.]+"})`;
  const every = '(?:16|17|18|19|20|21|22|23|24|25|26|27|28|29|30|31|32)';
  const declared = { name: 'cluster-cidr', provenance: [{ source: 'a flag', confidence: 'declared' as const }] };
  expect(ofNodes(declared)).toEqual([query(every)]);
  expect(ofNodes({ name: 'nodes' })).toEqual([query('24')]);
  expect(ofNodes({ name: 'nodes-24' })).toEqual([query('24')]);
  expect(ofNodes({ name: 'calico-blocks' })).toEqual(['blocks: they are not the nodes’ podCIDRs']);
  expect(ofNodes({ ...declared, object: { kind: 'IPPool', name: 'cluster-cidr' } })).toEqual(['blocks: they are not the nodes’ podCIDRs']);
});

test('Services: of the one family that their first address is of', () => {
  const four = pool('service', 'IPv4', ['10.96.0.0/24']);
  const six = pool('service', 'IPv6', ['fd00:96::/112']);
  const asked = [
    'inUse: count(count by (cluster_ip) (kube_service_info{cluster_ip=~"10[.]96[.]0[.][0-9]+"})) | count(kube_service_info{cluster_ip=~"[0-9.]+"})',
  ];
  const left = ['kube_service_info has the first address of a Service, which is of the other family'];
  expect(queries([four])).toEqual([asked]);
  expect(queries([four, six], '', ['IPv4', 'IPv6'])).toEqual([asked, left]);
  expect(queries([four, six], '', ['IPv6', 'IPv4'])[0]).toEqual(left);
  expect(queries([four, six], '', ['IPv6', 'IPv4'])[1]?.[0]).toContain('kube_service_info{cluster_ip=~"(?:fd00:96:');
  expect(queries([six])[0]?.[0]).toContain('kube_service_info{cluster_ip=~"(?:fd00:96:');
  expect(queries([four, six])).toEqual([left, left]); // nobody says which is the first
});

test('nodes and load balancers: distinct addresses of several metrics', () => {
  const balancers = (range: string) =>
    `label_replace(count by (ip) (kube_service_status_load_balancer_ingress{ip=~"${range}"}), "at", "$1", "ip", "(.*)") or label_replace(count by (external_ip) (kube_service_spec_external_ip{external_ip=~"${range}"}), "at", "$1", "external_ip", "(.*)")`;
  const lan = '192[.]168[.]0[.][0-9]+';
  expect(queries([pool('node', 'IPv4', ['192.168.0.0/24'])])).toEqual([
    [
      `inUse: count(count by (at) (label_replace(count by (address) (kube_node_status_addresses{address=~"${lan}"}), "at", "$1", "address", "(.*)") or ${balancers(lan)})) | count(kube_node_status_addresses{address=~"[0-9.]+"})`,
      `inUse: count(count by (at) (label_replace(count by (internal_ip) (kube_node_info{internal_ip=~"${lan}"}), "at", "$1", "internal_ip", "(.*)") or ${balancers(lan)})) | count(kube_node_info{internal_ip=~"[0-9.]+"})`,
    ],
  ]);
  const few = '203[.]0[.]113[.](?:10|11)';
  expect(queries([pool('loadBalancer', 'IPv4', ['203.0.113.10-203.0.113.11'])])).toEqual([
    [`inUse: count(count by (at) (${balancers(few)})) | count(kube_service_info{})`],
  ]);
});

test('what kube-state-metrics does not know, and ranges in too many pieces, are not asked for', () => {
  expect(queries([pool('secondary', 'IPv4', ['10.9.0.0/24'])])).toEqual([['kube-state-metrics has nothing of secondary networks']]);
  const many = Array.from({ length: 201 }, (_, i) => `10.${i}.0.0/24`);
  expect(queries([pool('pod', 'IPv4', many)])).toEqual([['its ranges are 201 prefixes, and one query has room for 200']]);
});

test('every pool of a cluster has its questions', () => {
  const model = new Model(smallCluster());
  const { items, families } = model.pools({ limit: 1000 });
  const asked = questionsOf(items, '', families);
  expect(asked.filter(({ questions }) => questions.length === 0).map(({ pool: { id } }) => id)).toEqual([
    'service/kubernetes/fd00:96::-108',
  ]);
  model.stop();
});
