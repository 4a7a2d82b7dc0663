import type { Rule } from './rule.ts';

const severities = ['critical', 'warning', 'info'] as const;

/** How grave the worst of some rules is: 0 where there are none, 1 info, 2 warning, 3 critical. */
export function gravity(rules: readonly Pick<Rule, 'severity'>[]): number {
  return rules.reduce((worst, { severity }) => Math.max(worst, 3 - severities.indexOf(severity)), 0);
}

/** Order of severities, the gravest first: 0, 1, 2. */
export function severityRank({ severity }: Pick<Rule, 'severity'>): number {
  return severities.indexOf(severity);
}
