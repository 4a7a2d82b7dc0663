import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import { useApi } from './ApiContext.ts';
import { queries } from './queries.ts';
import { useStreamState } from './StreamContext.ts';

/** Where the stream cannot be had (a proxy that holds it back), the status' revision says that something changed: slower, but not silent. */
export function useRevisionPolling(): void {
  const client = useQueryClient();
  const stream = useStreamState();
  const { data } = useQuery(queries.status(useApi()));
  const revision = data?.revision;
  const last = useRef(revision);
  useEffect(() => {
    const changed = last.current !== undefined && revision !== last.current;
    last.current = revision;
    if (changed && stream !== 'open') void client.invalidateQueries({ predicate: (query) => query.queryKey[0] !== 'status' });
  }, [revision, stream, client]);
}
