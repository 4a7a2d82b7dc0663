import { choiceParam, flagParam, present, textParam } from '../../kit/searchParams.ts';
import { tryFields, tryText } from './tryFields.ts';

export const families = ['IPv4', 'IPv6'] as const;
export const policies = ['SingleStack', 'PreferDualStack', 'RequireDualStack'] as const;
export const groupings = ['namespace', 'policy'] as const;
export const types = ['ClusterIP', 'NodePort', 'LoadBalancer', 'ExternalName'] as const;

/**
 * The whole view of the Services: filters, order or groups, and what is open beside them: a Service ("namespace/name") with a change that is tried
 * on it, or the NodePorts. Neither part may be "." or "..": they are nobody's names, and in the path of a request they would ask for something else.
 */
export function servicesSearch(raw: Record<string, unknown>) {
  const service = textParam(raw, 'service', 512);
  const group = choiceParam(raw, 'group', groupings);
  return present({
    q: textParam(raw, 'q'),
    namespace: textParam(raw, 'namespace', 253),
    policy: choiceParam(raw, 'policy', policies),
    family: choiceParam(raw, 'family', families),
    type: choiceParam(raw, 'type', types),
    finding: textParam(raw, 'finding', 64),
    problems: flagParam(raw, 'problems'),
    group,
    // Groups are an order.
    sort: group === undefined ? textParam(raw, 'sort', 64) : undefined,
    ports: flagParam(raw, 'ports'),
    service: service && /^(?!\.\.?\/)[^/]+\/(?!\.\.?$)[^/]+$/.test(service) ? service : undefined,
    try: tryText(tryFields(textParam(raw, 'try', 1024))),
  });
}
export type ServicesSearch = ReturnType<typeof servicesSearch>;
