import { useQuery } from '@tanstack/react-query';
import type { Cidr } from '../../../shared/net/cidr.ts';
import type { AddressAnswer, Holder } from '../../../shared/wire/addresses.ts';
import type { Pool } from '../../../shared/wire/pools.ts';
import { useApi } from '../../data/ApiContext.ts';
import { queries } from '../../data/queries.ts';
import { AddressText } from '../../kit/AddressText.tsx';
import { Age } from '../../kit/Age.tsx';
import { Answer } from '../../kit/Answer.tsx';
import { DateText } from '../../kit/DateText.tsx';
import { Facts } from '../../kit/Facts.tsx';
import { Loading } from '../../kit/Loading.tsx';
import { PanelSection } from '../../kit/Panel.tsx';
import { Tag } from '../../kit/Tag.tsx';
import { AddressLink } from './AddressLink.tsx';
import { Aside } from './Aside.tsx';
import { HolderLink } from './HolderLink.tsx';
import css from './Map.module.css';
import { Provenance } from './Provenance.tsx';
import { placeText } from './place.ts';

/** One address: its state, everyone who holds it, the block it lies in, its nearest held neighbours. */
export function AddressPanel({
  address,
  within,
  pools,
  onClose,
}: {
  address: Cidr;
  within: string;
  pools: readonly Pool[];
  onClose?: () => void;
}) {
  const text = placeText(address);
  const query = useQuery(queries.address(useApi(), text));
  const answer = query.data?.address === text ? query.data : undefined;
  return (
    <Aside
      label={`Address ${text}`}
      title={
        <span className={css.titled}>
          <AddressText address={text} within={within} />
          {answer && <StateTag state={answer.state} />}
        </span>
      }
      subtitle={answer && heldLine(answer)}
      copy={text}
      onClose={onClose}
    >
      <Answer query={{ ...query, data: answer }} label={`Reading ${text}`} loading={<Loading label={`Reading ${text}`} lines={3} />}>
        {(known) => <AddressFacts answer={known} within={within} />}
      </Answer>
      <Provenance pools={pools} />
    </Aside>
  );
}

function AddressFacts({ answer, within }: { answer: AddressAnswer; within: string }) {
  const listed = answer.holders.filter((holder) => holder.as === 'endpoint');
  return (
    <>
      {ownersOf(answer).map((holder) => (
        <PanelSection
          key={`${holder.as} ${holder.object.kind} ${holder.object.namespace ?? ''} ${holder.object.name}`}
          title="Held by"
          aside={holder.as}
        >
          <HolderFacts holder={holder} />
        </PanelSection>
      ))}
      {listed.length > 0 && (
        <PanelSection title="Listed by">
          <ul>
            {listed.map((holder) => (
              <li key={`${holder.object.kind} ${holder.object.namespace ?? ''} ${holder.object.name}`} className={css.pair}>
                <span className="dim">{holder.object.kind}</span>
                <HolderLink reference={{ kind: holder.object.kind, name: holder.object.name, ...namespaceOf(holder) }} />
              </li>
            ))}
          </ul>
        </PanelSection>
      )}
      <PanelSection title="Where it lies">
        <Facts
          items={[
            ...(answer.block
              ? [
                  [
                    'Block',
                    <AddressLink key="b" address={answer.block.cidr} search={{ cidr: answer.block.cidr, sel: answer.address }} />,
                  ] as const,
                  ['Node', <HolderLink key="n" reference={{ kind: 'Node', name: answer.block.node }} />] as const,
                ]
              : []),
            ['Held below it', <Neighbour key="p" address={answer.before} within={within} />],
            ['Held above it', <Neighbour key="f" address={answer.after} within={within} />],
            ...(answer.special ? [['Special range', answer.special] as const] : []),
          ]}
        />
      </PanelSection>
    </>
  );
}

function HolderFacts({ holder }: { holder: Holder }) {
  return (
    <Facts
      items={[
        [
          holder.object.kind,
          <HolderLink key="o" reference={{ kind: holder.object.kind, name: holder.object.name, ...namespaceOf(holder) }} />,
        ],
        ...(holder.state === 'live' ? [] : [['State', holder.state] as const]),
        [
          'Since',
          <span key="s">
            <DateText time={holder.since} />
            {holder.since && (
              <>
                {' · '}
                <Age since={holder.since} />
              </>
            )}
          </span>,
        ],
      ]}
    />
  );
}

function namespaceOf(holder: Holder) {
  return holder.object.namespace === undefined ? {} : { namespace: holder.object.namespace };
}

function Neighbour({ address, within }: { address: string | null; within: string }) {
  if (address === null) return <span className="dim">none</span>;
  return <AddressLink address={address} within={within} search={{ sel: address }} />;
}

function StateTag({ state }: { state: AddressAnswer['state'] }) {
  const tone =
    state === 'conflict' || state === 'leaked' ? 'critical' : state === 'outside' || state === 'terminated' ? 'warning' : 'plain';
  return <Tag tone={tone}>{state === 'in-use' ? 'in use' : state}</Tag>;
}

/** A slice lists an address, it does not hold it. */
function ownersOf(answer: AddressAnswer): Holder[] {
  return answer.holders.filter((holder) => holder.as !== 'endpoint');
}

function heldLine(answer: AddressAnswer): string {
  const [first, ...others] = ownersOf(answer);
  if (!first) return answer.state === 'reserved' ? 'the allocator never gives it out' : 'nobody holds it';
  return others.length === 0 ? `${first.as} of one ${first.object.kind}, the only holder` : `${others.length + 1} holders`;
}
