import { useQuery } from '@tanstack/react-query';
import type { KindStatus } from '../../shared/wire/status.ts';
import { useApi } from './ApiContext.ts';
import { queries } from './queries.ts';

/** How the named kinds are being read, in the order named, those the status does not tell of left out; without names all kinds there are. */
export function useKinds(kinds?: readonly string[]): { kinds: KindStatus[]; now: string | null } {
  const { data } = useQuery(queries.status(useApi()));
  const all = data?.kinds ?? [];
  const found = kinds?.map((kind) => all.find((status) => status.kind === kind)).filter((status) => status !== undefined);
  return { kinds: found ?? all, now: data?.now ?? null };
}
