import type { Trouble } from '../../kit/kindWords.ts';

const order: [Trouble | undefined, string][] = [
  [undefined, 'live'],
  ['syncing', 'being read'],
  ['unreached', 'not reached'],
  ['stale', 'stale'],
  ['forbidden', 'forbidden'],
  ['not-served', 'not served'],
];

/** "7 kinds: 5 live, 1 stale, 1 forbidden"; "7 kinds, all live". */
export function readingSummary(troubles: readonly (Trouble | undefined)[]): string {
  const kinds = `${troubles.length} ${troubles.length === 1 ? 'kind' : 'kinds'}`;
  if (troubles.length > 0 && troubles.every((trouble) => trouble === undefined)) return `${kinds}, all live`;
  const parts: string[] = [];
  for (const [wanted, word] of order) {
    const count = troubles.filter((trouble) => (trouble === 'failing' ? 'stale' : trouble) === wanted).length;
    if (count > 0) parts.push(`${count} ${word}`);
  }
  return parts.length === 0 ? kinds : `${kinds}: ${parts.join(', ')}`;
}
