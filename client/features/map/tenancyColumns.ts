import type { AddressHistory } from '../../../shared/wire/history.ts';
import type { ExportColumn } from '../../kit/exportRows.ts';

type Tenancy = AddressHistory['tenancies'][number];

/** Who held an address, as rows for other programs: both bounds of both ends. */
export function tenancyColumns(address: string): readonly ExportColumn<Tenancy>[] {
  return [
    { name: 'address', value: () => address },
    { name: 'as', value: ({ as }) => as },
    { name: 'kind', value: ({ object }) => object.kind },
    { name: 'namespace', value: ({ object }) => object.namespace ?? null },
    { name: 'name', value: ({ object }) => object.name },
    { name: 'uid', value: ({ uid }) => uid },
    { name: 'fromEarliest', value: ({ from }) => from.earliest },
    { name: 'fromLatest', value: ({ from }) => from.latest },
    { name: 'toEarliest', value: ({ to }) => to?.earliest ?? null },
    { name: 'toLatest', value: ({ to }) => to?.latest ?? null },
    { name: 'exists', value: ({ exists }) => String(exists) },
    { name: 'made', value: ({ made }) => String(made) },
  ];
}
