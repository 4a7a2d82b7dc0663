import { choiceParam, present } from '../../kit/searchParams.ts';

export const severities = ['critical', 'warning', 'info'] as const;

/** What of the report is shown. What is linted is in no link: it stays in the tab. */
export function lintSearch(raw: Record<string, unknown>) {
  return present({
    severity: choiceParam(raw, 'severity', severities),
  });
}
export type LintSearch = ReturnType<typeof lintSearch>;
