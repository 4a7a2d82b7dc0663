import { atlasDrawing, signMark } from '../../draw/atlasDrawing.ts';
import type { Step } from '../../draw/cellShade.ts';
import type { ExportEntry, ExportPage } from '../../draw/exportPage.ts';
import { shadeMark } from '../../draw/sheetDrawing.ts';
import { counted, formatCount } from '../../kit/formatCount.ts';
import type { AtlasEntry } from './atlasEntries.ts';
import { atlasLegend } from './atlasLegend.ts';
import { exportFoot } from './exportPage.ts';

/** The atlas as a page for a picture: titled by its cluster, with the legend's counts, the time of the data (ms) and its address. */
export function atlasPage(seen: {
  picture: Parameters<typeof atlasDrawing>[0];
  entries: readonly AtlasEntry[];
  /** Tags that are lit; none: all are. */
  only: readonly string[];
  ranges: number;
  cluster: string | undefined;
  time: number;
  isPast: boolean;
  url: string;
}): ExportPage {
  const said = [
    seen.cluster,
    counted(seen.ranges, 'range'),
    seen.only.length > 0 ? 'filtered' : undefined,
    seen.picture.stale ? 'old data' : undefined,
    'not to scale',
  ];
  return {
    title: 'All ranges',
    subtitle: said.filter((part) => part !== undefined).join(' · '),
    drawing: atlasDrawing(seen.picture),
    legends: atlasLegend(seen.entries).map(({ name, entries }) => ({
      title: name,
      entries: entries.map((entry) => ({
        mark: markOf(entry.tag),
        name: entry.name,
        count: formatCount(entry.count).short,
        dimmed: seen.only.length > 0 && !seen.only.includes(entry.tag),
      })),
      total: null,
    })),
    foot: exportFoot(seen),
  };
}

function markOf(tag: string): ExportEntry['mark'] {
  const solid = { freeDashed: false, inner: null };
  if (tag === 'declared') return signMark(tag);
  if (tag === 'IPv4' || tag === 'IPv6' || tag === 'critical' || tag === 'warning') return signMark(tag);
  if (tag === 'useNone') return shadeMark('free', solid);
  if (tag === 'useUnknown') return shadeMark('unknown', solid);
  if (tag.startsWith('use')) return shadeMark(Number(tag.slice(3)) as Step, solid);
  if (tag === 'overlap') return shadeMark('conflict', solid);
  if (tag === 'gap') return shadeMark('free', { ...solid, freeDashed: true });
  return tag === 'outside' ? shadeMark('outside', solid) : null;
}
