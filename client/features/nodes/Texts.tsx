import { AddressText } from '../../kit/AddressText.tsx';
import css from './Nodes.module.css';

/** Addresses or CIDRs, one under the other in their own order; "none" without any. */
export function Texts({ items, inline = false }: { items: readonly string[]; inline?: boolean }) {
  if (items.length === 0) return <span className="dim">none</span>;
  return (
    <span className={inline ? css.inline : css.two}>
      {items.map((item) => (
        <AddressText key={item} address={item} />
      ))}
    </span>
  );
}
