import { type Kind, kinds } from '../records/records.ts';
import type { Reading } from '../store/reading.ts';

/** One line of the terminal a group of kinds: what is read, what is not and why. Counts are what is held now. */
export function readingLines(reading: (kind: Kind) => Reading, count: (kind: Kind) => number): string[] {
  const of = (state: Reading['state']) => kinds.filter((kind) => reading(kind).state === state);
  const list = (some: readonly Kind[]) => some.map((kind) => `${kind} (${count(kind).toLocaleString('en')})`).join(', ');
  const lines: string[] = [];
  const synced = kinds.filter((kind) => ['synced', 'stale'].includes(reading(kind).state));
  if (synced.length > 0) lines.push(`Reads      ${list(synced)}`);
  for (const kind of of('syncing')) lines.push(`Waits for  ${kind}: ${oneLine(reading(kind).error) ?? 'it is still being read'}`);
  for (const kind of of('forbidden'))
    lines.push(`May not    read ${kind}: ${oneLine(reading(kind).error) ?? 'RBAC forbids it'}; the Status page has the rule to add`);
  for (const kind of of('not-served')) lines.push(`Has no     ${kind}: this API server does not serve it`);
  return lines;
}

/** Whether it is known of every kind if it may be read. */
export function isSettled(reading: (kind: Kind) => Reading): boolean {
  return kinds.every((kind) => reading(kind).state !== 'syncing');
}

function oneLine(text: string | null): string | undefined {
  return text?.replace(/\s+/g, ' ').slice(0, 300);
}
