import { Combobox, useCombobox } from '@mantine/core';
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { type KeyboardEvent, useEffect, useState } from 'react';
import { formatAddress, parseAddress, unmap } from '../../../shared/net/address.ts';
import { useApi } from '../../data/ApiContext.ts';
import { queries } from '../../data/queries.ts';
import { AddressText } from '../../kit/AddressText.tsx';
import { announce } from '../../kit/announce.ts';
import { CidrText } from '../../kit/CidrText.tsx';
import { copyText } from '../../kit/copyText.ts';
import { ErrorState } from '../../kit/ErrorState.tsx';
import { counted } from '../../kit/formatCount.ts';
import { ClockIcon, CopyIcon, GridIcon, NamespaceIcon, NodeIcon, PodIcon, SearchIcon, ServiceIcon } from '../../kit/icons.tsx';
import { outsideKind, outsideWords } from '../../kit/outsideWords.ts';
import { kindName, referenceName } from '../../kit/referenceWords.ts';
import { useDebounced } from '../../kit/useDebounced.ts';
import { useModal } from '../../kit/useModal.ts';
import { askedFor } from './askedFor.ts';
import { type Choice, type Destination, destinationsOf } from './destinations.ts';
import { HeldBefore } from './HeldBefore.tsx';
import { OutsideNames } from './OutsideNames.tsx';
import { Owner } from './Owner.tsx';
import css from './Palette.module.css';
import { PoolNames } from './PoolNames.tsx';
import { keepRecent, readRecent } from './recent.ts';
import { whyNothing } from './whyNothing.ts';
import { aroundWords, readAs } from './words.ts';

