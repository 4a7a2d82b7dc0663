import type { TopologyMatrix } from '../../../shared/wire/topology.ts';
import type { Cluster } from '../cluster.ts';
import { referenceTo } from '../holders.ts';
import type { TopologyQuery } from '../questions.ts';
import { familiesOf } from '../serviceStates.ts';
import { busiest } from './busiest.ts';
import { type EndpointTally, noEndpoints } from './endpointTally.ts';
import { type Member, silentOf } from './scope.ts';

type Both = { IPv4: number; IPv6: number };
interface Cell {
  readonly ready: Both;
  readonly endpoints: Both;
}

/** Endpoints by Service and node, at most so many nodes: those with trouble first, then those with the most endpoints. */
export function matrixOf(cluster: Cluster, members: readonly Member[], query: TopologyQuery, mostNodes: number): TopologyMatrix {
  const onNodes: { node: string; tally: EndpointTally }[] = [];
  const rows = members.map((member) => {
    const whole = newCell();
    const cells = new Map<string, Cell>();
    for (const { record, endpoints } of member.slices) {
      const family = record.addressType;
      if ((family !== 'IPv4' && family !== 'IPv6') || (query.family && query.family !== family)) continue;
      for (const endpoint of endpoints) {
        const cell = cells.get(endpoint.nodeName) ?? newCell();
        cells.set(endpoint.nodeName, cell);
        for (const sum of [cell, whole]) {
          sum.endpoints[family]++;
          if (endpoint.ready) sum.ready[family]++;
        }
      }
    }
    for (const [node, cell] of cells) onNodes.push({ node, tally: tallyOf(cell) });
    return { member, whole, cells };
  });
  const shown = busiest(onNodes, mostNodes);
  const zoneOf = (name: string) => cluster.nodes.get(name)?.record?.zone || null;
  const nodes = [...shown]
    .map((name) => ({ name, zone: zoneOf(name) }))
    .sort((a, b) => compare(a.zone ?? '\uffff', b.zone ?? '\uffff') || compare(a.name, b.name));
  const placeOf = new Map(nodes.map(({ name }, place) => [name, place]));
  return {
    rows: rows.flatMap(({ member: { key, state }, whole, cells }) =>
      state
        ? [
            {
              service: referenceTo('Service', key),
              families: familiesOf(state.record),
              silent: cluster.known('EndpointSlice') ? silentOf(state) : [],
              ...whole,
              cells: [...cells]
                .flatMap(([name, cell]) => {
                  const node = placeOf.get(name);
                  return node === undefined ? [] : [{ node, ...cell }];
                })
                .sort((a, b) => a.node - b.node),
            },
          ]
        : [],
    ),
    nodes,
    moreNodes: new Set(onNodes.flatMap(({ node }) => (node === '' ? [] : [node]))).size - nodes.length,
  };
}

function newCell(): Cell {
  return { ready: { IPv4: 0, IPv6: 0 }, endpoints: { IPv4: 0, IPv6: 0 } };
}

function tallyOf({ ready, endpoints }: Cell): EndpointTally {
  const all = endpoints.IPv4 + endpoints.IPv6;
  const ok = ready.IPv4 + ready.IPv6;
  return { ...noEndpoints(), all, ready: ok, notReady: all - ok };
}

function compare(a: string, b: string): number {
  return a === b ? 0 : a < b ? -1 : 1;
}
