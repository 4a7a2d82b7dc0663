import type { Overview } from '../../../shared/wire/overview.ts';
import type { Cluster } from '../cluster.ts';
import { countsOf, groupsOf } from './groups.ts';

const mostObjects = 5;

/** What wants attention, the gravest first: the findings, grouped. */
export function attentionOf(cluster: Cluster): Overview['findings'] {
  const groups = groupsOf(cluster.findings.all(), mostObjects);
  const items = groups.map(({ rule, count, first }) => ({
    code: rule.code,
    severity: rule.severity,
    title: rule.title(count),
    count,
    objects: first.flatMap(({ told }) => told().objects.slice(0, 1)),
  }));
  return { ...countsOf(groups), items };
}
