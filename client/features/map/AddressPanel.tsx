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
import { holderState, roles } from '../../kit/holderWords.ts';
import { Loading } from '../../kit/Loading.tsx';
import { ObjectLink } from '../../kit/ObjectLink.tsx';
import { PanelSection } from '../../kit/Panel.tsx';
import { kindName, referenceKey, referenceName } from '../../kit/referenceWords.ts';
import { Tag } from '../../kit/Tag.tsx';
import { AddressLink } from './AddressLink.tsx';
import { Aside } from './Aside.tsx';
import { DeclaredSection } from './DeclaredSection.tsx';
import { HeldBefore } from './HeldBefore.tsx';
import { HolderFindings } from './HolderFindings.tsx';
import { heldLine } from './heldLine.ts';
import css from './Map.module.css';
import { Provenance } from './Provenance.tsx';
import { placeText } from './place.ts';
import { YamlButton } from './YamlDialog.tsx';

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
      subtitle={answer && heldLine(answer, ownersOf(answer), recordsOf(answer))}
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
      {[...ownersOf(answer), ...recordsOf(answer)].map((holder) => (
        <PanelSection
          key={`${holder.as} ${referenceKey(holder.object)} ${holder.note}`}
          title={holder.as === 'record' ? 'Recorded for' : 'Held by'}
          aside={
            <span className={css.titled}>
              {roles[holder.as]} <YamlButton reference={holder.object} />
            </span>
          }
        >
          <HolderFacts holder={holder} />
        </PanelSection>
      ))}
      {listed.length > 0 && (
        <PanelSection title="Listed by">
          <ul>
            {listed.map((holder) => (
              <li key={referenceKey(holder.object)} className={css.pair}>
                <span className="dim">{kindName(holder.object)}</span>
                <ObjectLink reference={holder.object} />
              </li>
            ))}
          </ul>
        </PanelSection>
      )}
      <DeclaredSection ranges={answer.declared ?? []} />
      <HolderFindings address={answer.address} holders={answer.holders.map((holder) => holder.object)} />
      <HeldBefore address={answer.address} />
      <PanelSection title="Where it lies">
        <Facts
          items={[
            ...(answer.block
              ? [
                  [
                    'Block',
                    <AddressLink key="b" address={answer.block.cidr} search={{ cidr: answer.block.cidr, sel: answer.address }} />,
                  ] as const,
                  ['Node', <ObjectLink key="n" reference={{ kind: 'Node', name: answer.block.node }} />] as const,
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
  const state = holderState(holder);
  return (
    <Facts
      items={[
        [kindName(holder.object), <ObjectLink key="o" reference={holder.object} />],
        ...(holder.note === null ? [] : [['What for', holder.note] as const]),
        ...(holder.by === null ? [] : [['Told by', `${kindName(holder.by)} ${referenceName(holder.by)}`] as const]),
        ...(state === undefined ? [] : [['State', state] as const]),
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

function Neighbour({ address, within }: { address: string | null; within: string }) {
  if (address === null) return <span className="dim">none</span>;
  return <AddressLink address={address} within={within} search={{ sel: address }} />;
}

function StateTag({ state }: { state: AddressAnswer['state'] }) {
  const tone =
    state === 'conflict' || state === 'leaked' ? 'critical' : state === 'outside' || state === 'terminated' ? 'warning' : 'plain';
  return <Tag tone={tone}>{state === 'in-use' ? 'in use' : state}</Tag>;
}

/** A slice lists an address and an allocator writes it down: neither holds it. */
function ownersOf(answer: Pick<AddressAnswer, 'holders'>): Holder[] {
  return answer.holders.filter((holder) => holder.as !== 'endpoint' && holder.as !== 'record');
}

function recordsOf(answer: Pick<AddressAnswer, 'holders'>): Holder[] {
  return answer.holders.filter((holder) => holder.as === 'record');
}
