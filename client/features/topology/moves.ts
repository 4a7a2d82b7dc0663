import type { FlowBox } from '../../draw/topologyLayout.ts';

/**
 * Where a key leads from an entry: up and down within its column, to its ends with Home and End, and left and right to the nearest
 * entry that it is tied to, or the nearest of the next column that has one. Undefined for keys that do not move and where there is nothing.
 */
export function moveInColumns(
  key: string,
  id: string | null,
  order: readonly (readonly string[])[],
  boxes: ReadonlyMap<string, FlowBox>,
  tied: (a: string, b: string) => boolean,
): string | undefined {
  const column = id === null ? -1 : order.findIndex((ids) => ids.includes(id));
  if (id === null || column < 0) return moving.has(key) ? order.find((ids) => ids.length > 0)?.[0] : undefined;
  const ids = order[column] ?? [];
  const at = ids.indexOf(id);
  switch (key) {
    case 'ArrowUp':
      return ids[Math.max(0, at - 1)];
    case 'ArrowDown':
      return ids[Math.min(ids.length - 1, at + 1)];
    case 'Home':
      return ids[0];
    case 'End':
      return ids.at(-1);
    case 'ArrowLeft':
      return nearest(order.slice(0, column).reverse());
    case 'ArrowRight':
      return nearest(order.slice(column + 1));
    default:
      return undefined;
  }

  function nearest(columns: readonly (readonly string[])[]): string | undefined {
    const from = id ?? '';
    const ties = columns.map((of) => of.filter((other) => tied(from, other))).find((of) => of.length > 0);
    const candidates = ties ?? columns.find((of) => of.length > 0) ?? [];
    const y = middle(boxes.get(from));
    return candidates.toSorted((a, b) => Math.abs(middle(boxes.get(a)) - y) - Math.abs(middle(boxes.get(b)) - y))[0];
  }
}

const moving = new Set(['ArrowUp', 'ArrowDown', 'ArrowLeft', 'ArrowRight', 'Home', 'End']);

function middle(box: FlowBox | undefined): number {
  return box ? box.y + box.height / 2 : 0;
}
