import type { Family } from '../../shared/net/address.ts';
import { cidrsOf, parseAddressRange } from '../../shared/net/addressRange.ts';
import type { Cidr } from '../../shared/net/cidr.ts';
import type { Pool } from '../../shared/wire/pools.ts';
import { addressPattern, cidrPattern, familyPattern } from './addressPattern.ts';

/** Which series of kube-state-metrics give which number of a pool. README.md has it as a table. */

/** One way to count; where it has no series at a moment, the next way may. */
export interface Way {
  /** The metric that has to be there. */
  readonly metric: string;
  /** One number at a moment, or for blocks one for each length. */
  readonly query: string;
  /** Has a number wherever the metric says anything about the family: then nothing counted is 0, else it is not known. */
  readonly presence: string;
}

export type Counts = 'inUse' | 'blocks';

/** A number of a pool and the ways to count it, the best first. */
export interface Question {
  readonly counts: Counts;
  readonly ways: readonly Way[];
}

export interface PoolQuestions {
  readonly pool: Pool;
  readonly questions: readonly Question[];
  /** Why a number is not asked for; null where all are. */
  readonly leftOut: string | null;
}

/** More prefixes than this make no query that a Prometheus should be asked. */
const mostPrefixes = 200;
const ended = 'phase=~"Succeeded|Failed"';

/**
 * What can be asked about pools. The selector is further label matchers, or ''; families are the cluster's, the primary one first.
 */
export function questionsOf(pools: readonly Pool[], selector: string, families: readonly Family[] | null): PoolQuestions[] {
  const serviceFamilies = [...new Set(pools.flatMap(({ kind, family }) => (kind === 'service' ? [family] : [])))];
  const named = serviceFamilies.length < 2 ? serviceFamilies[0] : families?.[0];
  return pools.map((pool) => {
    const cidrs = pool.ranges.flatMap((text) => {
      const range = parseAddressRange(text);
      return range ? cidrsOf(range) : [];
    });
    if (cidrs.length === 0 || cidrs.length > mostPrefixes)
      return { pool, questions: [], leftOut: `its ranges are ${cidrs.length} prefixes, and one query has room for ${mostPrefixes}` };
    return { pool, ...asked(pool, cidrs, metricsWith(selector), named) };
  });
}

type Metric = (name: string, ...matchers: string[]) => string;

function metricsWith(selector: string): Metric {
  return (name, ...matchers) => `${name}{${[...matchers, ...(selector === '' ? [] : [selector])].join(', ')}}`;
}

function asked(pool: Pool, cidrs: readonly Cidr[], metric: Metric, named: Family | undefined): Omit<PoolQuestions, 'pool'> {
  const { family } = pool;
  const addresses = `=~"${addressPattern(cidrs)}"`;
  const ofFamily = `=~"${familyPattern[family]}"`;
  switch (pool.kind) {
    case 'pod': {
      const inUse = podsInUse(addresses, ofFamily, metric);
      if (!hasNodeBlocks(pool)) return { questions: [inUse], leftOut: pool.blocks ? 'blocks: they are not the nodes’ podCIDRs' : null };
      return { questions: [inUse, blocksHandedOut(pool, cidrs, ofFamily, metric)], leftOut: null };
    }
    case 'service':
      if (family !== named)
        return { questions: [], leftOut: 'kube_service_info has the first address of a Service, which is of the other family' };
      return {
        questions: [
          counted({
            metric: 'kube_service_info',
            query: `count(count by (cluster_ip) (${metric('kube_service_info', `cluster_ip${addresses}`)}))`,
            presence: `count(${metric('kube_service_info', `cluster_ip${ofFamily}`)})`,
          }),
        ],
        leftOut: null,
      };
    case 'node': {
      const parts = balancers(addresses, metric);
      return {
        questions: [
          counted(
            {
              metric: 'kube_node_status_addresses',
              query: distinct(renamed('address', metric('kube_node_status_addresses', `address${addresses}`)), ...parts),
              presence: `count(${metric('kube_node_status_addresses', `address${ofFamily}`)})`,
            },
            {
              metric: 'kube_node_info',
              query: distinct(renamed('internal_ip', metric('kube_node_info', `internal_ip${addresses}`)), ...parts),
              presence: `count(${metric('kube_node_info', `internal_ip${ofFamily}`)})`,
            },
          ),
        ],
        leftOut: null,
      };
    }
    case 'loadBalancer':
      return {
        questions: [
          counted({
            metric: 'kube_service_status_load_balancer_ingress',
            query: distinct(...balancers(addresses, metric)),
            presence: `count(${metric('kube_service_info')})`,
          }),
        ],
        leftOut: null,
      };
    case 'secondary':
      return { questions: [], leftOut: 'kube-state-metrics has nothing of secondary networks' };
  }
}

/** Whether its blocks are the nodes' podCIDRs, and not a CNI's own. */
function hasNodeBlocks({ blocks, name, object }: Pool): boolean {
  return blocks !== null && object === null && /^(cluster-cidr|nodes(-\d+)?)$/.test(name);
}

function counted(...ways: readonly Way[]): Question {
  return { counts: 'inUse', ways };
}

/** Live pods of the pod network. A uid tells them apart even where a scrape renamed their other labels. */
function podsInUse(addresses: string, ofFamily: string, metric: Metric): Question {
  const same = 'unless on (namespace, pod, uid)';
  const over = `${same} (${metric('kube_pod_status_phase', ended)} == 1)`;
  return counted(
    {
      metric: 'kube_pod_ips',
      query: `count(count by (ip) (${metric('kube_pod_ips', `ip${addresses}`)} ${same} ${metric('kube_pod_info', 'host_network="true"')} ${over}))`,
      presence: `count(${metric('kube_pod_ips')})`,
    },
    {
      metric: 'kube_pod_info',
      query: `count(count by (pod_ip) (${metric('kube_pod_info', `pod_ip${addresses}`, 'host_network!="true"')} ${over}))`,
      presence: `count(${metric('kube_pod_info', `pod_ip${ofFamily}`)})`,
    },
  );
}

function blocksHandedOut({ blocks, provenance }: Pool, cidrs: readonly Cidr[], ofFamily: string, metric: Metric): Question {
  // An inferred range is that of blocks of one length; of a declared one every block takes its part.
  const isDeclared = provenance.some(({ confidence }) => confidence === 'declared');
  const pattern = cidrPattern(cidrs, isDeclared ? undefined : blocks?.prefixLength);
  const each = `count by (pod_cidr) (${metric('kube_node_info', `pod_cidr=~"${pattern}"`)})`;
  return {
    counts: 'blocks',
    ways: [
      {
        metric: 'kube_node_info',
        query: `count by (length) (label_replace(${each}, "length", "$1", "pod_cidr", ".*/([0-9]+)"))`,
        presence: `count(${metric('kube_node_info', `pod_cidr${ofFamily}`)})`,
      },
    ],
  };
}

/** Addresses of load balancers, and external ones. */
function balancers(addresses: string, metric: Metric): string[] {
  return [
    renamed('ip', metric('kube_service_status_load_balancer_ingress', `ip${addresses}`)),
    renamed('external_ip', metric('kube_service_spec_external_ip', `external_ip${addresses}`)),
  ];
}

/** The values of a label, all under one name. */
function renamed(label: string, vector: string): string {
  return `label_replace(count by (${label}) (${vector}), "at", "$1", "${label}", "(.*)")`;
}

function distinct(...parts: readonly string[]): string {
  return `count(count by (at) (${parts.join(' or ')}))`;
}
