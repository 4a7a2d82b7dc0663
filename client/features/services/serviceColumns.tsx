import type { Pool } from '../../../shared/wire/pools.ts';
import type { Service } from '../../../shared/wire/services.ts';
import type { Column } from '../../kit/DataTable.tsx';
import type { ExportColumn } from '../../kit/exportRows.ts';
import { FamilyHead } from '../../kit/FamilyHead.tsx';
import { FamilyOrder } from '../../kit/FamilyMark.tsx';
import { FindingMarks } from '../../kit/FindingMarks.tsx';
import { ClusterIPs } from './ClusterIPs.tsx';
import { Reach } from './Reach.tsx';
import { Ready } from './Ready.tsx';
import { ingressText } from './reachWords.ts';
import { ServiceName } from './ServiceName.tsx';
import { families } from './search.ts';
import { serviceFinding } from './serviceFinding.ts';

/** The columns of the table; what is exported under each is plain, several values in one cell separated by a space. `wide`: with where it is reached from outside. */
export function serviceColumns(pools: readonly Pool[], slicesAreRead: boolean, wide: boolean): Column<Service>[] {
  return [
    {
      id: 'service',
      header: 'Service',
      cell: (service) => <ServiceName namespace={service.namespace} name={service.name} />,
      value: (service) => `${service.namespace}/${service.name}`,
      width: 'minmax(136px, 1.5fr)',
      sort: 'name',
    },
    {
      id: 'type',
      header: 'Type',
      cell: (service) => <span className="ink2">{service.headless ? 'headless' : service.type}</span>,
      value: (service) => (service.headless ? 'headless' : service.type),
      width: '84px',
      sort: 'type',
    },
    {
      id: 'policy',
      header: 'Policy',
      cell: (service) => service.policy ?? <span className="dim">none</span>,
      value: (service) => service.policy,
      width: '108px',
      sort: 'policy',
    },
    {
      id: 'families',
      header: 'Families, in order',
      cell: (service) => <FamilyOrder families={service.families} />,
      value: (service) => service.families.join(' '),
      width: '128px',
      sort: 'families',
    },
    {
      id: 'clusterIPs',
      header: 'Cluster IPs',
      cell: (service) => <ClusterIPs service={service} pools={pools} />,
      value: (service) => (service.type === 'ExternalName' ? service.externalName : service.clusterIPs.join(' ')),
      width: 'minmax(112px, 1.1fr)',
    },
    ...(wide ? [reach] : []),
    ...families.map(
      (family): Column<Service> => ({
        id: `${family} ready`,
        header: <FamilyHead family={family}>Ready</FamilyHead>,
        cell: (service) => <Ready service={service} family={family} slicesAreRead={slicesAreRead} more={wide} />,
        value: (service) => service.endpoints[family]?.ready ?? null,
        width: wide ? '88px' : '68px',
        align: 'right',
      }),
    ),
    {
      id: 'findings',
      header: 'Finding',
      cell: (service) => <FindingMarks codes={service.findings} words={(code) => serviceFinding(service, code)} />,
      value: (service) => service.findings.join(' '),
      width: 'minmax(112px, 1.3fr)',
      inset: true,
    },
  ];
}

const reach: Column<Service> = {
  id: 'from outside',
  header: 'From outside',
  cell: (service) => <Reach service={service} />,
  value: (service) => [...service.loadBalancer.map(ingressText), ...service.externalIPs].join(', '),
  width: 'minmax(120px, 1.1fr)',
};

/** What a file holds beyond the columns: counts that the page shows beside others. */
export const moreServiceColumns: readonly ExportColumn<Service>[] = [
  ...families.map((family) => ({
    name: `${family} endpoints`,
    value: (service: Service) => {
      const counts = service.endpoints[family];
      return counts === null ? null : counts.ready + counts.notReady;
    },
  })),
  ...families.flatMap((family) =>
    (['serving', 'terminating', 'notReady'] as const).map((state) => ({
      name: `${family} ${state}`,
      value: (service: Service) => service.endpoints[family]?.[state] ?? null,
    })),
  ),
  { name: 'selector', value: (service) => String(service.selector) },
  { name: 'externalIPs', value: (service) => service.externalIPs.join(' ') },
  { name: 'nodePorts', value: (service) => service.nodePorts.join(' ') },
  { name: 'loadBalancer', value: (service) => service.loadBalancer.map(ingressText).join(', ') },
];
