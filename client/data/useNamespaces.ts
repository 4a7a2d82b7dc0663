import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { NamespaceList } from '../../shared/wire/namespaces.ts';
import { useApi } from './ApiContext.ts';
import { queries } from './queries.ts';

/** The namespaces to choose from; asked for only while the list of them is open. */
export function useNamespaces(): { list: NamespaceList | undefined; failed: boolean; onOpenChange: (open: boolean) => void } {
  const [open, setOpen] = useState(false);
  const { data, error } = useQuery({ ...queries.namespaces(useApi()), enabled: open });
  return { list: data, failed: error !== null, onOpenChange: setOpen };
}
