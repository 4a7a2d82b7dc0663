import { Link } from '@tanstack/react-router';
import { parseCidr } from '../../../shared/net/cidr.ts';
import type { Pool } from '../../../shared/wire/pools.ts';
import type { OutsideHead } from '../../../shared/wire/ranges.ts';
import { AddressLine, AddressLines } from '../../kit/AddressLines.tsx';
import { AddressText } from '../../kit/AddressText.tsx';
import { Count } from '../../kit/Count.tsx';
import { Facts } from '../../kit/Facts.tsx';
import { formatCount } from '../../kit/formatCount.ts';
import { isInPlan } from '../../kit/isInPlan.ts';
import { ObjectLink } from '../../kit/ObjectLink.tsx';
import { PanelSection } from '../../kit/Panel.tsx';
import { PoolState } from '../../kit/PoolState.tsx';
import { recordedWords } from '../../kit/recordedWords.ts';
import { kindName, referenceKey } from '../../kit/referenceWords.ts';
import { TwoBar } from '../../kit/TwoBar.tsx';
import { Aside } from './Aside.tsx';
import { DeclaredSection } from './DeclaredSection.tsx';
import { FreeBlocks } from './FreeBlocks.tsx';
import { givesOut } from './givesOut.ts';
import css from './Map.module.css';
import { PoolFindings } from './PoolFindings.tsx';
import { PoolGrowth } from './PoolGrowth.tsx';
import { Provenance } from './Provenance.tsx';
import { kindTitle } from './poolWords.ts';
import { YamlButton } from './YamlDialog.tsx';

/** A pool as a whole: what stands in the panel while no cell is selected. */
export function PoolPanel({ pool, declared = [] }: { pool: Pool; declared?: readonly OutsideHead[] }) {
  const { addresses, blocks } = pool;
  const range = pool.ranges.length === 1 ? (pool.ranges[0] ?? pool.cidr) : pool.cidr;
  const recorded = recordedWords(addresses);
  const map = parseCidr(pool.cidr);
  const bar =
    blocks && blocks.free !== null && blocks.handedOut !== null
      ? { total: blocks.total, handedOut: blocks.handedOut, inUse: null, words: `/${blocks.prefixLength}s` }
      : null;
  const countable = addresses.usable !== null && BigInt(addresses.usable) <= 1_000_000n && addresses.free !== null;
  return (
    <Aside
      label={`Range ${range}`}
      title={<AddressText address={range} />}
      subtitle={
        <>
          {kindTitle(pool)} · {pool.name} <PoolState pool={pool} />
        </>
      }
      copy={range}
    >
      <div className={css.limit}>
        {bar && (
          <>
            <TwoBar
              family={pool.family}
              total={bar.total}
              handedOut={bar.handedOut}
              inUse={null}
              label={`${bar.handedOut} of ${bar.total} blocks handed out`}
            />
            <div className={css.ends}>
              <span>
                {formatCount(bar.handedOut).short} {bar.words} handed out
              </span>
              <span>{formatCount(bar.total).short}</span>
            </div>
          </>
        )}
        {!bar && countable && addresses.usable !== null && (
          <>
            <TwoBar
              family={pool.family}
              total={addresses.usable}
              handedOut={addresses.recorded}
              inUse={addresses.inUse}
              label={`${recorded === undefined ? '' : `${recorded}, `}${addresses.inUse ?? 'unknown'} in use of ${addresses.usable}`}
            />
            <div className={css.ends}>
              <span>
                {recorded !== undefined && `${recorded}, `}
                {addresses.inUse === null ? 'in use unknown' : `${formatCount(addresses.inUse).short} in use`}
              </span>
              <span>{formatCount(addresses.usable).short} usable</span>
            </div>
          </>
        )}
        <p className="ink2 s12">{limitSentence(pool)}</p>
      </div>
      <PanelSection title="Growth" aside={isInPlan(pool.kind) && <Link to="/plan">Plan</Link>}>
        <PoolGrowth pool={pool} />
      </PanelSection>
      <PanelSection title="Counts">
        <Facts
          items={[
            ...(blocks
              ? [
                  [`/${blocks.prefixLength} blocks`, <Count key="b" value={blocks.total} />] as const,
                  ['Handed to nodes', <Count key="h" value={blocks.handedOut} />] as const,
                  ['Left', <Count key="l" value={blocks.free} unknownBecause="The range is inferred: there may be more of it" />] as const,
                ]
              : []),
            ['Addresses', <Count key="t" value={addresses.total} />],
            ['Reserved', <Count key="r" value={addresses.reserved} />],
            ['Usable', <Count key="u" value={addresses.usable} />],
            ...(addresses.recorded === null ? [] : [['Recorded by the allocator', <Count key="w" value={addresses.recorded} />] as const]),
            ['In use', <Count key="i" value={addresses.inUse} />],
            ...(blocks
              ? []
              : [
                  [
                    'Free',
                    <Count key="f" value={addresses.free} unknownBecause="The range is inferred: there may be more of it" />,
                  ] as const,
                ]),
          ]}
        />
      </PanelSection>
      {pool.ranges.length > 1 && (
        <PanelSection title="Ranges" aside="counted together">
          <AddressLines>
            {pool.ranges.map((text) => (
              <AddressLine key={text} text={text} within={pool.cidr} />
            ))}
          </AddressLines>
        </PanelSection>
      )}
      {pool.object && (
        <PanelSection title="Declared by" aside={<YamlButton reference={pool.object} />}>
          <Facts items={[[kindName(pool.object), <ObjectLink key="o" reference={pool.object} />]]} />
        </PanelSection>
      )}
      {pool.blockedBy.length > 0 && (
        <PanelSection title="Kept from being deleted by">
          <ul>
            {pool.blockedBy.map((reference) => (
              <li key={referenceKey(reference)}>
                {kindName(reference)} <ObjectLink reference={reference} />
              </li>
            ))}
          </ul>
        </PanelSection>
      )}
      {givesOut(pool) && map && <FreeBlocks pool={pool} range={map} />}
      <DeclaredSection ranges={declared} />
      <PoolFindings pool={pool.id} />
      <Provenance pools={[pool]} />
    </Aside>
  );
}

function limitSentence(pool: Pool): string {
  if (pool.state === 'disabled') return 'It is disabled: what is out stays out, and nothing new is given.';
  if (pool.addresses.free === null && (pool.blocks === null || pool.blocks.free === null))
    return 'The range is inferred from what is seen in it: how much is left is unknown.';
  switch (pool.limit) {
    case 'blocks':
      return 'Blocks end first: a node without one gets no pods.';
    case 'maxPods':
      return 'maxPods ends first: blocks and addresses are left then.';
    case 'service':
      return 'One address a Service and family, headless ones aside.';
    case 'addresses':
      return 'Addresses end first.';
  }
}
