import type { Severity } from '../../../shared/wire/findings.ts';
import { severityRank } from './gravity.ts';
import type { Rule } from './rule.ts';
import type { Instance } from './tracker.ts';

/** How many findings of one rule there are. */
interface Group {
  readonly rule: Rule;
  readonly count: number;
}

/** The gravest first, then those that there are most of. */
export function gravestFirst<G extends Group>(groups: Iterable<G>): G[] {
  return [...groups].sort(
    (a, b) => severityRank(a.rule) - severityRank(b.rule) || b.count - a.count || (a.rule.code < b.rule.code ? -1 : 1),
  );
}

/** How many of some findings each rule has. */
export function groupsOf(instances: Iterable<Instance>): Group[] {
  const counts = new Map<Rule, number>();
  for (const { rule } of instances) counts.set(rule, (counts.get(rule) ?? 0) + 1);
  return [...counts].map(([rule, count]) => ({ rule, count }));
}

/** How many findings there are of each severity. */
export function countsOf(groups: readonly Group[]): Record<Severity, number> {
  const counts = { critical: 0, warning: 0, info: 0 };
  for (const { rule, count } of groups) counts[rule.severity] += count;
  return counts;
}
