import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { useApi } from '../../data/ApiContext.ts';
import { everyService } from '../../data/everyRow.ts';
import { queries } from '../../data/queries.ts';
import type { LintCluster } from './lintCluster.ts';

/** A headless Service that prefers two families gets those of the cluster in their order, and takes no address: so it tells them. */
const familyQuestion = { policy: 'PreferDualStack', headless: 'true' };

/**
 * What manifests are held against, asked for as a whole: nothing of a manifest is in a request. Services are read once and again on
 * `refresh`, for there may be many.
 */
export function useLintCluster(): { cluster: LintCluster | undefined; error: unknown; cut: boolean; refresh: () => void } {
  const api = useApi();
  const pools = useQuery(queries.pools(api));
  const families = useQuery(queries.predict(api, undefined, familyQuestion));
  const services = useQuery({
    queryKey: ['lint', 'services'],
    queryFn: () => everyService(api, {}),
    staleTime: 60_000,
  });
  const found = services.data;
  const known = useMemo(() => {
    if (!found) return undefined;
    // Of what is not read, no list is the whole one.
    return found.total === null ? null : new Map(found.items.map((service) => [`${service.namespace}/${service.name}`, service]));
  }, [found]);
  const cluster = useMemo(() => {
    if (!pools.data || !families.data || known === undefined) return undefined;
    const { result, families: order } = families.data;
    return { pools: pools.data.items, families: result === 'accepted' ? order : null, services: known };
  }, [pools.data, families.data, known]);
  return {
    cluster,
    error: pools.error ?? families.error ?? services.error,
    cut: found?.cut ?? false,
    refresh: () => {
      void pools.refetch();
      void families.refetch();
      void services.refetch();
    },
  };
}
