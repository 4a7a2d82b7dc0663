import type { Family } from '../../../shared/net/address.ts';
import type { ServiceDetail } from '../../../shared/wire/services.ts';

export type ServiceChange = NonNullable<ServiceDetail['predict']>[number];

/** "policy → PreferDualStack, families → IPv4, IPv6": what a change sets. */
export function changeTitle({ policy, families }: ServiceChange['change']): string {
  return [policy && `policy → ${policy}`, families && `families → ${families.join(', ')}`].filter(Boolean).join(', ');
}

/** What a Service has now, of what its change is told by. */
export interface ServiceNow {
  readonly headless: boolean;
  readonly families: readonly Family[];
}

/** What becomes of a Service, in a sentence: the reason where the change is not accepted. */
export function changeText(outcome: Pick<ServiceChange, 'result' | 'families' | 'gains' | 'loses' | 'reason'>, now: ServiceNow): string {
  const { result, families, gains, loses, reason } = outcome;
  if (result !== 'accepted') return reason ?? '';
  const parts: string[] = [];
  if (gains.length > 0) parts.push(gained(gains, now));
  if (loses.length > 0) parts.push(lost(loses, now.headless));
  if (parts.length > 0) return parts.join(' ');
  if (families.length === 0) return 'It has no families.';
  const isSame = families.join() === now.families.join();
  return isSame ? `It keeps ${families.join(', ')}.` : `The order becomes ${families.join(', ')}.`;
}

function gained(gains: readonly Family[], { headless, families }: ServiceNow): string {
  const named = gains.join(' and ');
  if (headless) return `Gains ${named} in DNS and in its slices. It is headless: no address is taken.`;
  const what = gains.length > 1 ? `an ${gains.join(' and an ')} address` : `an ${named} address`;
  return `Gains ${what}${families.length > 0 ? ' behind the one it has' : ''}.`;
}

function lost(loses: readonly Family[], headless: boolean): string {
  const named = loses.join(' and ');
  if (headless) return `DNS and its slices lose ${named}.`;
  return `Gives its ${named} ${loses.length > 1 ? 'addresses' : 'address'} back: clients of it lose it at once.`;
}
