import type { Family } from '../../../shared/net/address.ts';
import type { Service } from '../../../shared/wire/services.ts';

/**
 * How a Service stands in one family.
 * - none: it has no slice of the family, and is not meant to have one;
 * - unknown: EndpointSlices are not read, so nobody can say;
 * - critical: clients of the family are sent to nothing, though there are endpoints that could answer or do in the other family.
 */
export type Readiness =
  | { readonly kind: 'none' }
  | { readonly kind: 'unknown' }
  | { readonly kind: 'fine' | 'partial' | 'critical'; readonly ready: number; readonly total: number };

/** ready and total count endpoints; terminating ones that still serve are in neither (KEP-1672: they take traffic as a last resort). */
export function readiness(service: Pick<Service, 'families' | 'endpoints'>, family: Family, slicesAreRead: boolean): Readiness {
  const counts = service.endpoints[family];
  if (counts === null) return { kind: slicesAreRead || !service.families.includes(family) ? 'none' : 'unknown' };
  const { ready } = counts;
  const total = ready + counts.notReady;
  if (ready === total && total > 0) return { kind: 'fine', ready, total };
  if (ready > 0) return { kind: 'partial', ready, total };
  const other = service.endpoints[family === 'IPv4' ? 'IPv6' : 'IPv4'];
  // Nothing at all in either family is a workload scaled to zero, which is somebody's will.
  const wanted = total > 0 || (service.families.includes(family) && (other?.ready ?? 0) > 0);
  return { kind: wanted ? 'critical' : 'partial', ready, total };
}
