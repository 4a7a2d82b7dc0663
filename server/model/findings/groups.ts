import type { Severity } from '../../../shared/wire/findings.ts';
import { severityRank } from './gravity.ts';
import type { Rule } from './rule.ts';
import type { Instance } from './tracker.ts';

/** Findings of one rule. */
export interface Group {
  readonly rule: Rule;
  count: number;
  /** The first few by what they are about. */
  first: Instance[];
}

/** Findings by rule, the gravest first, then those that there are most of. Keeps so many of each, without sorting thousands. */
export function groupsOf(instances: Iterable<Instance>, keep: number): Group[] {
  const groups = new Map<Rule, Group>();
  for (const instance of instances) {
    const group = groups.get(instance.rule) ?? { rule: instance.rule, count: 0, first: [] };
    groups.set(instance.rule, group);
    group.count++;
    const last = group.first[keep - 1];
    if (keep === 0 || (last && instance.subject > last.subject)) continue;
    group.first = [...group.first, instance].sort((a, b) => (a.subject < b.subject ? -1 : 1)).slice(0, keep);
  }
  return [...groups.values()].sort(
    (a, b) => severityRank(a.rule) - severityRank(b.rule) || b.count - a.count || (a.rule.code < b.rule.code ? -1 : 1),
  );
}

/** How many findings there are of each severity. */
export function countsOf(groups: readonly Group[]): Record<Severity, number> {
  const counts = { critical: 0, warning: 0, info: 0 };
  for (const { rule, count } of groups) counts[rule.severity] += count;
  return counts;
}
