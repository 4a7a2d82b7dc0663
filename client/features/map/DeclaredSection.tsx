import { useQuery } from '@tanstack/react-query';
import type { OutsideHead } from '../../../shared/wire/ranges.ts';
import { useApi } from '../../data/ApiContext.ts';
import { queries } from '../../data/queries.ts';
import { Facts } from '../../kit/Facts.tsx';
import { counted, formatCount } from '../../kit/formatCount.ts';
import { outsideKind } from '../../kit/outsideWords.ts';
import { PanelSection } from '../../kit/Panel.tsx';
import { rangesText } from '../../kit/rangesText.ts';
import { Severity } from '../../kit/Severity.tsx';
import { AddressLink } from './AddressLink.tsx';
import css from './Map.module.css';
import { mapOfRange } from './place.ts';
import { kindTitle } from './poolWords.ts';

/** Ranges outside the cluster that what is selected lies in: what each is, whose, and with which pools of the cluster it shares addresses. */
export function DeclaredSection({
  ranges,
  more = 0,
  isPast = false,
}: {
  ranges: readonly OutsideHead[];
  more?: number | undefined;
  isPast?: boolean;
}) {
  if (ranges.length === 0) return null;
  return (
    <PanelSection
      title={isPast ? 'Outside the cluster, as of now' : 'Outside the cluster'}
      aside={more > 0 ? `and ${formatCount(more).short} more` : undefined}
    >
      {ranges.map((head) => (
        <DeclaredFacts key={head.id} head={head} />
      ))}
    </PanelSection>
  );
}

function DeclaredFacts({ head }: { head: OutsideHead }) {
  const cidr = mapOfRange(head.range);
  return (
    <div className={css.declared}>
      <Facts
        items={[
          [outsideKind(head), cidr ? <AddressLink key="r" address={head.range} search={{ cidr }} /> : head.range],
          ['Owner', head.owner],
          ...(head.note === null ? [] : [['Note', head.note] as const]),
        ]}
      />
      <Overlaps id={head.id} />
    </div>
  );
}

function Overlaps({ id }: { id: string }) {
  const api = useApi();
  const listed = useQuery(queries.ranges(api)).data?.items.find((one) => one.id === id);
  const pools = useQuery(queries.pools(api)).data?.items;
  if (!listed || listed.overlaps.length === 0) return null;
  return (
    <ul className={css.overlaps} aria-label="Shares addresses with">
      {listed.overlaps.map(({ pool: poolId, addresses, isConflict }) => {
        const pool = pools?.find((one) => one.id === poolId);
        return (
          <li key={poolId}>
            {isConflict && <Severity severity="warning" size={12} label="conflict" />}
            {pool ? <AddressLink address={rangesText(pool.ranges)} search={{ cidr: pool.cidr, pool: pool.id }} /> : poolId}
            <span className="ink2">
              {pool && `${kindTitle(pool)} · `}
              {counted(addresses, 'address', 'addresses')} in common
            </span>
          </li>
        );
      })}
      {listed.more > 0 && <li className="ink2">and {counted(listed.more, 'other pool')}</li>}
    </ul>
  );
}
