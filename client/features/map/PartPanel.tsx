import { formatCidr } from '../../../shared/net/cidr.ts';
import { AddressText } from '../../kit/AddressText.tsx';
import { Count } from '../../kit/Count.tsx';
import { Facts } from '../../kit/Facts.tsx';
import { formatCount } from '../../kit/formatCount.ts';
import { ObjectLink } from '../../kit/ObjectLink.tsx';
import { PanelSection } from '../../kit/Panel.tsx';
import { Aside } from './Aside.tsx';
import type { CellPanelProps } from './cellPanelProps.ts';
import { DeclaredSection } from './DeclaredSection.tsx';
import { FreeBlocks } from './FreeBlocks.tsx';
import { GroupSection } from './GroupSection.tsx';
import { giverOf } from './givesOut.ts';
import { Provenance } from './Provenance.tsx';

/** Part of a range that is neither one block nor one address: its counts. */
export function PartPanel({ cell, within, pools, grouping, declared, onClose }: CellPanelProps) {
  const cidr = formatCidr(cell.cidr);
  const giver = giverOf(pools, cell.pools);
  return (
    <Aside
      label={`Range ${cidr}`}
      title={<AddressText address={cidr} within={within} />}
      subtitle="Enter to zoom in"
      copy={cidr}
      onClose={onClose}
    >
      <PanelSection title="Counts">
        <Facts
          items={[
            ['Addresses', <Count key="t" value={cell.size} />],
            ...(cell.handedOut === null ? [] : [['Handed to nodes', <Count key="h" value={cell.handedOut} />] as const]),
            ['Usable', <Count key="u" value={cell.usable} />],
            ['In use', <Count key="i" value={cell.inUse} />],
          ]}
        />
      </PanelSection>
      <DeclaredSection ranges={declared?.ranges ?? []} more={declared?.more} />
      <GroupSection cell={cell} grouping={grouping} />
      {cell.holders.length > 0 && (
        <PanelSection title="Held by" aside={cell.more > 0 ? `and ${formatCount(cell.more).short} more` : undefined}>
          <ul>
            {cell.holders.map((holder) => (
              <li key={`${holder.kind} ${holder.namespace ?? ''} ${holder.name}`}>
                <ObjectLink reference={holder} />
              </li>
            ))}
          </ul>
        </PanelSection>
      )}
      {giver && <FreeBlocks key={cidr} pool={giver} range={cell.cidr} />}
      <Provenance pools={pools} />
    </Aside>
  );
}
