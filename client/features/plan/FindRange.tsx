import { useQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import type { Family } from '../../../shared/net/address.ts';
import { type Cidr, parseCidr } from '../../../shared/net/cidr.ts';
import { useApi } from '../../data/ApiContext.ts';
import { queries } from '../../data/queries.ts';
import { Answer } from '../../kit/Answer.tsx';
import { announce } from '../../kit/announce.ts';
import { Button } from '../../kit/Button.tsx';
import { CidrText } from '../../kit/CidrText.tsx';
import { CopyButton } from '../../kit/CopyButton.tsx';
import { Loading } from '../../kit/Loading.tsx';
import { Section } from '../../kit/Section.tsx';
import css from './Plan.module.css';
import type { Arrival } from './useArrival.ts';
import type { Folds } from './useFolds.ts';

/** A free range for a wish in words, and one press that takes it into the scenario. */
export function FindRange({
  wish,
  families,
  onWish,
  onTake,
  folds,
  arrival,
}: {
  wish: string | undefined;
  /** Of the cluster: what is offered to wish for. */
  families: readonly Family[];
  onWish: (wish: string | undefined) => void;
  onTake: (of: 'pods' | 'services', cidr: Cidr) => void;
  folds: Folds;
  arrival: Arrival;
}) {
  useEffect(arrival.arrive, [arrival.arrive]);
  const [text, setText] = useState(wish ?? '');
  const [seen, setSeen] = useState(wish);
  if (seen !== wish) {
    // Back, or a link: what is wished for there.
    setSeen(wish);
    setText(wish ?? '');
  }
  const ask = (next: string) => {
    setText(next);
    onWish(next.trim() === '' ? undefined : next.trim());
  };
  return (
    <Section
      title="Find me a range"
      aside="free of everything that is known"
      fold={folds.of('wish', wish !== undefined, wish ?? 'free of all that is known')}
      place={arrival.place}
    >
      <form
        className={css.form}
        onSubmit={(event) => {
          event.preventDefault();
          ask(text);
        }}
      >
        <input
          type="text"
          className={css.wish}
          aria-label="What is wished for"
          placeholder="a /20 for Services"
          value={text}
          maxLength={200}
          spellCheck={false}
          autoComplete="off"
          onChange={(event) => setText(event.currentTarget.value)}
        />
        <Button type="submit" disabled={text.trim() === ''}>
          Find
        </Button>
        {wishes(families).map((one) => (
          <button key={one} type="button" className={css.try} onClick={() => ask(one)}>
            {one}
          </button>
        ))}
      </form>
      {wish !== undefined && <Found wish={wish} onTake={onTake} onSettled={arrival.arrive} />}
    </Section>
  );
}

function wishes(families: readonly Family[]): string[] {
  const has = (family: Family) => families.length === 0 || families.includes(family);
  return [
    ...(has('IPv4') ? ['a /20 for Services in IPv4', 'a /16 for pods in IPv4'] : []),
    ...(has('IPv6') ? ['a /112 for Services', 'a /48 in ULA'] : []),
  ];
}

function Found({
  wish,
  onTake,
  onSettled,
}: {
  wish: string;
  onTake: (of: 'pods' | 'services', cidr: Cidr) => void;
  onSettled: () => void;
}) {
  const query = useQuery(queries.foundRanges(useApi(), wish));
  useEffect(() => {
    if (query.isFetched) onSettled();
  }, [query.isFetched, onSettled]);
  return (
    <Answer query={query} label="Looking for a range" loading={<Loading label="Looking for a range" lines={3} />}>
      {({ found, why }) => (
        <div className={query.isPlaceholderData ? css.pending : undefined}>
          {why !== null && <p className={css.hint}>{why}</p>}
          {found.length > 0 && (
            <ol className={css.found} aria-label={`Ranges for ${wish}`}>
              {found.map(({ cidr: text, reasons }) => {
                const cidr = parseCidr(text);
                const take = (of: 'pods' | 'services') => {
                  if (!cidr) return;
                  onTake(of, cidr);
                  announce(`${text} is in the scenario, for ${of === 'pods' ? 'pods' : 'Services'}`);
                };
                return (
                  <li key={text}>
                    <span className={css.candidate}>
                      <CidrText cidr={text} />
                      <CopyButton text={text} />
                    </span>
                    <ul className={css.reasons}>
                      {reasons.map((reason) => (
                        <li key={reason}>{reason}</li>
                      ))}
                    </ul>
                    <span className={css.take}>
                      <Button aria-label={`For Services: ${text}`} onClick={() => take('services')}>
                        For Services
                      </Button>
                      <Button aria-label={`For pods: ${text}`} onClick={() => take('pods')}>
                        For pods
                      </Button>
                    </span>
                  </li>
                );
              })}
            </ol>
          )}
        </div>
      )}
    </Answer>
  );
}
