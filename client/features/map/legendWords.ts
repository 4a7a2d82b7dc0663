import type { Shade } from '../../draw/cellShade.ts';
import { type LegendEntry, shadeOrder } from '../../draw/legendCounts.ts';
import { type Grouping, nameOfShade } from './groupShades.ts';
import { ageNames, groupNames } from './groupWords.ts';
import { entryToken, litEntries } from './litEntries.ts';
import type { Scene } from './scene.ts';
import { isKnownFree } from './words.ts';

type Named = Pick<Scene, 'grain' | 'sparse' | 'cellPrefix' | 'blockPrefix' | 'inUse' | 'known'>;

/** What the shades mean: the legend's heading. */
export function legendTitle(scene: Named, grouping?: Pick<Grouping, 'by'>): string {
  if (grouping?.by === 'age') return 'Age of the newest in it';
  if (grouping?.by === 'findings') return 'The gravest finding in it';
  if (grouping) return `${groupNames[grouping.by].one} that holds most of it`;
  if (scene.grain === 'addresses') return 'Addresses';
  if (scene.grain === 'parts') return 'In use, of what is usable';
  return scene.cellPrefix === scene.blockPrefix ? 'In use, of the limit that binds' : 'Handed out to nodes';
}

/** What an entry is called: "81–100 %", "Free, left out". */
export function legendName(shade: LegendEntry['shade'], scene: Named, grouping?: Pick<Grouping, 'by' | 'letters'>): string {
  if (grouping) {
    if (grouping.by === 'age' && typeof shade === 'number') return ageNames[shade];
    if (shade === 'groupOther') return groupNames[grouping.by].other;
    if (shade === 'groupNone') return groupNames[grouping.by].none;
    const name = nameOfShade(shade, grouping.letters);
    if (name !== undefined) return name;
  }
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
    case 'critical':
      return 'Critical';
    case 'warning':
      return 'Warning';
    case 'info':
      return 'Info';
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

/** Entries that are listed even at 0, so that the legend does not jump when the last one goes. Where it is not known what is in use, "In use 0" would be a lie. */
export function alwaysListed(scene: Named, grouping?: Pick<Grouping, 'by' | 'letters'>): Shade[] {
  if (grouping) {
    const named = grouping.letters.flatMap((name, at) => (name === undefined ? [] : [`group${at + 1}` as Shade]));
    const own: readonly Shade[] =
      grouping.by === 'age' ? [5, 4, 3, 2, 1] : grouping.by === 'findings' ? ['critical', 'warning', 'info', 'groupNone'] : named;
    return [...own, 'free'];
  }
  if (scene.inUse === null) return [];
  return scene.grain === 'addresses' ? ['inUse', 'free', 'reserved'] : [5, 4, 3, 2, 1, 'free'];
}

/** The entries that are lit, by their names: "payments, Free". One that this map does not have keeps the name it has in the link. */
export function litNames(only: string, scene: Named, grouping?: Pick<Grouping, 'by' | 'letters'>): string {
  const known = new Map(shadeOrder.map((shade) => [entryToken(shade, grouping?.letters ?? []), legendName(shade, scene, grouping)]));
  return [...litEntries(only)].map((token) => known.get(token) ?? token.replace(/^~/, '')).join(', ');
}

/** What hatched cells are called, whatever else they are. */
export function outsideName({ past }: Pick<Scene, 'past'>): string {
  return past ? 'Outside range today' : 'In an outside range';
}
