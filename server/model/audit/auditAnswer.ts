import type { SetCounts } from '../../../shared/wire/audit.ts';
import type { Kind } from '../../records/records.ts';
import type { Cluster } from '../cluster.ts';
import { gravestFirst } from '../findings/groups.ts';
import type { AuditAnswer } from '../questions.ts';
import { familySets } from './familySet.ts';
import type { KeyGroups } from './keyGroups.ts';
import { primaryFamily } from './primaryFamily.ts';
import { stepsTo } from './steps.ts';

/** Codes of findings that are about families: a test holds them against the rules. */
export const familyCodes: ReadonlySet<string> = new Set([
  'gateway-lacks-family',
  'headless-one-family',
  'ingress-lacks-family',
  'kube-proxy-lacks-family',
  'load-balancer-lacks-family',
  'network-policy-anywhere-one-family',
  'network-policy-one-family',
  'node-families-disagree',
  'node-lacks-family',
  'pods-lack-family',
  'service-family-exhausted',
  'service-family-without-ready-endpoints',
  'service-frozen',
  'service-prefers-dual-has-one',
  'service-range-dead-family',
  'slices-left-over',
  'source-ranges-one-family',
]);

/** Who has which family, what is left to do for two, and what is wrong about families. Every count is kept by change. */
export function auditAnswer(cluster: Cluster): AuditAnswer {
  const { census } = cluster;
  const ifKnown = (kind: Kind, groups: KeyGroups<keyof SetCounts>): SetCounts | null => (cluster.known(kind) ? countsOf(groups) : null);
  const primary = primaryFamily(cluster);
  const about = cluster.findings.groups().filter(({ rule }) => familyCodes.has(rule.code));
  return {
    families: [...cluster.serviceFamilies].sort((a, b) => Number(b === primary) - Number(a === primary) || (a < b ? -1 : 1)),
    dual: cluster.surroundings.dual,
    counts: {
      nodes: ifKnown('Node', census.nodes),
      pods: cluster.known('Pod') ? { ...census.pods.counts } : null,
      services: ifKnown('Service', census.services),
      loadBalancers: ifKnown('Service', census.loadBalancers),
      ingresses: ifKnown('Ingress', census.ingresses),
      gateways: ifKnown('Gateway.gateway.networking.k8s.io', census.gateways),
      networkPolicies: ifKnown('NetworkPolicy', census.networkPolicies),
    },
    steps: stepsTo(cluster),
    findings: gravestFirst(about).map(({ rule, count }) => ({ code: rule.code, severity: rule.severity, title: rule.title(count), count })),
  };
}

function countsOf(groups: KeyGroups<keyof SetCounts>): SetCounts {
  return Object.fromEntries(familySets.map((set) => [set, groups.count(set)])) as SetCounts;
}
