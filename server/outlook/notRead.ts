import type { PlanNote } from '../../shared/plan/scenario/plan.ts';

/** `what`: kinds in words, "nodes and pods". */
export function notReadNote(what: string): PlanNote {
  const text = `Cidrscape has not read the ${what} of this cluster: the plan leaves out what they would tell. The Status page says why.`;
  return { code: 'not-read', severity: 'critical', text };
}

/** Beside ranges that were found. */
export function notReadWhy(what: string): string {
  return `Cidrscape has not read the ${what} of this cluster: what looks free may be theirs. The Status page says why.`;
}
