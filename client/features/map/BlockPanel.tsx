import { useQuery } from '@tanstack/react-query';
import { formatCidr } from '../../../shared/net/cidr.ts';
import type { Node } from '../../../shared/wire/nodes.ts';
import { useApi } from '../../data/ApiContext.ts';
import { queries } from '../../data/queries.ts';
import { bindingLimit } from '../../draw/cellShade.ts';
import { AddressText } from '../../kit/AddressText.tsx';
import { Count } from '../../kit/Count.tsx';
import { Facts } from '../../kit/Facts.tsx';
import { FamilyMark } from '../../kit/FamilyMark.tsx';
import { FindingList } from '../../kit/FindingMarks.tsx';
import { formatCount } from '../../kit/formatCount.ts';
import { ObjectLink } from '../../kit/ObjectLink.tsx';
import { PanelSection } from '../../kit/Panel.tsx';
import { TwoBar } from '../../kit/TwoBar.tsx';
import { AddressLink } from './AddressLink.tsx';
import { Aside } from './Aside.tsx';
import { BlockAddresses } from './BlockAddresses.tsx';
import type { CellPanelProps } from './cellPanelProps.ts';
import type { MapCell } from './cells.ts';
import { DeclaredSection } from './DeclaredSection.tsx';
import { FreeBlocks } from './FreeBlocks.tsx';
import { GroupSection } from './GroupSection.tsx';
import { giverOf } from './givesOut.ts';
import { limitWords } from './limitWords.ts';
import css from './Map.module.css';
import { Provenance } from './Provenance.tsx';
import { YamlButton } from './YamlDialog.tsx';

/** One node's block: its two numerators and what binds, its counts, its addresses and who holds them, the node's other family. */
export function BlockPanel({ cell, within, pools, grouping, declared, onClose }: CellPanelProps) {
  const owner = cell.holders.find((holder) => holder.kind === 'Node');
  const node = useNodeOf(owner?.name);
  const cidr = formatCidr(cell.cidr);
  // A block that a node has is the node's alone.
  const giver = owner ? undefined : giverOf(pools, cell.pools);
  return (
    <Aside
      label={`Block ${cidr}`}
      title={<AddressText address={cidr} within={within} />}
      subtitle={owner ? <NodeLine name={owner.name} node={node} others={cell.holders.length - 1 + cell.more} /> : 'no node has this block'}
      copy={cidr}
      onClose={onClose}
    >
      {owner && <BlockLimit cell={cell} node={node} />}
      <PanelSection title="Counts">
        <Facts
          items={
            owner
              ? [
                  ['Handed to the node', <Count key="h" value={cell.handedOut} />],
                  ['Usable', <Count key="u" value={cell.usable} />],
                  ['In use', <Count key="i" value={cell.inUse} />],
                  ['Reserved', <Count key="r" value={cell.reserved} />],
                  ['Host network', <Count key="n" value={node?.pods?.hostNetwork ?? null} />],
                  ['Ended, still listed', <Count key="t" value={node?.pods?.terminated ?? null} />],
                ]
              : [
                  ['Addresses', <Count key="a" value={cell.size} />],
                  ['In use', <Count key="i" value={cell.inUse} />],
                ]
          }
        />
      </PanelSection>
      <DeclaredSection ranges={declared?.ranges ?? []} more={declared?.more} />
      <GroupSection cell={cell} grouping={grouping} />
      {node && node.findings.length > 0 && (
        <PanelSection title="Findings about the node">
          <FindingList codes={node.findings} />
        </PanelSection>
      )}
      {node && <OtherFamily node={node} cell={cell} />}
      {(owner || (cell.inUse ?? 0n) > 0n) && <BlockAddresses range={cell.cidr} pool={cell.pools[0]} />}
      {owner && (
        <PanelSection title="Object" aside={<YamlButton reference={owner} />}>
          <ObjectLink reference={owner} />
        </PanelSection>
      )}
      {giver && <FreeBlocks key={cidr} pool={giver} range={cell.cidr} />}
      <Provenance pools={pools} />
    </Aside>
  );
}

/** What binds in a block, as a bar and in words. */
export function BlockLimit({ cell, node }: { cell: MapCell; node: Node | null }) {
  const words = limitWords(cell, node);
  const limit = bindingLimit(cell);
  // A share of 2⁶⁴ tells nothing: there the bar is what binds.
  const whole = cell.usable !== null && cell.usable <= 65_536n ? cell.usable : limit;
  const family = cell.cidr.family;
  return (
    <div className={css.limit}>
      {whole !== null && whole > 0n && (
        <>
          {cell.maxPods !== null && (
            <div className={css.tickName}>
              <span style={{ left: `${tickPlace(BigInt(cell.maxPods), whole)}%` }}>maxPods {formatCount(cell.maxPods).short}</span>
            </div>
          )}
          <TwoBar
            family={family}
            total={whole.toString()}
            handedOut={cell.maxPods !== null && BigInt(cell.maxPods) < whole ? cell.maxPods : whole.toString()}
            inUse={cell.inUse?.toString() ?? null}
            tick={cell.maxPods}
            label={`${cell.inUse === null ? 'unknown' : formatCount(cell.inUse).short} in use of ${formatCount(whole).short}`}
          />
          <div className={css.ends}>
            <span>{cell.inUse === null ? 'in use unknown' : `${formatCount(cell.inUse).short} in use`}</span>
            <span>{whole === cell.usable ? `${formatCount(whole).short} usable` : ''}</span>
          </div>
        </>
      )}
      <p className="ink2 s12">
        <strong>{words.bold}</strong> {words.rest}
      </p>
    </div>
  );
}

/** The name of the tick stays inside the bar: at least half its own width from either end. */
function tickPlace(tick: bigint, whole: bigint): number {
  return Math.max(14, Math.min(86, Number((tick * 1000n) / whole) / 10));
}

function NodeLine({ name, node, others }: { name: string; node: Node | null; others: number }) {
  return (
    <>
      <ObjectLink reference={{ kind: 'Node', name }} />
      {others > 0 && <span className="critical"> and {others} more</span>}
      {node?.zone && ` · ${node.zone}`}
      {node?.ready === false && <span className="warning"> · not ready</span>}
    </>
  );
}

function OtherFamily({ node, cell }: { node: Node; cell: MapCell }) {
  const other = cell.cidr.family === 'IPv4' ? 'IPv6' : 'IPv4';
  const cidrs = node.podCIDRs.filter((cidr) => cidr.includes(':') === (other === 'IPv6'));
  const usable = node.usable[other];
  const countable = usable !== null && BigInt(usable) <= 65_536n;
  return (
    <PanelSection title="The other family" aside={<FamilyMark family={other} />}>
      <Facts
        items={[
          [
            'podCIDR',
            cidrs.length === 0 ? (
              <span key="none" className="dim">
                none
              </span>
            ) : (
              cidrs.map((cidr) => <AddressLink key={cidr} address={cidr} search={{ sel: cidr }} />)
            ),
          ],
          ...(cidrs.length === 0
            ? []
            : [
                [
                  'In use',
                  `${node.inUse === null ? 'unknown' : formatCount(node.inUse[other]).short}${countable ? ` of ${formatCount(usable).short}` : ''}`,
                ] as const,
              ]),
        ]}
      />
    </PanelSection>
  );
}

/** The node by its exact name; null while it is not known. */
export function useNodeOf(name: string | undefined): Node | null {
  const api = useApi();
  const { data } = useQuery({ ...queries.node(api, name ?? ''), enabled: name !== undefined });
  return data && data.name === name ? data : null;
}
