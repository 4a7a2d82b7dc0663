import { cidrOf } from '../../../shared/net/cidr.ts';
import { indexOf, type MapCell } from './cells.ts';
import type { Scene } from './scene.ts';

/** The 256 addresses around the first one in use (the first 256 where none is), as a scene of their own; `beside` are in use elsewhere. */
export function windowOf(scene: Scene): { part: Scene; beside: bigint | null } {
  const held = [...scene.cells.values()].filter((cell) => (cell.inUse ?? 0n) > 0n).sort((a, b) => (a.cidr.value < b.cidr.value ? -1 : 1));
  const prefixLength = Math.max(scene.range.prefixLength, scene.cellPrefix - 8);
  const range = cidrOf(held[0]?.cidr ?? scene.range, prefixLength);
  const total = 1n << BigInt(scene.cellPrefix - prefixLength);
  const cells = new Map<bigint, MapCell>();
  let inUse = 0n;
  for (const cell of scene.cells.values()) {
    const offset = indexOf(range, scene.cellPrefix, cell.cidr.value);
    if (offset < 0n || offset >= total) continue;
    cells.set(offset, cell);
    inUse += cell.inUse ?? 0n;
  }
  if (scene.inUse === null) return { part: { ...scene, range, total, cells, sparse: false }, beside: null };
  return { part: { ...scene, range, total, cells, inUse, sparse: false }, beside: scene.inUse - inUse };
}
