import { Link } from '@tanstack/react-router';
import type { TopologyMatrix } from '../../../shared/wire/topology.ts';
import { Facts } from '../../kit/Facts.tsx';
import { FamilyMark } from '../../kit/FamilyMark.tsx';
import { Panel, PanelLead, PanelSection } from '../../kit/Panel.tsx';
import { referenceName } from '../../kit/referenceWords.ts';

/** One cell of the matrix: a Service on a node. */
export function CellPanel({
  matrix,
  place: { row, column },
  onClose,
}: {
  matrix: TopologyMatrix;
  place: { row: number; column: number };
  onClose: () => void;
}) {
  const service = matrix.rows[row];
  const node = matrix.nodes[column];
  if (!service || !node) return null;
  const cell = service.cells.find((one) => one.node === column);
  const name = referenceName(service.service);
  return (
    <Panel
      label={`${name} on ${node.name}`}
      title={<b translate="no">{name}</b>}
      subtitle={`on ${node.name}${node.zone ? `, zone ${node.zone}` : ''}`}
      onClose={onClose}
    >
      <PanelLead>
        <Facts
          items={(['IPv4', 'IPv6'] as const).map((family) => [
            <FamilyMark key={family} family={family} />,
            cell && cell.endpoints[family] > 0
              ? `${cell.ready[family]} of ${cell.endpoints[family]} ready here`
              : service.families.includes(family)
                ? 'none here'
                : 'not a family of this Service',
          ])}
        />
      </PanelLead>
      <PanelSection title="Go on">
        <ul>
          <li>
            <Link to="/topology" search={{ service: name }}>
              Topology of this Service
            </Link>
          </li>
          <li>
            <Link to="/topology" search={{ node: node.name }}>
              Topology of this node
            </Link>
          </li>
          <li>
            <Link to="/services" search={{ service: name }}>
              The Service with its slices
            </Link>
          </li>
          <li>
            <Link to="/nodes" search={{ node: node.name }}>
              The node with its blocks
            </Link>
          </li>
        </ul>
      </PanelSection>
    </Panel>
  );
}
