import { useQuery } from '@tanstack/react-query';
import { useApi } from './ApiContext.ts';
import { queries } from './queries.ts';
import { useStreamState } from './StreamContext.ts';

/** Whether the server is out of reach: what is on the page is then what came before, and grows old. */
export function useLost(): boolean {
  const stream = useStreamState();
  const { isError } = useQuery(queries.status(useApi()));
  return isError || stream === 'waiting' || stream === 'offline';
}
