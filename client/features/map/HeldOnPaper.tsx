import { useInfiniteQuery } from '@tanstack/react-query';
import { addressBits } from '../../../shared/net/address.ts';
import type { Cidr } from '../../../shared/net/cidr.ts';
import { useApi } from '../../data/ApiContext.ts';
import { queries } from '../../data/queries.ts';
import { knownWords } from '../../kit/historyWords.ts';
import { TenancyList } from '../../kit/TenancyList.tsx';
import { useNarrow } from '../../kit/useNarrow.ts';
import css from './Map.module.css';
import { placeText } from './place.ts';

/** On paper alone, below the map: who held the selected address, for the panel beside the map is not printed. */
export function HeldOnPaper({ selected }: { selected: Cidr | null | undefined }) {
  const narrow = useNarrow();
  if (narrow || selected?.prefixLength !== addressBits(selected?.family ?? 'IPv4')) return null;
  return <Printed address={placeText(selected)} />;
}

function Printed({ address }: { address: string }) {
  const { data, dataUpdatedAt } = useInfiniteQuery(queries.addressHistory(useApi(), address));
  const [first] = data?.pages ?? [];
  if (!first) return null;
  return (
    <section className={`${css.onPaper} ${css.heldOnPaper}`}>
      <h2>Who held {address}</h2>
      <TenancyList tenancies={data?.pages.flatMap((page) => page.tenancies) ?? []} until={first.until} look="timeline" />
      <p>{knownWords(first, dataUpdatedAt)}</p>
    </section>
  );
}
