import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { parseAddress } from '../../shared/net/address.ts';
import { coveringOf, parseAddressRange } from '../../shared/net/addressRange.ts';
import { formatCidr } from '../../shared/net/cidr.ts';
import css from './AddressLines.module.css';
import { AddressText } from './AddressText.tsx';
import { CopyButton } from './CopyButton.tsx';
import { FamilyMark } from './FamilyMark.tsx';

/** Addresses in a panel, a line each. */
export function AddressLines({ children }: { children: ReactNode }) {
  return <ul className={css.list}>{children}</ul>;
}

/** An address, CIDR or a-b range with its family, on the map, a remark at its end, to copy; what is none of them (a host name) is text to copy. */
export function AddressLine({ text, within, remark }: { text: string; within?: string | undefined; remark?: ReactNode }) {
  const address = parseAddress(text);
  const range = address ? undefined : parseAddressRange(text);
  const family = (address ?? range)?.family;
  const shown = <AddressText address={text} within={within} />;
  return (
    <li>
      {family && <FamilyMark family={family} text={false} />}
      {family ? (
        <Link
          to="/map"
          search={range ? { cidr: formatCidr(coveringOf(range)) } : { sel: text }}
          title={range ? 'Show on the map' : 'Show on the map, with who held it before'}
        >
          {shown}
        </Link>
      ) : (
        shown
      )}
      <span className={css.remark}>{remark}</span>
      <CopyButton text={text} />
    </li>
  );
}
