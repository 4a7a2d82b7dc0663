import type { Overview } from '../../../shared/wire/overview.ts';
import type { Cluster } from '../cluster.ts';
import { countsOf, gravestFirst } from './groups.ts';

const mostObjects = 5;

/** What wants attention, the gravest first: the findings, grouped. */
export function attentionOf(cluster: Cluster): Overview['findings'] {
  const groups = gravestFirst(cluster.findings.groups());
  const items = groups.map(({ rule, count, subjects, instance }) => ({
    code: rule.code,
    severity: rule.severity,
    title: rule.title(count),
    count,
    objects: [...Iterator.from(subjects()).take(mostObjects)].flatMap((subject) => instance(subject).told().objects.slice(0, 1)),
  }));
  return { ...countsOf(groups), items };
}
