import type { NamespaceList } from '../../shared/wire/namespaces.ts';
import { FilterSelect } from './FilterSelect.tsx';
import { namespacesRemark } from './namespacesRemark.ts';

/** What is in one namespace. Those there are come from data/useNamespaces; one that the list does not name can be typed. */
export function NamespaceFilter({
  value,
  onChange,
  list,
  failed,
  onOpenChange,
}: {
  value: string | undefined;
  onChange: (namespace: string | undefined) => void;
  list: NamespaceList | undefined;
  failed: boolean;
  onOpenChange: (open: boolean) => void;
}) {
  return (
    <FilterSelect
      label="Namespace"
      value={value}
      options={list?.items.map(({ name }) => ({ value: name })) ?? []}
      onChange={onChange}
      onOpenChange={onOpenChange}
      remark={namespacesRemark(list, failed)}
      none="all"
      searchable
    />
  );
}
