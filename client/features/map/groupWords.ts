import type { CellGroups, MapGroupBy } from '../../../shared/wire/map.ts';
import { findingWords } from '../../kit/findingWords.ts';
import { formatCount } from '../../kit/formatCount.ts';
import { formatDuration } from '../../kit/formatDuration.ts';

/** What the choice is called, and what a group of it is. */
export const groupNames: Record<
  MapGroupBy,
  { readonly choice: string; readonly one: string; readonly none: string; readonly other: string }
> = {
  namespace: { choice: 'Namespace', one: 'Namespace', none: 'No namespace', other: 'Other namespaces' },
  zone: { choice: 'Zone', one: 'Zone', none: 'No zone', other: 'Other zones' },
  node: { choice: 'Node', one: 'Node', none: 'No node', other: 'Other nodes' },
  age: { choice: 'Age', one: 'Age', none: 'No date', other: '' },
  findings: { choice: 'Findings', one: 'Finding', none: 'No finding', other: '' },
};

/** The steps of age, newest first as the ramp counts them down. */
export const ageNames: Readonly<Record<1 | 2 | 3 | 4 | 5, string>> = {
  5: 'Last hour',
  4: 'Last day',
  3: 'Last 7 days',
  2: 'Last 30 days',
  1: 'Older',
};

export interface GroupLine {
  readonly name: string;
  readonly count: number;
}

/** What a cell holds by its groups, and a remark where that is not all: what was not listed, what was not looked at. */
export function groupLines(by: MapGroupBy, groups: CellGroups): { lines: GroupLine[]; remark: string | null } {
  const lines = groups.groups.map(({ name, count }) => ({ name: groupName(by, name), count }));
  const said: string[] = [];
  if (groups.more > 0) said.push(`${formatCount(groups.more).short} more in others`);
  if (groups.unlooked > 0) said.push(`at least: ${formatCount(groups.unlooked).short} more not looked at`);
  return { lines, remark: said.length === 0 ? null : said.join('; ') };
}

/** A group's name as people read it: a finding in its few words. */
export function groupName(by: MapGroupBy, name: string | null): string {
  if (name === null) return groupNames[by].none.toLowerCase();
  return by === 'findings' ? findingWords(name).short : name;
}

/** "newest 3 h 20 min, oldest 40 d"; one age where both are the same. */
export function ageText(since: NonNullable<CellGroups['since']>, now: number): string {
  const ago = (time: string) => formatDuration(now - Date.parse(time));
  return since.newest === since.oldest ? ago(since.newest) : `newest ${ago(since.newest)}, oldest ${ago(since.oldest)}`;
}

/** The largest group in a few words, for a row and for the ear: "payments 12"; null where there is none. */
export function groupText(by: MapGroupBy, groups: CellGroups | null, now: number): string | null {
  if (!groups) return null;
  if (by === 'age') return groups.since && ageText(groups.since, now);
  const { lines, remark } = groupLines(by, groups);
  if (lines.length === 0) return null;
  const [first] = lines;
  const text =
    lines.length === 1 && first && groups.more === 0
      ? first.name
      : lines.map((line) => `${line.name} ${formatCount(line.count).short}`).join(', ');
  return remark === null ? text : `${text}; ${remark}`;
}
