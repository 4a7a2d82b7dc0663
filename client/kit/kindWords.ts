import type { KindStatus } from '../../shared/wire/status.ts';

/** "Pod" → "Pods", "IPAddress" → "IPAddresses". */
export function pluralOf(kind: string): string {
  return kind.endsWith('s') ? `${kind}es` : `${kind}s`;
}

/** Whether anything is known of a kind: its count is a count, and zero means none. */
export function isRead(kind: KindStatus | undefined): boolean {
  return kind !== undefined && kind.objects !== null && kind.state !== 'forbidden' && kind.state !== 'not-served';
}

/** What is wrong with how a kind is read; undefined where nothing is. 'unreached': the first read was tried and failed. */
export type Trouble = 'forbidden' | 'stale' | 'syncing' | 'unreached' | 'not-served' | 'failing';

export function troubleOf(kind: KindStatus): Trouble | undefined {
  if (kind.state === 'syncing' && !kind.connected && kind.error !== null && kind.lastEvent === null) return 'unreached';
  if (kind.state !== 'synced') return kind.state;
  return kind.connected ? undefined : 'failing';
}

/** How a kind is read, in a word or two. */
export const troubleWords: Record<Trouble | 'live', string> = {
  live: 'live',
  forbidden: 'forbidden',
  stale: 'stale',
  failing: 'stale',
  syncing: 'being read',
  unreached: 'not reached',
  'not-served': 'not served',
};
