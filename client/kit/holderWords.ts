import type { Holder } from '../../shared/wire/addresses.ts';

/** What an address is to its holder, in the field's words. */
export const roles: Record<Holder['as'], string> = {
  podIP: 'podIP',
  hostIP: 'hostIP',
  clusterIP: 'clusterIP',
  nodeAddress: 'node address',
  loadBalancer: 'load balancer',
  externalIP: 'externalIP',
  endpoint: 'endpoint',
  secondary: 'secondary address',
  virtual: 'virtual address',
  record: 'the allocator’s record',
};

/** How a holder stands, in words; undefined where it simply lives. */
export function holderState(holder: Pick<Holder, 'state'>): string | undefined {
  switch (holder.state) {
    case 'live':
      return undefined;
    case 'leaked':
      return 'leaked: recorded as taken, and nobody holds it';
    case 'kept':
      return 'kept on purpose, though nobody holds it';
    default:
      return holder.state;
  }
}
