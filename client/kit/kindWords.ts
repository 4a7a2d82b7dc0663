import type { KindStatus } from '../../shared/wire/status.ts';

/**
 * "Pod" → "Pods", "IPAddress" → "IPAddresses", "BlockAffinity.crd.projectcalico.org" → "BlockAffinities.crd.projectcalico.org".
 * One object that is read by its name ("ConfigMap/kubeadm-config") stays as it is.
 */
export function pluralOf(kind: string): string {
  if (kind.includes('/')) return kind;
  const [name = '', ...group] = kind.split('.');
  const plural = name.endsWith('s') ? `${name}es` : /[^aeiou]y$/.test(name) ? `${name.slice(0, -1)}ies` : `${name}s`;
  return [plural, ...group].join('.');
}

/** Whether a kind is not there and nobody expects it: most clusters lack the kinds of most network plugins. */
export function isAbsent(kind: Pick<KindStatus, 'state'> & { optional?: boolean }): boolean {
  return kind.state === 'not-served' && kind.optional === true;
}

/** Whether anything is known of a kind: its count is a count, and zero means none. */
export function isRead(kind: KindStatus | undefined): boolean {
  return kind !== undefined && kind.objects !== null && kind.state !== 'forbidden' && kind.state !== 'not-served';
}

/** Whether the API server answers, and lets nothing be read. */
export function mayReadNothing(kinds: readonly Pick<KindStatus, 'state'>[]): boolean {
  const served = kinds.filter(({ state }) => state !== 'not-served');
  return served.length > 0 && served.every(({ state }) => state === 'forbidden');
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
