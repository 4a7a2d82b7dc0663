import { addressBits } from '../../../shared/net/address.ts';
import { AddressText } from '../../kit/AddressText.tsx';
import { Count } from '../../kit/Count.tsx';
import { Facts } from '../../kit/Facts.tsx';
import { formatCount } from '../../kit/formatCount.ts';
import { ObjectLink } from '../../kit/ObjectLink.tsx';
import { PanelSection } from '../../kit/Panel.tsx';
import { kindName, referenceKey } from '../../kit/referenceWords.ts';
import { Aside } from './Aside.tsx';
import { BlockAddresses } from './BlockAddresses.tsx';
import type { MapCell } from './cells.ts';
import { DeclaredSection } from './DeclaredSection.tsx';
import type { DeclaredCell } from './declaredCells.ts';
import { HeldBefore } from './HeldBefore.tsx';
import css from './Map.module.css';
import { pastSubtitle } from './pastWords.ts';
import { placeText } from './place.ts';

/** A cell as it was: its counts and who held it; what only live objects tell is left out. */
export function PastPanel({
  cell,
  declared,
  at,
  within,
  isBlock,
  onClose,
}: {
  cell: MapCell;
  /** What a file declares of it, which has no past. */
  declared: DeclaredCell | undefined;
  at: string;
  within: string;
  isBlock: boolean;
  onClose?: () => void;
}) {
  const text = placeText(cell.cidr);
  const isAddress = cell.cidr.prefixLength === addressBits(cell.cidr.family);
  const maybe = new Set(cell.maybe.map(referenceKey));
  return (
    <Aside
      label={`${isAddress ? 'Address' : isBlock ? 'Block' : 'Range'} ${text}`}
      title={<AddressText address={text} within={within} />}
      subtitle={pastSubtitle(at)}
      copy={text}
      onClose={onClose}
    >
      {!isAddress && (
        <PanelSection title="Counts">
          <Facts
            items={[
              ['Addresses', <Count key="t" value={cell.size} />],
              ...(cell.handedOut === null && !isBlock ? [] : [['Handed to nodes', <Count key="h" value={cell.handedOut} />] as const]),
              ['Usable', <Count key="u" value={cell.usable} />],
              ['In use', <Count key="i" value={cell.inUse} />],
              ...(cell.uncertain > 0 ? [['Of them not sure', <Count key="m" value={cell.uncertain} />] as const] : []),
            ]}
          />
        </PanelSection>
      )}
      <PanelSection
        title={isBlock ? 'Whose it was' : 'Held by'}
        aside={cell.more > 0 ? `and ${formatCount(cell.more).short} more` : undefined}
      >
        {cell.holders.length === 0 ? (
          <p className="dim">{cell.inUse === null ? 'Not known.' : cell.inUse > 0n ? 'Too many to name here: zoom in.' : 'By nobody.'}</p>
        ) : (
          <ul>
            {cell.holders.map((holder) => (
              <li key={referenceKey(holder)} className={css.pair}>
                <span className="dim">{kindName(holder)}</span>
                <span>
                  <ObjectLink reference={holder} />
                  {maybe.has(referenceKey(holder)) && <span className="dim"> · not sure</span>}
                </span>
              </li>
            ))}
          </ul>
        )}
      </PanelSection>
      {isAddress && <HeldBefore address={text} title="Who held it, until now" />}
      <DeclaredSection ranges={declared?.ranges ?? []} more={declared?.more} isPast />
      {isBlock && (cell.inUse ?? 0n) > 0n && <BlockAddresses range={cell.cidr} pool={cell.pools[0]} at={at} />}
    </Aside>
  );
}
