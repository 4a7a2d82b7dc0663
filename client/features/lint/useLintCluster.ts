import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import type { ListedRange } from '../../../shared/wire/ranges.ts';
import { useApi } from '../../data/ApiContext.ts';
import { ApiError } from '../../data/apiError.ts';
import { everyRange, everyService } from '../../data/everyRow.ts';
import { queries } from '../../data/queries.ts';
import type { LintCluster } from './lintCluster.ts';

/** A headless Service that prefers two families gets those of the cluster in their order, and takes no address: so it tells them. */
const familyQuestion = { policy: 'PreferDualStack', headless: 'true' };

function noRanges(error: unknown): { items: ListedRange[] } {
  if (error instanceof ApiError && error.status === 404) return { items: [] };
  throw error;
}

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
  // An older server declares none.
  const outside = useQuery({ queryKey: ['lint', 'ranges'], queryFn: () => everyRange(api).catch(noRanges), staleTime: 10_000 });
  const declared = outside.data?.items;
  const found = services.data;
  const known = useMemo(() => {
    if (!found) return undefined;
    // Of what is not read, no list is the whole one.
    return found.total === null ? null : new Map(found.items.map((service) => [`${service.namespace}/${service.name}`, service]));
  }, [found]);
  const cluster = useMemo(() => {
    if (!pools.data || !families.data || known === undefined || !declared) return undefined;
    const { result, families: order } = families.data;
    return { pools: pools.data.items, families: result === 'accepted' ? order : null, services: known, outside: declared };
  }, [pools.data, families.data, known, declared]);
  return {
    cluster,
    error: pools.error ?? families.error ?? services.error ?? outside.error,
    cut: found?.cut ?? false,
    refresh: () => {
      void pools.refetch();
      void families.refetch();
      void services.refetch();
      void outside.refetch();
    },
  };
}
