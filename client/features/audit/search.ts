import type { AuditListName, FamilySet } from '../../../shared/wire/audit.ts';
import { choiceParam, flagParam, present, textParam } from '../../kit/searchParams.ts';

export const lists = [
  'nodes',
  'pods',
  'services',
  'loadBalancers',
  'ingresses',
  'gateways',
  'networkPolicies',
] as const satisfies readonly AuditListName[];
export const sets = ['IPv4', 'IPv6', 'IPv4,IPv6', 'IPv6,IPv4', 'none', 'unknown'] as const satisfies readonly FamilySet[];
export const families = ['IPv4', 'IPv6'] as const;

/**
 * The whole view of the audit: which way (to two families, or back to one, and which of them leaves), or a list of it with its filters.
 * `breaks`: of that list only what breaks where `leaving` goes.
 */
export function auditSearch(raw: Record<string, unknown>) {
  return present({
    leaving: choiceParam(raw, 'leaving', families),
    list: choiceParam(raw, 'list', lists),
    families: choiceParam(raw, 'families', [...sets, 'both'] as const),
    todo: flagParam(raw, 'todo'),
    breaks: flagParam(raw, 'breaks'),
    namespace: textParam(raw, 'namespace', 253),
    q: textParam(raw, 'q'),
    sort: textParam(raw, 'sort', 64),
  });
}
export type AuditSearch = ReturnType<typeof auditSearch>;
