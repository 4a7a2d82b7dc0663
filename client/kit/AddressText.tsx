import css from './AddressText.module.css';
import { addressParts } from './addressParts.ts';

/**
 * An address or CIDR in canonical text: what it shares with the range around it is dimmed, where it differs is emphasised.
 * What is copied from the page is the whole text, unbroken.
 */
export function AddressText({ address, within, className }: { address: string; within?: string | undefined; className?: string }) {
  const { shared, differing, tail } = addressParts(address, within);
  return (
    <span className={`${css.address} ${className ?? ''}`} translate="no">
      {shared && <i>{shared}</i>}
      <b>{differing}</b>
      {tail && <i>{tail}</i>}
    </span>
  );
}