/** ⌘K: any spelling of an address, a CIDR, or a name. The owner stands there before Enter; Enter goes to the place. */
export function Palette({ onClose }: { onClose: () => void }) {
  const api = useApi();
  const navigate = useNavigate();
  const dialog = useModal(onClose);
  const [typed, setTyped] = useState('');
  const [recent] = useState(() => readRecent(storage()));
  const asked = askedFor(typed);
  const text = useDebounced(asked, 120);
  // Enter before the answer is there means the answer to what was typed, not the one that still stands there.
  const [eager, setEager] = useState(false);
  const { data, error, isFetching, isPlaceholderData, refetch } = useQuery(queries.search(api, text));
  const { data: pools } = useQuery(queries.pools(api));
  // Asked beside the owner, not after it: who has it now waits for nothing.
  const address = addressIn(text);
  const history = useInfiniteQuery({ ...queries.addressHistory(api, address ?? ''), enabled: address !== undefined });
  const known = pools?.items ?? [];
  const combobox = useCombobox({ opened: true });

  const answer = text === '' ? undefined : data;
  const settled = answer !== undefined && !isPlaceholderData && text === asked;
  const choices = answer ? destinationsOf(answer) : [];
  const canonical = answer?.address?.address ?? answer?.cidr?.cidr;

  // The first place is chosen as soon as there is one, so that Enter is enough.
  const first = choices[0]?.id ?? recent[0];
  const select = combobox.selectFirstOption;
  useEffect(() => {
    if (first !== undefined) select();
  }, [first, select]);

  const around = answer?.address?.around ?? answer?.cidr?.around;
  const declared = answer?.declared?.items ?? [];
  const owned = answer?.as !== 'name' && declared.length > 0 ? `, in ${declared.map(outsideWords).join(' and ')}` : '';
  const beside = `${owned}${around ? `, not in any ${owned === '' ? 'known range' : 'range of the cluster'}, ${aroundWords(around, known)}` : ''}`;
  const spoken = settled
    ? answer.address
      ? `${answer.address.address}: ${answer.address.holders.map((holder) => referenceName(holder.object)).join(', ') || 'held by nobody'}${beside}`
      : `${readAs(answer)}${beside}`
    : undefined;
  useEffect(() => {
    if (spoken) announce(spoken);
  }, [spoken]);

  const copy = async () => {
    if (settled && canonical && (await copyText(canonical))) announce(`Copied ${canonical}`);
  };
  const go = (value: string) => {
    if (!settled && asked !== '') return setEager(true);
    if (value === 'copy') return void copy();
    const again = recent.find((entry) => `again ${entry}` === value);
    if (again !== undefined) return setTyped(again);
    const choice = choices.find((option) => option.id === value);
    if (choice) open(choice);
  };
  const open = (choice: Choice) => {
    keepRecent(storage(), asked);
    onClose();
    void follow(choice.destination);
  };
  useEffect(() => {
    if (!eager || !settled) return;
    setEager(false);
    if (choices[0]) open(choices[0]);
  });
  const follow = (destination: Destination) => {
    switch (destination.to) {
      case 'map':
        return navigate({
          to: '/map',
          search: {
            cidr: destination.cidr,
            ...(destination.pool && { pool: destination.pool }),
            ...(destination.sel && { sel: destination.sel }),
          },
        });
      case 'service':
        return navigate({ to: '/services', search: { service: `${destination.namespace}/${destination.name}` } });
      case 'node':
        return navigate({ to: '/nodes', search: { node: destination.name } });
      case 'lit': {
        const pods = known.find((pool) => pool.kind === 'pod');
        return navigate({
          to: '/map',
          search: { ...(pods && { cidr: pods.cidr, pool: pods.id }), by: 'namespace', only: `~${destination.namespace}` },
        });
      }
      case 'namespace':
        return navigate({ to: '/services', search: { namespace: destination.name } });
    }
  };
  const pressed = (event: KeyboardEvent<HTMLInputElement>) => {
    if (event.key === 'Enter' && !event.nativeEvent.isComposing && asked !== '' && !settled) return setEager(true);
    const { selectionStart, selectionEnd } = event.currentTarget;
    if (event.key.toLowerCase() === 'c' && (event.metaKey || event.ctrlKey) && selectionStart === selectionEnd && canonical) {
      event.preventDefault();
      void copy();
    }
  };

  return (
    <dialog ref={dialog} className={css.palette} aria-label="Find an address, CIDR or name" onCancel={onClose}>
      <Combobox store={combobox} onOptionSubmit={go} withinPortal={false} classNames={{ option: css.choice ?? '' }}>
        <div className={css.query}>
          <SearchIcon size={18} />
          <Combobox.EventsTarget withExpandedAttribute>
            <input
              value={typed}
              aria-label="Address, CIDR or name"
              placeholder="Address, CIDR or name"
              spellCheck={false}
              autoComplete="off"
              autoCapitalize="off"
              maxLength={256}
              onChange={(event) => {
                setTyped(event.currentTarget.value);
                setEager(false);
              }}
              onKeyDown={pressed}
            />
          </Combobox.EventsTarget>
          <span className="dim s12">{settled ? readAs(answer) : isFetching ? 'looking' : ''}</span>
          <button type="button" className={css.close} aria-label="esc: close" onClick={onClose}>
            <kbd>esc</kbd>
          </button>
        </div>
        <div className={css.result} aria-busy={!settled && text !== ''}>
          {error !== null && text !== '' && !settled && (
            <div className={css.part}>
              <ErrorState error={error} retry={() => void refetch()} />
            </div>
          )}
          {answer?.address && <Owner answer={answer.address} known={known} />}
          {answer?.address && answer.address.address === address && <HeldBefore history={history.data?.pages[0]} error={history.error} />}
          {answer?.cidr && (
            <div className={css.owner}>
              <p className={css.big}>
                <CidrText cidr={answer.cidr.cidr} family={answer.cidr.family} />
              </p>
              <p className="ink2">
                {answer.cidr.inUse === null ? 'unknown how many addresses' : counted(answer.cidr.inUse, 'address', 'addresses')} in use
                {answer.cidr.pools.length === 0 && ` · not in any ${declared.length > 0 ? 'range of the cluster' : 'known range'}`}
                {answer.cidr.around && `: ${aroundWords(answer.cidr.around, known)}`}
              </p>
              <PoolNames ids={answer.cidr.pools} known={known} />
              {declared.length > 0 && (
                <p className={css.outside}>
                  <span className="ink2">Outside the cluster:</span> <OutsideNames ranges={declared} />
                </p>
              )}
            </div>
          )}
          {settled && answer.as === 'name' && answer.items.length === 0 && declared.length === 0 && (
            <p className={`${css.part} ink2`}>{whyNothing(asked)}</p>
          )}
          <Combobox.Options aria-label="Go to">
            {choices.length > 0 && (
              <Combobox.Group label={answer?.as === 'name' ? 'Names' : 'Go to'} classNames={{ groupLabel: css.group ?? '' }}>
                {choices.map((choice) => (
                  <Combobox.Option key={choice.id} value={choice.id}>
                    <ChoiceLine choice={choice} />
                  </Combobox.Option>
                ))}
                {canonical && (
                  <Combobox.Option value="copy">
                    <CopyIcon />
                    <span>
                      Copy <AddressText address={canonical} />
                    </span>
                  </Combobox.Option>
                )}
              </Combobox.Group>
            )}
            {typed.trim() === '' && recent.length > 0 && (
              <Combobox.Group label="Looked for before" classNames={{ groupLabel: css.group ?? '' }}>
                {recent.map((entry) => (
                  <Combobox.Option key={entry} value={`again ${entry}`}>
                    <ClockIcon />
                    <span className="mono">{entry}</span>
                  </Combobox.Option>
                ))}
              </Combobox.Group>
            )}
          </Combobox.Options>
          {answer?.as === 'name' && answer.total > answer.items.length && (
            <p className={`${css.part} dim s12`}>
              The first {answer.items.length} of {answer.total.toLocaleString('en')}: write more of the name.
            </p>
          )}
        </div>
        <p className={css.foot}>
          <span>
            <kbd>↵</kbd> open
          </span>
          <span>
            <kbd>↑</kbd> <kbd>↓</kbd> move
          </span>
          {canonical && (
            <span className="wide">
              <kbd>{/Mac/.test(navigator.userAgent) ? '⌘C' : 'Ctrl C'}</kbd> copy {canonical}
            </span>
          )}
          <span className={`${css.hint} wide`}>Any spelling works: ::ffff:10.244.7.19 too</span>
        </p>
      </Combobox>
    </dialog>
  );
}

