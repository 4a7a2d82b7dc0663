import { choiceParam, present, textParam } from '../../kit/searchParams.ts';

export const severities = ['critical', 'warning', 'info'] as const;

/** The whole view of the findings: filters, order, and the finding whose panel is open, by its id. */
export function findingsSearch(raw: Record<string, unknown>) {
  return present({
    q: textParam(raw, 'q'),
    severity: choiceParam(raw, 'severity', severities),
    code: textParam(raw, 'code', 64),
    namespace: textParam(raw, 'namespace', 253),
    pool: textParam(raw, 'pool', 512),
    kind: textParam(raw, 'kind', 64),
    sort: textParam(raw, 'sort', 64),
    finding: textParam(raw, 'finding', 1024),
  });
}
export type FindingsSearch = ReturnType<typeof findingsSearch>;
