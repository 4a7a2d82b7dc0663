import { QueryClient } from '@tanstack/react-query';
import { isWorthRetrying } from './apiError.ts';

/** Answers stay fresh until the stream says otherwise: nothing is asked again for the sake of asking. */
export function createQueryClient(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      queries: {
        staleTime: Number.POSITIVE_INFINITY,
        gcTime: 5 * 60_000,
        refetchOnWindowFocus: false,
        refetchOnReconnect: false,
        // On loopback or inside a VPN the browser's own idea of being offline is often wrong.
        networkMode: 'always',
        retry: (failures, error) => failures < 2 && isWorthRetrying(error),
      },
    },
  });
}