const icons = { Service: ServiceIcon, Node: NodeIcon, Namespace: NamespaceIcon, Pod: PodIcon };

function ChoiceLine({ choice }: { choice: Choice }) {
  const { destination, object, outside, addresses } = choice;
  if (outside) {
    return (
      <>
        <GridIcon />
        <span>
          <b>{outside.owner}</b>{' '}
          <span className="dim s12">{outside.note === null ? outsideKind(outside) : `${outsideKind(outside)}, ${outside.note}`}</span>
        </span>
        <span className={css.where}>
          <AddressText address={outside.range} />
        </span>
      </>
    );
  }
  if (!object) {
    return (
      <>
        <GridIcon />
        <span>{choice.side ? `The nearest range ${choice.side} it` : 'Show on the map'}</span>
        <span className={css.where}>{destination.to === 'map' && <AddressText address={destination.cidr} />}</span>
      </>
    );
  }
  const Icon = icons[object.kind as keyof typeof icons] ?? GridIcon;
  return (
    <>
      <Icon />
      <span>
        {object.namespace && <span className="dim">{object.namespace}/</span>}
        <b>{object.name}</b> <span className="dim s12">{destination.to === 'lit' ? 'its pods on the map' : kindName(object)}</span>
      </span>
      <span className={css.where}>
        {addresses.slice(0, 2).map((address) => (
          <AddressText key={address} address={address} />
        ))}
      </span>
    </>
  );
}

/** The address that a text spells, as it is asked for. */
function addressIn(text: string): string | undefined {
  const address = parseAddress(text);
  return address && formatAddress(unmap(address));
}

function storage(): Storage | undefined {
  try {
    return window.localStorage;
  } catch {
    return undefined;
  }
}
