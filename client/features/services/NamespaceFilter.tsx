import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useApi } from '../../data/ApiContext.ts';
import { queries } from '../../data/queries.ts';
import { FilterSelect } from '../../kit/FilterSelect.tsx';
import { namespacesRemark } from './namespacesRemark.ts';

/** The Services of one namespace. Which there are is asked for only while the list is open; one that it does not name can be typed. */
export function NamespaceFilter({ value, onChange }: { value: string | undefined; onChange: (namespace: string | undefined) => void }) {
  const [open, setOpen] = useState(false);
  const { data, error } = useQuery({ ...queries.namespaces(useApi()), enabled: open });
  return (
    <FilterSelect
      label="Namespace"
      value={value}
      options={data?.items.map(({ name }) => ({ value: name })) ?? []}
      onChange={onChange}
      onOpenChange={setOpen}
      remark={namespacesRemark(data, error !== null)}
      none="all"
      searchable
    />
  );
}
