import { referenceTo } from '../holders.ts';
import type { KnownService } from '../serviceStates.ts';
import { familiesOf } from '../serviceStates.ts';
import type { ServiceRule } from './rule.ts';
import { counted } from './words.ts';

/**
 * A family with a ClusterIP, or with DNS records, that nothing answers on: pods without an address of that family drop out of its
 * slices silently. A Service without any endpoint at all is scaled down or new, and says nothing about families.
 */
export const serviceFamilyWithoutReadyEndpoints: ServiceRule = {
  code: 'service-family-without-ready-endpoints',
  severity: 'critical',
  title: (count) =>
    count === 1 ? '1 Service has a family without ready endpoints' : `${count} Services have a family without ready endpoints`,
  remedy:
    'See whether its pods have an address of that family: pods that started before the cluster became dual-stack must be recreated. Else make the Service SingleStack.',
  needs: ['EndpointSlice'],
  holds: (state) => state.record.type !== 'ExternalName' && state.IPv4.endpoints + state.IPv6.endpoints > 0 && silent(state).length > 0,
  tell: (state) => {
    const families = silent(state);
    const counts = (['IPv4', 'IPv6'] as const).map(
      (family) => `${family} has ${counted(state[family].ready, 'ready endpoint')} of ${state[family].endpoints}`,
    );
    return {
      title: `Service ${state.key} has no ready endpoint in ${families.join(' and ')}`,
      detail: `${counts.join(', ')}. Clients that try ${families.join(' or ')} first wait for a timeout.`,
      objects: [referenceTo('Service', state.key)],
    };
  },
};

function silent(state: KnownService): ('IPv4' | 'IPv6')[] {
  return familiesOf(state.record).filter((family) => state[family].ready === 0);
}
