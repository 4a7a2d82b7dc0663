import type { LegendEntry } from '../../draw/legendCounts.ts';
import type { GroupLetters } from './groupLetters.ts';
import { nameOfShade } from './groupShades.ts';

/** Before a group's name: no name of Kubernetes begins so, and an address bar leaves it as it is. */
const named = '~';
/** What keeps its meaning on another map: states and steps are of this one. */
const lasting = ['groupOther', 'groupNone', 'critical', 'warning', 'info'];

/** What an entry of the legend is called in `only`: "free", "step5", "~payments". */
export function entryToken(shade: LegendEntry['shade'], letters: GroupLetters): string {
  if (typeof shade === 'number') return `step${shade}`;
  const name = nameOfShade(shade, letters);
  return name === undefined ? shade : `${named}${name}`;
}

/** The entries that stay lit; empty: all of them. */
export function litEntries(only: string | undefined): ReadonlySet<string> {
  return new Set((only ?? '').split(',').filter((token) => token !== ''));
}

/** An entry is pressed: lit beside those that are, or no longer; undefined where none is left, and all are lit again. */
export function toggled(only: string | undefined, token: string): string | undefined {
  const lit = new Set(litEntries(only));
  if (!lit.delete(token)) lit.add(token);
  return lit.size === 0 ? undefined : [...lit].join(',');
}

/** The names of groups in `only`: each has a letter, or the link would show nothing. */
export function namesOf(only: string | undefined): string[] {
  return [...litEntries(only)].filter((token) => token.startsWith(named)).map((token) => token.slice(named.length));
}

/** What of `only` goes along to another prefix. */
export function carriedEntries(only: string | undefined): string | undefined {
  const kept = [...litEntries(only)].filter((token) => token.startsWith(named) || lasting.includes(token));
  return kept.length === 0 ? undefined : kept.join(',');
}
