import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { Node } from '../../../shared/wire/nodes.ts';
import { useApi } from '../../data/ApiContext.ts';
import { queries } from '../../data/queries.ts';
import { AddressLine, AddressLines } from '../../kit/AddressLines.tsx';
import { Answer } from '../../kit/Answer.tsx';
import { CopyButton } from '../../kit/CopyButton.tsx';
import { Count } from '../../kit/Count.tsx';
import { DateText } from '../../kit/DateText.tsx';
import { Empty } from '../../kit/Empty.tsx';
import { Facts } from '../../kit/Facts.tsx';
import { FamilyMark, FamilyOrder } from '../../kit/FamilyMark.tsx';
import { FindingList } from '../../kit/FindingMarks.tsx';
import { LinkIcon } from '../../kit/icons.tsx';
import { Note } from '../../kit/Note.tsx';
import { Panel, PanelLead, PanelSection } from '../../kit/Panel.tsx';
import { Unknown } from '../../kit/Unknown.tsx';
import { addressesOf } from './addressesOf.ts';
import { limitWords } from './limitWords.ts';
import css from './Nodes.module.css';
import { skewWords } from './skewWords.ts';
import { UseBar } from './UseBar.tsx';

/** Everything about one node, by its name as the link has it. Known: nodes are read, so that one that is not among them is none. */
export function NodePanel({ name, known, onClose }: { name: string; known: boolean; onClose: () => void }) {
  const query = useQuery(queries.node(useApi(), name));
  return (
    <Panel
      label={`Node ${name}`}
      title={<b translate="no">{name}</b>}
      actions={<CopyButton text={window.location.href} label="Copy link" icon={<LinkIcon />} />}
      onClose={onClose}
    >
      <Answer query={query} label={`Reading node ${name}`}>
        {(node) =>
          node ? (
            <Details node={node} />
          ) : known ? (
            <Empty title="There is no such node">It may have been removed since the link was made.</Empty>
          ) : (
            <Empty title="This node is not known">Nodes are not read, or not yet: the remark beside says why.</Empty>
          )
        }
      </Answer>
    </Panel>
  );
}

function Details({ node }: { node: Node }) {
  const skew = skewWords(node);
  return (
    <>
      <PanelLead>
        <Facts
          items={[
            ['Ready', node.ready === null ? <Unknown key="ready" why="The node has never said" /> : node.ready ? 'yes' : 'no'],
            ['Zone', node.zone ?? <span className="dim">none</span>],
            ['Created', <DateText key="created" time={node.createdAt} />],
            [
              'Services',
              <Link key="topology" to="/topology" search={{ node: node.name }}>
                Topology
              </Link>,
            ],
          ]}
        />
      </PanelLead>
      {node.findings.length > 0 && (
        <PanelSection title="Findings">
          <FindingList codes={node.findings} />
        </PanelSection>
      )}
      <PanelSection title="Room for pods" aside={limitWords(node.limit)}>
        <Facts
          items={[
            [
              'More pods that get an address',
              <Count key="left" value={node.remaining} unknownBecause="The node does not say its maxPods" />,
            ],
            ['maxPods', <Count key="max" value={node.maxPods} unknownBecause="The node does not say" />],
            ['On the pod network', <Count key="running" value={node.pods?.running ?? null} />],
            ['On the host network', <Count key="host" value={node.pods?.hostNetwork ?? null} />],
            ['Ended, still listed', <Count key="ended" value={node.pods?.terminated ?? null} />],
          ]}
        />
      </PanelSection>
      <PanelSection title="In use in its blocks">
        <div className={css.bars}>
          {(['IPv4', 'IPv6'] as const).map((family) => (
            <UseLine key={family} node={node} family={family} />
          ))}
        </div>
      </PanelSection>
      <PanelSection title="podCIDRs" aside={node.podCIDRs.length > 1 ? 'in order' : undefined}>
        {node.podCIDRs.length === 0 ? (
          <p className="ink2">None. Either no block was left for it, or its network plugin hands out addresses in another way.</p>
        ) : (
          <AddressLines>
            {node.podCIDRs.map((cidr) => (
              <AddressLine key={cidr} text={cidr} remark="open on the map" />
            ))}
          </AddressLines>
        )}
      </PanelSection>
      <PanelSection title="Addresses" aside="in order">
        <AddressLines>
          {addressesOf(node).map((address) => (
            <AddressLine key={address} text={address} />
          ))}
        </AddressLines>
      </PanelSection>
      <PanelSection title="Families, in order">
        <Facts
          items={[
            ['Addresses', <FamilyOrder key="addresses" families={node.families.addresses} />],
            ['podCIDRs', <FamilyOrder key="podCIDRs" families={node.families.podCIDRs} />],
            ['Pods', <FamilyOrder key="pods" families={node.families.pods} />],
          ]}
        />
        {skew !== null && (
          <div className={css.skew}>
            <Note tone="warning">
              <strong>They disagree:</strong> {skew}. podCIDRs cannot be changed on a node that exists.
            </Note>
          </div>
        )}
      </PanelSection>
    </>
  );
}

function UseLine({ node, family }: { node: Node; family: 'IPv4' | 'IPv6' }) {
  return (
    <>
      <FamilyMark family={family} />
      <UseBar node={node} family={family} />
    </>
  );
}
