import { Link } from '@tanstack/react-router';
import { AddressText } from '../../kit/AddressText.tsx';
import css from './AddressLink.module.css';
import type { MapSearch } from './search.ts';

/** An address or CIDR that leads to its place on the map, in the colour of a link where it differs from the range around it. */
export function AddressLink({ address, within, search }: { address: string; within?: string | undefined; search: MapSearch }) {
  return (
    <Link to="/map" search={search} className={css.link}>
      <AddressText address={address} within={within} />
    </Link>
  );
}
