/** What is laid out: nodes in columns, edges from a column to one further right. Sizes in pixels. */
export interface FlowNode {
  readonly id: string;
  readonly column: number;
  readonly height: number;
}
export interface FlowEdge {
  readonly from: string;
  readonly to: string;
}

export interface FlowOptions {
  /** Left edge and width of each column. */
  readonly columns: readonly { readonly x: number; readonly width: number }[];
  /** Between two nodes of a column. */
  readonly gap: number;
  /** Every column begins at the top, where only a part of the picture is in sight; else nodes move towards those they are tied to. */
  readonly packed?: boolean;
}

export interface FlowBox {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** A point on the way of an edge. Edges that pass over a column go through points of it. */
export interface FlowPoint {
  readonly x: number;
  readonly y: number;
}

export interface Flow {
  readonly boxes: ReadonlyMap<string, FlowBox>;
  /** The nodes of each column, from the top. */
  readonly order: readonly (readonly string[])[];
  /** Pairs of points, one pair for each step to the next column, in the order of the edges given. */
  readonly ways: readonly (readonly FlowPoint[])[];
  readonly height: number;
  readonly crossings: number;
}

/** Sweeps to the right and back: more of them find little more (Sugiyama, Tagawa, Toda 1981). */
const sweeps = 4;
/** Steps in which nodes move towards those they are tied to. */
const pulls = 6;
/** The height of the point at which an edge passes over a column. */
const passing = 6;

interface Item {
  readonly id: string;
  readonly height: number;
  readonly before: Item[];
  readonly after: Item[];
  readonly given: number;
  y: number;
}

/**
 * Columns of boxes that never overlap, ordered by the barycentres of their neighbours so that edges cross less: never more than in the
 * order given. The same input gives the same layout. An edge that leads nowhere or back is left without a way.
 */
export function topologyLayout(
  nodes: readonly FlowNode[],
  edges: readonly FlowEdge[],
  { columns, gap, packed = false }: FlowOptions,
): Flow {
  const items = new Map<string, Item>();
  const layers: Item[][] = columns.map(() => []);
  const columnOf = new Map<string, number>();
  const put = (id: string, column: number, height: number): Item => {
    const item: Item = { id, height, before: [], after: [], given: layers[column]?.length ?? 0, y: 0 };
    layers[column]?.push(item);
    return item;
  };
  for (const { id, column, height } of nodes) {
    if (column < 0 || column >= columns.length || items.has(id)) continue;
    items.set(id, put(id, column, height));
    columnOf.set(id, column);
  }
  const chains = edges.map(({ from, to }, at): Item[] => {
    const [a, b] = [items.get(from), items.get(to)];
    const [start, end] = [columnOf.get(from) ?? 0, columnOf.get(to) ?? 0];
    if (!a || !b || end <= start) return [];
    const chain = [a];
    for (let column = start + 1; column < end; column++) chain.push(put(`pass ${at} ${column}`, column, passing));
    chain.push(b);
    for (const [i, item] of chain.entries()) {
      const next = chain[i + 1];
      if (!next) continue;
      item.after.push(next);
      next.before.push(item);
    }
    return chain;
  });

  const { ordered, crossings } = untangled(layers);
  const height = place(ordered, gap, packed);
  const boxes = new Map<string, FlowBox>();
  for (const [id, item] of items) {
    const column = columns[columnOf.get(id) ?? 0] ?? { x: 0, width: 0 };
    boxes.set(id, { x: column.x, y: item.y, width: column.width, height: item.height });
  }
  const centre = ({ y, height: of }: Item) => y + of / 2;
  return {
    boxes,
    order: ordered.map((layer) => layer.flatMap(({ id }) => (items.has(id) ? [id] : []))),
    ways: chains.map((chain, at) => {
      const start = columnOf.get(edges[at]?.from ?? '') ?? 0;
      return chain.slice(1).flatMap((item, i): FlowPoint[] => {
        const [left, right] = [columns[start + i], columns[start + i + 1]];
        const previous = chain[i];
        if (!left || !right || !previous) return [];
        return [
          { x: left.x + left.width, y: centre(previous) },
          { x: right.x, y: centre(item) },
        ];
      });
    }),
    height,
    crossings,
  };
}

/** The order with the fewest crossings of those that the sweeps go through, the given one among them. */
function untangled(layers: readonly (readonly Item[])[]): { ordered: Item[][]; crossings: number } {
  let current = layers.map((layer) => [...layer]);
  let best = { ordered: current, crossings: crossingsOf(current) };
  for (let sweep = 0; sweep < sweeps && best.crossings > 0; sweep++) {
    for (const side of ['before', 'after'] as const) {
      current = sweepOnce(current, side);
      const crossings = crossingsOf(current);
      if (crossings < best.crossings) best = { ordered: current, crossings };
    }
  }
  return best;
}

function sweepOnce(layers: readonly (readonly Item[])[], side: 'before' | 'after'): Item[][] {
  const next = layers.map((layer) => [...layer]);
  const columns = side === 'before' ? next.keys() : [...next.keys()].reverse();
  const placeOf = new Map<Item, number>();
  for (const column of columns) {
    const layer = next[column] ?? [];
    // What nothing leads to or from, such as the rest of a list, stands last.
    const without = (item: Item, at: number) => (item.before.length + item.after.length === 0 ? Number.MAX_SAFE_INTEGER : at);
    const middle = new Map(layer.map((item, at) => [item, barycentre(item[side], placeOf) ?? without(item, at)]));
    layer.sort((a, b) => (middle.get(a) ?? 0) - (middle.get(b) ?? 0) || a.given - b.given);
    for (const [at, item] of layer.entries()) placeOf.set(item, at);
  }
  return next;
}

function barycentre(neighbours: readonly Item[], placeOf: ReadonlyMap<Item, number>): number | undefined {
  if (neighbours.length === 0) return undefined;
  return neighbours.reduce((sum, item) => sum + (placeOf.get(item) ?? 0), 0) / neighbours.length;
}

/** How many pairs of edges cross between neighbouring columns: inversions, counted in a Fenwick tree. */
export function crossingsOf(layers: readonly (readonly { readonly after: readonly unknown[] }[])[]): number {
  let crossings = 0;
  for (const [column, layer] of layers.entries()) {
    const next = layers[column + 1];
    if (!next) break;
    const placeOf = new Map<unknown, number>(next.map((item, at) => [item, at]));
    const tree = new Array<number>(next.length + 1).fill(0);
    let seen = 0;
    for (const { after } of layer) {
      const ends = after.map((item) => placeOf.get(item) ?? 0);
      for (const end of ends) {
        let below = 0;
        for (let i = end + 1; i > 0; i -= i & -i) below += tree[i] ?? 0;
        crossings += seen - below;
      }
      for (const end of ends) for (let i = end + 1; i <= next.length; i += i & -i) tree[i] = (tree[i] ?? 0) + 1;
      seen += ends.length;
    }
  }
  return crossings;
}

/** Gives every item its top and returns the height of it all: that of the tallest column, in which the others move towards their neighbours. */
function place(layers: readonly (readonly Item[])[], gap: number, packed: boolean): number {
  const heightOf = (layer: readonly Item[]) => layer.reduce((sum, { height }) => sum + height + gap, -gap);
  const height = Math.max(0, ...layers.map(heightOf));
  for (const layer of layers) {
    let y = packed ? 0 : (height - heightOf(layer)) / 2;
    for (const item of layer) {
      item.y = y;
      y += item.height + gap;
    }
  }
  for (let pull = 0; pull < (packed ? 0 : pulls); pull++) {
    const columns = pull % 2 === 0 ? [...layers].reverse() : layers;
    for (const layer of columns) settle(layer, height, gap);
  }
  for (const layer of layers) for (const item of layer) item.y = Math.round(item.y);
  return height;
}

/** Each item as near to the middle of its neighbours as the order and the height let it. */
function settle(layer: readonly Item[], height: number, gap: number): void {
  for (const item of layer) {
    const ties = [...item.before, ...item.after];
    if (ties.length === 0) continue;
    const middle = ties.reduce((sum, tie) => sum + tie.y + tie.height / 2, 0) / ties.length;
    item.y = middle - item.height / 2;
  }
  let top = 0;
  for (const item of layer) {
    item.y = Math.max(item.y, top);
    top = item.y + item.height + gap;
  }
  let bottom = height;
  for (const item of [...layer].reverse()) {
    item.y = Math.min(item.y, bottom - item.height);
    bottom = item.y - gap;
  }
}

/** The way of an edge as the path of an SVG: flat where it leaves and comes in, straight over the columns that it passes. */
export function flowPath(points: readonly FlowPoint[]): string {
  let path = '';
  for (let i = 0; i + 1 < points.length; i += 2) {
    const [a, b] = [points[i], points[i + 1]];
    if (!a || !b) continue;
    const middle = Math.round((a.x + b.x) / 2);
    path += `${i === 0 ? 'M' : 'L'}${a.x} ${a.y}C${middle} ${a.y} ${middle} ${b.y} ${b.x} ${b.y}`;
  }
  return path;
}
