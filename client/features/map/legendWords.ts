import type { LegendEntry } from '../../draw/legendCounts.ts';
import type { Scene } from './scene.ts';
import { isKnownFree } from './words.ts';

type Named = Pick<Scene, 'grain' | 'sparse' | 'cellPrefix' | 'blockPrefix' | 'inUse' | 'known'>;

/** What the shades mean: the legend's heading. */
export function legendTitle(scene: Named): string {
  if (scene.grain === 'addresses') return 'Addresses';
  if (scene.grain === 'parts') return 'In use, of what is usable';
  return scene.cellPrefix === scene.blockPrefix ? 'In use, of the limit that binds' : 'Handed out to nodes';
}

/** What an entry is called: "81–100 %", "Free, left out". */
export function legendName(shade: LegendEntry['shade'], scene: Named): string {
  if (typeof shade === 'number') return `${shade === 1 ? 0 : (shade - 1) * 20 + 1}–${shade * 20} %`;
  switch (shade) {
    case 'free':
      return scene.sparse ? 'Free, drawn' : 'Free';
    case 'leftOut':
      return isKnownFree(scene) && scene.known === null ? 'Free, left out' : 'Left out';
    case 'inUse':
      return 'In use';
    case 'reserved':
      return 'Reserved';
    case 'conflict':
      return 'Conflict';
    case 'leaked':
      return 'Leaked';
    case 'terminating':
      return 'Ending';
    case 'unknown':
      return 'Unknown';
    case 'outside':
      return 'Outside every range';
    default:
      return shade;
  }
}

/** What is counted: "/24 blocks", "Addresses". */
export function legendUnit(scene: Named): string {
  if (scene.grain === 'addresses') return 'Addresses';
  return scene.cellPrefix === scene.blockPrefix ? `/${scene.cellPrefix} blocks` : `/${scene.cellPrefix}s`;
}
