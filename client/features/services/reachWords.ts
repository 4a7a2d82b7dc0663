import type { Service } from '../../../shared/wire/services.ts';

/** What there is to say beside an address of a load balancer: a mode other than the usual one. VIP goes without saying in a table. */
export function ingressRemark({ ip, ipMode }: Service['loadBalancer'][number]): string | undefined {
  return ip !== undefined && ipMode !== undefined && ipMode !== 'VIP' ? ipMode : undefined;
}

/** "203.0.113.9 (Proxy)": for a file, where nothing goes without saying. */
export function ingressText({ ip, hostname, ipMode }: Service['loadBalancer'][number]): string {
  return ip === undefined ? (hostname ?? '') : ipMode === undefined ? ip : `${ip} (${ipMode})`;
}
