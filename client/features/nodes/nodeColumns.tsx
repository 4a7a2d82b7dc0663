import type { Node } from '../../../shared/wire/nodes.ts';
import type { Column } from '../../kit/DataTable.tsx';
import type { ExportColumn } from '../../kit/exportRows.ts';
import { FamilyHead } from '../../kit/FamilyHead.tsx';
import { FindingMarks } from '../../kit/FindingMarks.tsx';
import { addressesOf } from './addressesOf.ts';
import { NodeName } from './NodeName.tsx';
import { PodCount } from './PodCount.tsx';
import { Remaining } from './Remaining.tsx';
import { Texts } from './Texts.tsx';
import { UseBar } from './UseBar.tsx';

const families = ['IPv4', 'IPv6'] as const;

/** The columns of the table; what is exported under each is plain, several values in one cell separated by a space. */
export const nodeColumns: readonly Column<Node>[] = [
  {
    id: 'node',
    header: 'Node',
    cell: (node) => <NodeName node={node} />,
    value: (node) => node.name,
    width: 'minmax(112px, 1.2fr)',
    sort: 'name',
  },
  {
    id: 'zone',
    header: 'Zone',
    cell: (node) => node.zone ?? <span className="dim">none</span>,
    value: (node) => node.zone,
    width: 'minmax(64px, 0.6fr)',
    sort: 'zone',
  },
  {
    id: 'addresses',
    header: 'Addresses',
    cell: (node) => <Texts items={addressesOf(node)} />,
    value: (node) => addressesOf(node).join(' '),
    width: 'minmax(108px, 1fr)',
  },
  {
    id: 'podCIDRs',
    header: 'podCIDRs',
    cell: (node) => <Texts items={node.podCIDRs} />,
    value: (node) => node.podCIDRs.join(' '),
    width: 'minmax(136px, 1.1fr)',
  },
  {
    id: 'pods',
    header: 'Pods / max',
    cell: (node) => <PodCount node={node} />,
    value: (node) => node.pods && node.pods.running + node.pods.hostNetwork,
    width: '100px',
    align: 'right',
    sort: 'running',
  },
  ...families.map(
    (family): Column<Node> => ({
      id: `${family} in use`,
      header: <FamilyHead family={family}>In use</FamilyHead>,
      cell: (node) => <UseBar node={node} family={family} />,
      value: (node) => (node.usable[family] === null ? null : (node.inUse?.[family] ?? null)),
      width: 'minmax(92px, 0.8fr)',
      inset: true,
    }),
  ),
  {
    id: 'remaining',
    header: 'Pods left',
    cell: (node) => <Remaining node={node} />,
    value: (node) => node.remaining,
    width: '68px',
    align: 'right',
    sort: 'remaining',
  },
  {
    id: 'findings',
    header: 'Finding',
    cell: (node) => <FindingMarks codes={node.findings} />,
    value: (node) => node.findings.join(' '),
    width: 'minmax(96px, 1fr)',
    inset: true,
  },
];

/** What a file holds beyond the columns: what the page shows inside them. Usable counts stay text: they can pass 2⁵³. */
export const moreNodeColumns: readonly ExportColumn<Node>[] = [
  { name: 'ready', value: (node) => (node.ready === null ? null : String(node.ready)) },
  { name: 'skewed', value: (node) => String(node.skewed) },
  { name: 'pods running', value: (node) => node.pods?.running ?? null },
  { name: 'pods hostNetwork', value: (node) => node.pods?.hostNetwork ?? null },
  { name: 'pods terminated', value: (node) => node.pods?.terminated ?? null },
  { name: 'maxPods', value: (node) => node.maxPods },
  ...families.map((family) => ({ name: `${family} usable`, value: (node: Node) => node.usable[family] })),
  { name: 'limit', value: (node) => node.limit },
];
