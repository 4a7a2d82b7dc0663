import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useEffect, useState } from 'react';
import { addressBits, type Family } from '../../../shared/net/address.ts';
import type { MaskAnswer, PlanAnswer } from '../../../shared/wire/plan.ts';
import { useApi } from '../../data/ApiContext.ts';
import { queries } from '../../data/queries.ts';
import { Answer } from '../../kit/Answer.tsx';
import { Button } from '../../kit/Button.tsx';
import { ChoiceSwitch } from '../../kit/ChoiceSwitch.tsx';
import { CidrText } from '../../kit/CidrText.tsx';
import { Facts } from '../../kit/Facts.tsx';
import { FamilyMark } from '../../kit/FamilyMark.tsx';
import { counted, formatCount } from '../../kit/formatCount.ts';
import { Loading } from '../../kit/Loading.tsx';
import { Note } from '../../kit/Note.tsx';
import { Section } from '../../kit/Section.tsx';
import { podSpaceOf } from './hints.ts';
import { type MaskChange, maskText } from './maskText.ts';
import { NumberField } from './NumberField.tsx';
import css from './Plan.module.css';
import type { Arrival } from './useArrival.ts';
import type { Folds } from './useFolds.ts';

/** Another node mask with the nodes that are there: what fits, who keeps what, and which blocks would be given twice. */
export function RehearseMask({
  change,
  answer,
  onChange,
  folds,
  arrival,
}: {
  change: MaskChange | undefined;
  answer: PlanAnswer;
  onChange: (mask: string | undefined) => void;
  folds: Folds;
  arrival: Arrival;
}) {
  useEffect(arrival.arrive, [arrival.arrive]);
  const families = answer.base.today.pods.map(({ family }) => family);
  const [chosen, choose] = useState<Family>();
  const family = chosen ?? change?.family ?? families[0];
  const was = family && podSpaceOf(answer.base.today, family)?.blockLength;
  const [prefix, setPrefix] = useState<number>();
  const shown =
    prefix ??
    (change?.family === family ? change?.prefix : undefined) ??
    (family === undefined || was === undefined ? undefined : nextMask(family, was));
  if (family === undefined || shown === undefined) return null;
  return (
    <Section
      title="Rehearse a mask change"
      aside="with the nodes that are there; nothing is changed"
      fold={folds.of('mask', change !== undefined, change ? `${change.family} to /${change.prefix}` : 'with the nodes that are there')}
      place={arrival.place}
    >
      <div className={css.place}>
        <form
          className={css.form}
          onSubmit={(event) => {
            event.preventDefault();
            onChange(maskText({ family, prefix: shown }));
            setPrefix(undefined);
            choose(undefined);
          }}
        >
          {families.length > 1 ? (
            <ChoiceSwitch
              legend="Family"
              choices={families.map((one) => [one, one] as const)}
              value={family}
              onChange={(one) => {
                choose(one);
                setPrefix(undefined);
              }}
            />
          ) : (
            <FamilyMark family={family} />
          )}
          <span className={css.masks}>
            from /{was} to{' '}
            <NumberField
              label="Mask to rehearse"
              prefix="/"
              value={shown}
              least={1}
              most={addressBits(family)}
              onChange={(next) => setPrefix(next ?? undefined)}
            />
          </span>
          <Button type="submit">Rehearse</Button>
          {change && <Button onClick={() => onChange(undefined)}>Clear</Button>}
        </form>
        {change && (
          <Rehearsal
            change={change}
            ofControllerManager={podSpaceOf(answer.base.today, change.family)?.ofControllerManager ?? true}
            onSettled={arrival.arrive}
          />
        )}
      </div>
    </Section>
  );
}

/** The next longer mask, of IPv6 by a nibble. */
function nextMask(family: Family, was: number): number {
  return Math.min(addressBits(family), was + (family === 'IPv6' ? 4 : 1));
}

