import type { TopologyMatrix } from '../../../shared/wire/topology.ts';
import { referenceName } from '../../kit/referenceWords.ts';

/** A cell aloud: "shop/web on worker-1: IPv4 2 of 3 ready, IPv6 none". */
export function matrixCellText({ rows, nodes }: TopologyMatrix, { row, column }: { row: number; column: number }): string {
  const service = rows[row];
  const cell = service?.cells.find(({ node }) => node === column);
  const words = (['IPv4', 'IPv6'] as const).flatMap((family) => {
    const all = cell?.endpoints[family] ?? 0;
    if (all > 0) return [`${family} ${cell?.ready[family] ?? 0} of ${all} ready`];
    return service?.families.includes(family) ? [`${family} none`] : [];
  });
  return `${service ? referenceName(service.service) : ''} on ${nodes[column]?.name ?? ''}: ${words.join(', ') || 'none'}`;
}
