import type { Family } from '../../../shared/net/address.ts';
import type { ServiceDetail } from '../../../shared/wire/services.ts';

/** Addresses of one Endpoints object at most (k/k pkg/controller/endpoint: maxCapacity). */
const capacity = 1000;

/** What the Endpoints object of a Service carries, worked out from its slices: nobody reads that object any more. */
export type LegacyEndpoints =
  | { readonly kind: 'not derived'; readonly why: string }
  | {
      readonly kind: 'derived';
      /** ipFamilies[0]: it carries no other. */
      readonly family: Family;
      /** Counts of its two lists, cut as the controller cuts them. */
      readonly addresses: number;
      readonly notReadyAddresses: number;
      /** Annotated endpoints.kubernetes.io/over-capacity: truncated; so many addresses are left out. */
      readonly cut: number;
      /** Endpoints of the other family, which it says nothing of. */
      readonly unseen: { readonly family: Family; readonly ready: number } | null;
      /** The first of its addresses. */
      readonly first: readonly { readonly address: string; readonly ready: boolean }[];
    };

const byController = 'endpointslice-controller.k8s.io';
const mirrored = 'endpointslicemirroring-controller.k8s.io';

/** `most`: how many addresses to name. Terminating pods are in neither list (k/k pkg/controller/endpoint: ShouldPodBeInEndpoints). */
export function legacyEndpoints(
  service: Pick<ServiceDetail, 'type' | 'selector' | 'families' | 'slices' | 'namespace' | 'name'>,
  most: number,
): LegacyEndpoints {
  const [family] = service.families;
  const by = (who: string) => service.slices.filter(({ managedBy }) => managedBy === who);
  if (service.type === 'ExternalName') return notDerived('An ExternalName Service has none: it is a name in DNS.');
  if (service.namespace === 'default' && service.name === 'kubernetes')
    return notDerived('The API server writes it by itself, with its own addresses of one family.');
  if (!service.selector)
    return notDerived(
      by(mirrored).length > 0
        ? 'It was made by hand, and the mirrored slices are copies of it: both families may stand in it.'
        : 'Without a selector nobody makes one: where it is there, it was made by hand.',
    );
  if (family === undefined) return notDerived('The Service has no family yet.');
  const own = by(byController).filter(({ addressType }) => addressType === family);
  if (own.length === 0) return notDerived(`The EndpointSlice controller has made no ${family} slice of it that could be read.`);
  const ready = sum(own.map(({ endpoints }) => endpoints.ready));
  const notReady = sum(own.map(({ endpoints }) => endpoints.notReady));
  const other = service.families[1];
  // Ready ones go first; those that are not fill what is left.
  const addresses = Math.min(ready, capacity);
  const notReadyAddresses = Math.min(notReady, capacity - addresses);
  const named = own.flatMap(({ items }) => items).filter((item) => item.ready || !item.terminating);
  return {
    kind: 'derived',
    family,
    addresses,
    notReadyAddresses,
    cut: ready + notReady - addresses - notReadyAddresses,
    unseen: other
      ? {
          family: other,
          ready: sum(by(byController).flatMap(({ addressType, endpoints }) => (addressType === other ? endpoints.ready : []))),
        }
      : null,
    first: [...named.filter((item) => item.ready), ...named.filter((item) => !item.ready)]
      .slice(0, most)
      .map(({ address, ready }) => ({ address, ready })),
  };
}

function notDerived(why: string): LegacyEndpoints {
  return { kind: 'not derived', why };
}

function sum(counts: readonly number[]): number {
  return counts.reduce((all, count) => all + count, 0);
}
