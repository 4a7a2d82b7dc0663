import type { Family } from '../../shared/net/address.ts';
import { AddressText } from './AddressText.tsx';
import css from './CidrText.module.css';
import { FamilyMark } from './FamilyMark.tsx';

/** A range with the mark of its family: "■ 10.244.0.0/16". Pass `text` to also write the family's name. */
export function CidrText({
  cidr,
  family,
  within,
  text = false,
}: {
  cidr: string;
  family?: Family;
  within?: string | undefined;
  text?: boolean;
}) {
  const shown = family ?? (cidr.includes(':') ? 'IPv6' : 'IPv4');
  return (
    <span className={css.cidr}>
      <FamilyMark family={shown} text={text} />
      <AddressText address={cidr} within={within} />
    </span>
  );
}