function Rehearsal({
  change,
  ofControllerManager,
  onSettled,
}: {
  change: MaskChange;
  ofControllerManager: boolean;
  onSettled: () => void;
}) {
  const query = useQuery(queries.rehearsal(useApi(), change.family, change.prefix));
  useEffect(() => {
    if (query.isFetched) onSettled();
  }, [query.isFetched, onSettled]);
  return (
    <Answer query={query} label="Rehearsing" loading={<Loading label="Rehearsing" lines={4} />}>
      {(answer) => (
        <div className={query.isPlaceholderData ? css.pending : css.rehearsal}>
          <Verdict answer={answer} ofControllerManager={ofControllerManager} />
          <Facts
            items={[
              ['Keep the block they have', counted(answer.keep, 'node')],
              ['Further nodes that fit, before', <Before key="before" answer={answer} />],
              ['Further nodes that fit, after', formatCount(answer.fitAfter).short],
              [`Addresses for pods in a /${answer.to}`, formatCount(answer.usable).short],
              [`Blocks of /${answer.to} that cannot be given`, formatCount(answer.collide).short],
            ]}
          />
          {answer.collisions.length > 0 && <Collisions answer={answer} ofControllerManager={ofControllerManager} />}
        </div>
      )}
    </Answer>
  );
}

function Before({ answer }: { answer: MaskAnswer }) {
  return (
    <>
      {formatCount(answer.fitBefore).short} <span className="dim">of /{answer.from}</span>
    </>
  );
}

function Verdict({ answer, ofControllerManager }: { answer: MaskAnswer; ofControllerManager: boolean }) {
  const { family, to, from, refused, freedWithOne } = answer;
  if (refused !== null)
    return (
      <Note tone="critical">
        <strong>It is refused.</strong> {family}: {refused}.
      </Note>
    );
  if (to === from) return <Note>That is the mask of today: nothing changes.</Note>;
  if (!ofControllerManager)
    return (
      <Note>
        <strong>The network plugin cuts these blocks and keeps its own list of them.</strong> Nodes keep the blocks they have; whether it
        can change their length while they are there is for its own manual to say.
      </Note>
    );
  if (freedWithOne === 0)
    return (
      <Note>
        <strong>No block would be given twice.</strong> Nodes keep the block they have, and each block of /{to} that one of them lies in is
        left out until its node is gone.
      </Note>
    );
  return (
    <Note tone="critical">
      <strong>
        {freedWithOne === 1 ? `One block of /${to} holds` : `${freedWithOne.toLocaleString('en')} blocks of /${to} hold`} blocks of several
        nodes.
      </strong>{' '}
      When one of those nodes is deleted, kube-controller-manager counts the whole /{to} as free, and gives it to the next node although the
      others still use it (kubernetes#70957). Make those nodes anew before, or take a mask that is not wider.
    </Note>
  );
}

function Collisions({ answer, ofControllerManager }: { answer: MaskAnswer; ofControllerManager: boolean }) {
  const { collisions, collide, to, family } = answer;
  return (
    <details className={css.collisions} open={collisions.some(({ isFreedWithOne }) => isFreedWithOne)}>
      <summary>
        Blocks of /{to} that nodes stand in
        {BigInt(collide) > BigInt(collisions.length) && `: the first ${collisions.length} of ${formatCount(collide).short}`}
      </summary>
      <section
        className={css.scroller}
        aria-label={`Blocks of /${to} that nodes stand in`}
        // What scrolls is reached by keyboard.
        // biome-ignore lint/a11y/noNoninteractiveTabindex: see above
        tabIndex={0}
      >
        <table className={css.table}>
          <thead>
            <tr>
              <th scope="col">Block</th>
              <th scope="col">Nodes with a block in it</th>
              {ofControllerManager && <th scope="col">When one of them goes</th>}
            </tr>
          </thead>
          <tbody>
            {collisions.map(({ block, nodes, isFreedWithOne }) => (
              <tr key={block}>
                <th scope="row" className={css.block}>
                  <Link to="/map" search={{ cidr: block }}>
                    <CidrText cidr={block} family={family} />
                  </Link>
                </th>
                <td>
                  {nodes.map((node, i) => (
                    <span key={node}>
                      {i > 0 && ', '}
                      <Link to="/nodes" search={{ node }}>
                        {node}
                      </Link>
                    </span>
                  ))}
                </td>
                {ofControllerManager && (
                  <td className={isFreedWithOne ? 'critical' : 'dim'}>
                    {isFreedWithOne ? 'given again under the others' : 'free, rightly'}
                  </td>
                )}
              </tr>
            ))}
          </tbody>
        </table>
      </section>
    </details>
  );
}
