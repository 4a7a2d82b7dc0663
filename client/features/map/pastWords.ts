import type { PastMoment } from '../../../shared/wire/map.ts';
import { markWords } from './markWords.ts';
import { momentText } from './momentTime.ts';
import type { Scene } from './scene.ts';

/** What is to be known of a map of the past, a sentence each: why it is not exact, and what of it is of now. */
export function pastSentences(past: PastMoment, poolName: (id: string) => string): string[] {
  const said: string[] = [];
  if (past.made) said.push(madeUp);
  if (!past.exact) {
    const why = [...new Set(past.marks.map(({ kind }) => markWords[kind]))].join(', ');
    said.push(
      why === '' ? 'Not known exactly: changes from around that moment may be missing.' : `Not known exactly: ${why} at that moment.`,
    );
  }
  if (past.blocksSince === null || Date.parse(past.at) < Date.parse(past.blocksSince)) {
    said.push('Which node had which block is not known of then.');
  }
  const named = (was: string) => past.pools.filter((pool) => pool.was === was).map(({ pool }) => poolName(pool));
  const [early, gone] = [named('not-yet'), named('gone')];
  if (early.length > 0) said.push(`Not there yet then: ${early.join(', ')}.`);
  return [...said, ...goneSince(gone)];
}

export const madeUp = 'It is before this demo cluster was first looked at: made up, as all of its past.';

/** No sentence where nothing is gone. */
export function goneSince(names: readonly string[]): string[] {
  return names.length === 0 ? [] : [`Gone since: ${names.join(', ')}.`];
}

/** Whether blocks of nodes are known of the moment that a scene shows. */
export function blocksKnown({ past, cells }: Pick<Scene, 'past' | 'cells'>): boolean {
  if (!past) return true;
  if (past.blocksSince === null || Date.parse(past.at) < Date.parse(past.blocksSince)) return false;
  return cells.size === 0 || [...cells.values()].some(({ handedOut }) => handedOut !== null);
}

/** "As it was on 17 Nov 2026, 21:40 UTC" */
export function asItWas(at: string): string {
  return `As it was on ${momentText(at)}`;
}

/** Why nothing is shown of a moment, and what to do about it where it is none at all: '"yesterday" is no date and time.' */
export function notKnown(at: string): { readonly title: string; readonly todo: string } {
  if (!Number.isNaN(Date.parse(at)))
    return { title: `What was on ${momentText(at)} is not known.`, todo: 'Choose another moment, or go back to now.' };
  return {
    title: `“${at}” is no date and time.`,
    todo: 'Write it like 2026-11-20T14:30:00Z, choose a moment on the line of time, or go back to now.',
  };
}

/** The same below the name of a cell. */
export function pastSubtitle(at: string): string {
  return `as it was on ${momentText(at)}`;
}
