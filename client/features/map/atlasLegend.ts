import type { AtlasEntry } from './atlasEntries.ts';
import { kindTitle } from './poolWords.ts';

/** An entry of the atlas' legend: the tag that it stands for, what it is called, how many there are. */
export interface AtlasLegendEntry {
  readonly tag: string;
  readonly name: string;
  readonly count: number;
}
export interface AtlasLegendGroup {
  readonly name: string;
  readonly entries: readonly AtlasLegendEntry[];
}

const groups: readonly { readonly name: string; readonly tags: readonly (readonly [tag: string, name: string])[] }[] = [
  {
    name: 'Family',
    tags: [
      ['IPv4', 'IPv4'],
      ['IPv6', 'IPv6'],
    ],
  },
  {
    name: 'What it is',
    tags: [
      ['pod', 'Pods'],
      ['service', kindTitle({ kind: 'service', blocks: null })],
      ['node', kindTitle({ kind: 'node', blocks: null })],
      ['loadBalancer', kindTitle({ kind: 'loadBalancer', blocks: null })],
      ['secondary', kindTitle({ kind: 'secondary', blocks: null })],
      ['declared', 'Outside the cluster'],
      ['outside', 'Held, in no range'],
      ['gap', 'Between ranges'],
    ],
  },
  {
    name: 'Used, of what binds',
    tags: [
      ['use5', '81–100 %'],
      ['use4', '61–80 %'],
      ['use3', '41–60 %'],
      ['use2', '21–40 %'],
      ['use1', '0–20 %'],
      ['useNone', 'Nothing yet'],
      ['useUnknown', 'No share known'],
    ],
  },
  {
    name: 'Wants attention',
    tags: [
      ['overlap', 'Overlaps another'],
      ['critical', 'Critical finding'],
      ['warning', 'Warning'],
      ['deleting', 'Being deleted'],
      ['disabled', 'Disabled'],
      ['not-ready', 'Not ready'],
    ],
  },
];

/** The legend of some entries: what there is none of is left out. */
export function atlasLegend(entries: readonly Pick<AtlasEntry, 'tags'>[]): AtlasLegendGroup[] {
  const counts = new Map<string, number>();
  for (const { tags } of entries) for (const tag of tags) counts.set(tag, (counts.get(tag) ?? 0) + 1);
  return groups
    .map(({ name, tags }) => ({
      name,
      entries: tags.map(([tag, text]) => ({ tag, name: text, count: counts.get(tag) ?? 0 })).filter((entry) => entry.count > 0),
    }))
    .filter((group) => group.entries.length > 0);
}

/** The tags of `only` as the address bar holds them, without what is none. */
export function readOnly(only: string | undefined): string[] {
  const known = groups.flatMap((group) => group.tags.map(([tag]) => tag));
  return (only ?? '').split(',').filter((tag) => known.includes(tag));
}

/** One tag put in or taken out; undefined where none is left. */
export function withTag(only: readonly string[], tag: string): string | undefined {
  const next = only.includes(tag) ? only.filter((other) => other !== tag) : [...only, tag];
  return next.length === 0 ? undefined : next.join(',');
}

/** Whether an entry is lit: of each group that has chosen tags, it has one. */
export function isLit(entry: Pick<AtlasEntry, 'tags'>, only: readonly string[]): boolean {
  return groups.every(({ tags }) => {
    const chosen = tags.map(([tag]) => tag).filter((tag) => only.includes(tag));
    return chosen.length === 0 || chosen.some((tag) => entry.tags.includes(tag));
  });
}
