import { coreKinds, type Kind, kinds, optionalKinds } from '../records/records.ts';
import type { Reading } from '../store/reading.ts';

/**
 * One line of the terminal a group of kinds: what is read, what is not and why. Counts are what is held now.
 * Kinds that a cluster need not have share a line for each state, and have none where it has not got them.
 */
export function readingLines(reading: (kind: Kind) => Reading, count: (kind: Kind) => number): string[] {
  const isRead = (kind: Kind) => ['synced', 'stale'].includes(reading(kind).state);
  const inState = (some: readonly Kind[], state: Reading['state']) => some.filter((kind) => reading(kind).state === state);
  const counted = (some: readonly Kind[]) => some.map((kind) => `${kind} (${count(kind).toLocaleString('en')})`).join(', ');
  const why = (kind: Kind | undefined, otherwise: string) => (kind && oneLine(reading(kind).error)) ?? otherwise;

  const lines: string[] = [];
  const core = coreKinds.filter(isRead);
  if (core.length > 0) lines.push(`Reads      ${counted(core)}`);
  const found = optionalKinds.filter((kind) => isRead(kind) && count(kind) > 0);
  if (found.length > 0) lines.push(`Reads      ${counted(found)}`);

  for (const kind of inState(coreKinds, 'syncing')) lines.push(`Waits for  ${kind}: ${why(kind, 'it is still being read')}`);
  const awaited = inState(optionalKinds, 'syncing');
  if (awaited.length > 0) lines.push(`Waits for  ${some(awaited)}: ${why(awaited[0], 'whether there are such objects is not known yet')}`);

  for (const kind of inState(coreKinds, 'forbidden'))
    lines.push(`May not    read ${kind}: ${why(kind, 'RBAC forbids it')}; the Status page has the rule to add`);
  const refused = inState(optionalKinds, 'forbidden');
  if (refused.length > 0) lines.push(`May not    read ${some(refused)}; the Status page has the rules to add`);

  for (const kind of inState(coreKinds, 'not-served')) lines.push(`Has no     ${kind}: this API server does not serve it`);
  return lines;
}

/** The first few by name. */
function some(kinds: readonly Kind[]): string {
  const named = kinds.slice(0, 3).join(', ');
  return kinds.length > 3 ? `${named} and ${kinds.length - 3} more` : named;
}

/** Whether it is known of every kind if it may be read. */
export function isSettled(reading: (kind: Kind) => Reading): boolean {
  return kinds.every((kind) => reading(kind).state !== 'syncing');
}

function oneLine(text: string | null): string | undefined {
  return text?.replace(/\s+/g, ' ').slice(0, 300);
}
