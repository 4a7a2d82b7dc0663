import { choiceParam, flagParam, nameParam, present, textParam } from '../../kit/searchParams.ts';

/** The whole view of the nodes: filters, order, and the node whose panel is open. */
export function nodesSearch(raw: Record<string, unknown>) {
  return present({
    q: textParam(raw, 'q'),
    zone: textParam(raw, 'zone', 253),
    family: choiceParam(raw, 'family', ['IPv4', 'IPv6']),
    finding: textParam(raw, 'finding', 64),
    problems: flagParam(raw, 'problems'),
    sort: textParam(raw, 'sort', 64),
    node: nameParam(raw, 'node'),
  });
}
export type NodesSearch = ReturnType<typeof nodesSearch>;
