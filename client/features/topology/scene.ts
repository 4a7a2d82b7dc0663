import type { TopologyAnswer, TopologyNode } from '../../../shared/wire/topology.ts';
import { type Flow, topologyLayout } from '../../draw/topologyLayout.ts';
import { columnOrder, shoutingOf } from './words.ts';

/** The picture of one answer: where everything stands, and what shouts. */
export interface Scene {
  readonly answer: Pick<TopologyAnswer, 'nodes' | 'edges'>;
  readonly byId: ReadonlyMap<string, TopologyNode>;
  readonly flow: Flow;
  readonly loud: ReadonlySet<string>;
  readonly columns: readonly { readonly x: number; readonly width: number }[];
  readonly width: number;
  readonly height: number;
}

/** Above the columns, for their names. */
export const headHeight = 28;
const widths = [188, 218, 244, 222, 146];
const leastGap = 36;
const mostGap = 120;
const margin = 4;
/** Below this width only some of the columns are in sight at once. */
const columnsAt = 700;

/** `width` is the room there is: columns narrow down to three quarters, then the picture is wider than the room. */
export function sceneOf(answer: Pick<TopologyAnswer, 'nodes' | 'edges'>, width: number): Scene {
  const columns = columnsIn(width);
  const flow = topologyLayout(
    answer.nodes.map((entry) => ({ id: entry.id, column: columnOrder.indexOf(entry.column), height: heightOf(entry, answer.nodes) })),
    answer.edges,
    { columns, gap: 6, packed: width < columnsAt },
  );
  const last = columns.at(-1) ?? { x: 0, width: 0 };
  return {
    answer,
    byId: new Map(answer.nodes.map((entry) => [entry.id, entry])),
    flow,
    loud: shoutingOf(answer),
    columns,
    width: last.x + last.width + margin,
    height: headHeight + flow.height + 2 * margin,
  };
}

function columnsIn(width: number) {
  const sum = widths.reduce((all, one) => all + one, 0);
  const scale = Math.min(1.12, Math.max(0.76, (width - 2 * margin - 4 * leastGap) / sum));
  const scaled = widths.map((one) => Math.round(one * scale));
  const left = width - 2 * margin - scaled.reduce((all, one) => all + one, 0);
  const gap = Math.round(Math.min(mostGap, Math.max(leastGap, left / 4)));
  let x = margin;
  return scaled.map((one) => {
    const column = { x, width: one };
    x += one + gap;
    return column;
  });
}

/** Where one Service is all there is, its addresses stand in it. */
export function isDetailed(nodes: readonly TopologyNode[]): boolean {
  return nodes.filter(({ column }) => column === 'service').length <= 2;
}

function heightOf(entry: TopologyNode, nodes: readonly TopologyNode[]): number {
  switch (entry.column) {
    case 'service':
      return isDetailed(nodes) ? 50 + 18 * entry.addresses.length : 44;
    case 'slice':
      return isDetailed(nodes) ? 46 + (hasRemark(entry) ? 16 : 0) : 26;
    case 'zone':
      return 44;
    default:
      return 26;
  }
}

/** Whether a slice has something to say beyond how many are ready. */
export function hasRemark({ endpoints, made, state }: TopologyNode): boolean {
  if (state === 'missing') return false;
  return (endpoints !== null && endpoints.notReady + endpoints.terminating > 0) || (made !== undefined && made !== 'controller');
}

/** The entry at a point of the picture. */
export function entryAt({ flow }: Scene, x: number, y: number): string | null {
  const top = y - headHeight - margin;
  for (const [id, box] of flow.boxes) if (x >= box.x && x <= box.x + box.width && top >= box.y && top <= box.y + box.height) return id;
  return null;
}

/** What the boxes and ways are moved by. */
export const flowTop = headHeight + margin;
