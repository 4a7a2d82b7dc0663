import type { Severity } from '../../../shared/wire/findings.ts';

/** A count of findings of one severity, in a word: "2 critical", "1 warning", "4 worth knowing". */
export function severityWord(severity: Severity, count: number): string {
  if (severity === 'critical') return 'critical';
  if (severity === 'info') return 'worth knowing';
  return count === 1 ? 'warning' : 'warnings';
}
