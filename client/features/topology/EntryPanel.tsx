import { Link } from '@tanstack/react-router';
import type { TopologyNode } from '../../../shared/wire/topology.ts';
import { AddressLine, AddressLines } from '../../kit/AddressLines.tsx';
import { CopyButton } from '../../kit/CopyButton.tsx';
import { Count } from '../../kit/Count.tsx';
import { Facts } from '../../kit/Facts.tsx';
import { FamilyMark } from '../../kit/FamilyMark.tsx';
import { LinkIcon } from '../../kit/icons.tsx';
import { ObjectLink } from '../../kit/ObjectLink.tsx';
import { Panel, PanelLead, PanelSection } from '../../kit/Panel.tsx';
import { referenceName } from '../../kit/referenceWords.ts';
import { columnNames, isBroken, makerWords, spokenEntry, stateWords, titleOf } from './words.ts';

/** One entry of the picture: what it is, its endpoints by what they do, its addresses, and where to go on. */
export function EntryPanel({ entry, onClose }: { entry: TopologyNode; onClose: () => void }) {
  const { ref, column, endpoints, addresses, family } = entry;
  const kind = column === 'pod' ? (ref?.kind ?? (entry.objects > 1 ? 'Endpoints' : 'Address')) : columnNames[column];
  return (
    <Panel
      label={spokenEntry(entry).split(',')[0] ?? ''}
      title={<b translate="no">{titleOf(entry)}</b>}
      subtitle={kind}
      actions={<CopyButton text={window.location.href} label="Copy link" icon={<LinkIcon />} />}
      onClose={onClose}
    >
      <PanelLead>
        <Facts
          items={[
            [
              'State',
              <span key="state" className={isBroken(entry) ? 'critical' : ''}>
                {stateWords[entry.state]}
              </span>,
            ],
            ...(family ? [['Family', <FamilyMark key="family" family={family} />] as const] : []),
            ...(entry.silent && entry.silent.length > 0
              ? [
                  [
                    'Nobody answers on',
                    <span key="silent" className="critical">
                      {entry.silent.join(', ')}
                    </span>,
                  ] as const,
                ]
              : []),
            ...(entry.made ? [['Made', makerWords(entry) || 'by the EndpointSlice controller'] as const] : []),
            ...(entry.managedBy
              ? [
                  [
                    'Label managed-by',
                    <span key="by" className="mono">
                      {entry.managedBy}
                    </span>,
                  ] as const,
                ]
              : []),
            ...(entry.objects > 1 ? [['Folded here', <Count key="objects" value={entry.objects} />] as const] : []),
            ...(entry.nodes ? [['On nodes', <Count key="nodes" value={entry.nodes} />] as const] : []),
          ]}
        />
      </PanelLead>
      <PanelSection title="Endpoints">
        <Facts
          items={[
            ['In all', <Count key="all" value={endpoints ? entry.count : null} unknownBecause="EndpointSlices are not read" />],
            ...(['ready', 'serving', 'terminating', 'notReady'] as const).map(
              (name) => [endpointNames[name], <Count key={name} value={endpoints?.[name] ?? null} />] as const,
            ),
          ]}
        />
      </PanelSection>
      {addresses.length > 0 && (
        <PanelSection title={column === 'node' ? 'podCIDRs' : 'Addresses'}>
          <AddressLines>
            {addresses.map((address) => (
              <AddressLine key={address} text={address} />
            ))}
          </AddressLines>
        </PanelSection>
      )}
      <PanelSection title="Go on">
        <Ways entry={entry} />
      </PanelSection>
    </Panel>
  );
}

const endpointNames = { ready: 'Ready', serving: 'Serving', terminating: 'Terminating', notReady: 'Not ready' } as const;

function Ways({ entry }: { entry: TopologyNode }) {
  const { ref, column, name, objects } = entry;
  if (objects > 1)
    return (
      <p className="ink2">
        Folded, so that the picture stays readable. One family, only problems, or the topology of one Service or node shows fewer.
      </p>
    );
  return (
    <ul>
      {column === 'service' && ref && (
        <>
          <li>
            <Link to="/topology" search={{ service: referenceName(ref) }}>
              Topology of this Service
            </Link>
          </li>
          <li>
            <Link to="/services" search={{ service: referenceName(ref) }}>
              The Service with its slices
            </Link>
          </li>
        </>
      )}
      {column === 'node' && ref && (
        <>
          <li>
            <Link to="/topology" search={{ node: ref.name }}>
              Topology of this node
            </Link>
          </li>
          <li>
            <Link to="/nodes" search={{ node: ref.name }}>
              The node with its blocks
            </Link>
          </li>
        </>
      )}
      {column === 'zone' && (
        <li>
          <Link to="/nodes" search={{ zone: name }}>
            Nodes of this zone
          </Link>
        </li>
      )}
      {(column === 'pod' || column === 'slice') && ref && (
        <li className="ink2">
          {ref.kind} <ObjectLink reference={ref} />
        </li>
      )}
      {(column === 'pod' || column === 'slice') && !ref && (
        <li className="ink2">{objects === 0 ? 'There is no slice of this family.' : 'It has no target: an address alone.'}</li>
      )}
    </ul>
  );
}
