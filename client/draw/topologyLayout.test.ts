import fc from 'fast-check';
import { expect, test } from 'vitest';
import { crossingsOf, type FlowEdge, type FlowNode, flowPath, topologyLayout } from './topologyLayout.ts';

const columns = [
  { x: 0, width: 100 },
  { x: 150, width: 100 },
  { x: 300, width: 100 },
];
const options = { columns, gap: 10 };
const node = (id: string, column: number, height = 20): FlowNode => ({ id, column, height });
const edge = (text: string): FlowEdge => ({ from: text.charAt(0), to: text.charAt(1) });

test('one box leads to two: it stands between them', () => {
  const { boxes, order, height, ways } = topologyLayout([node('a', 0), node('b', 1), node('c', 1)], [edge('ab'), edge('ac')], options);
  expect(Object.fromEntries(boxes)).toEqual({
    a: { x: 0, y: 15, width: 100, height: 20 },
    b: { x: 150, y: 0, width: 100, height: 20 },
    c: { x: 150, y: 30, width: 100, height: 20 },
  });
  expect([order, height]).toEqual([[['a'], ['b', 'c'], []], 50]);
  expect(ways[0]).toEqual([
    { x: 100, y: 25 },
    { x: 150, y: 10 },
  ]);
});

test('packed, every column begins at the top', () => {
  const { boxes } = topologyLayout([node('a', 0), node('b', 1), node('c', 1)], [edge('ab'), edge('ac')], { ...options, packed: true });
  expect([...boxes.values()].map(({ y }) => y)).toEqual([0, 0, 30]);
});

test('two edges that cross change places; where nothing crosses the given order stays', () => {
  const nodes = [node('a', 0), node('b', 0), node('c', 1), node('d', 1)];
  const crossed = topologyLayout(nodes, [edge('ad'), edge('bc')], options);
  expect([crossed.order, crossed.crossings]).toEqual([[['a', 'b'], ['d', 'c'], []], 0]);
  expect(topologyLayout(nodes, [edge('ac'), edge('bd')], options).order).toEqual([['a', 'b'], ['c', 'd'], []]);
});

test('an edge over a column passes through a point of it, where no box stands', () => {
  const { ways, boxes } = topologyLayout([node('a', 0), node('b', 1), node('c', 2)], [edge('ac'), edge('ab'), edge('bc')], options);
  expect(ways[0]).toHaveLength(4);
  const [, into, out] = ways[0] ?? [];
  const b = boxes.get('b');
  expect([into?.x, out?.x]).toEqual([150, 250]);
  expect(into?.y).toBe(out?.y);
  expect((into?.y ?? 0) < (b?.y ?? 0) || (into?.y ?? 0) > (b?.y ?? 0) + 20).toBe(true);
});

test('nothing gives nothing; an edge back, to itself or to nowhere has no way', () => {
  expect(topologyLayout([], [], options)).toMatchObject({ order: [[], [], []], ways: [], height: 0, crossings: 0 });
  const odd = topologyLayout(
    [node('a', 0), node('b', 1), node('a', 1), node('z', 7)],
    [edge('ba'), edge('aa'), edge('ax'), edge('az')],
    options,
  );
  expect(odd.ways).toEqual([[], [], [], []]);
  expect([...odd.boxes.keys()]).toEqual(['a', 'b']);
});

test('a way is flat at both ends', () => {
  expect(
    flowPath([
      { x: 100, y: 25 },
      { x: 150, y: 10 },
    ]),
  ).toBe('M100 25C125 25 125 10 150 10');
  expect(flowPath([])).toBe('');
});

const graph = fc
  .tuple(
    fc.array(fc.tuple(fc.nat(2), fc.integer({ min: 4, max: 60 })), { maxLength: 40 }),
    fc.array(fc.tuple(fc.nat(39), fc.nat(39)), { maxLength: 90 }),
  )
  .map(([nodes, edges]) => {
    const list = nodes.map(([column, height], i) => node(`n${i}`, column, height));
    return {
      nodes: list,
      edges: edges.flatMap(([a, b]): FlowEdge[] => {
        const [from, to] = [list[a], list[b]];
        return from && to && from.column < to.column ? [{ from: from.id, to: to.id }] : [];
      }),
    };
  });

test('whatever the graph: no box overlaps, none leaves the height, edges step from column to column, and the same again is the same', () => {
  fc.assert(
    fc.property(graph, ({ nodes, edges }) => {
      const flow = topologyLayout(nodes, edges, options);
      expect(flow.boxes.size).toBe(nodes.length);
      for (const [column, ids] of flow.order.entries()) {
        let bottom = -options.gap;
        for (const id of ids) {
          const box = flow.boxes.get(id);
          if (!box) throw new Error(id);
          expect(box.x).toBe(columns[column]?.x);
          expect(box.y).toBeGreaterThanOrEqual(bottom + options.gap - 1);
          bottom = box.y + box.height;
        }
        expect(bottom).toBeLessThanOrEqual(flow.height + 1);
      }
      for (const [i, { from, to }] of edges.entries()) {
        const points = flow.ways[i] ?? [];
        const steps = (nodes.find(({ id }) => id === to)?.column ?? 0) - (nodes.find(({ id }) => id === from)?.column ?? 0);
        expect(points).toHaveLength(steps * 2);
        expect(points[0]?.x).toBe((flow.boxes.get(from)?.x ?? 0) + 100);
        expect(points.at(-1)?.x).toBe(flow.boxes.get(to)?.x);
      }
      expect(topologyLayout(nodes, edges, options)).toEqual(flow);
    }),
  );
});

test('never more crossings than in the order given', () => {
  fc.assert(
    fc.property(graph, ({ nodes, edges }) => {
      // Between neighbouring columns alone, so that the given order needs no points of passing.
      const near = edges.filter(({ from, to }) => columnOf(nodes, to) === columnOf(nodes, from) + 1);
      const items = new Map(nodes.map(({ id }) => [id, { id, after: [] as unknown[] }]));
      for (const { from, to } of near) items.get(from)?.after.push(items.get(to));
      const given = [0, 1, 2].map((column) => nodes.filter((one) => one.column === column).flatMap(({ id }) => items.get(id) ?? []));
      expect(topologyLayout(nodes, near, options).crossings).toBeLessThanOrEqual(crossingsOf(given));
    }),
  );
});

function columnOf(nodes: readonly FlowNode[], id: string): number {
  return nodes.find((one) => one.id === id)?.column ?? 0;
}
