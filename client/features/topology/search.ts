import { choiceParam, flagParam, nameParam, numberParam, present, textParam } from '../../kit/searchParams.ts';

/**
 * The whole view of the topology. Its scope is a Service ("namespace/name"), a namespace or a node: the first of them that is given.
 * `sel` is the entry whose panel is open, `zoom` in percent; `sort` and `q` are the table's.
 */
export function topologySearch(raw: Record<string, unknown>) {
  const service = textParam(raw, 'service', 512);
  const isService = service !== undefined && /^(?!\.\.?\/)[^/]+\/(?!\.\.?$)[^/]+$/.test(service);
  const namespace = isService ? undefined : nameParam(raw, 'namespace');
  return present({
    service: isService ? service : undefined,
    namespace,
    node: isService || namespace !== undefined ? undefined : nameParam(raw, 'node'),
    view: choiceParam(raw, 'view', ['matrix', 'table'] as const),
    family: choiceParam(raw, 'family', ['IPv4', 'IPv6'] as const),
    problems: flagParam(raw, 'problems'),
    sel: textParam(raw, 'sel', 1024),
    zoom: numberParam(raw, 'zoom', 50, 150),
    sort: textParam(raw, 'sort', 64),
    q: textParam(raw, 'q', 128),
  });
}
export type TopologySearch = ReturnType<typeof topologySearch>;
