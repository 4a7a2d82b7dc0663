import type { ReactNode } from 'react';
import css from './Facts.module.css';

/** Names on the left, values on the right: the counts of a panel. */
export function Facts({ items }: { items: readonly (readonly [name: ReactNode, value: ReactNode])[] }) {
  return (
    <dl className={css.facts}>
      {items.map(([name, value], index) => (
        // The list is written out by its caller: its order is its identity.
        <Fact key={typeof name === 'string' ? name : `fact-${String(index)}`} name={name} value={value} />
      ))}
    </dl>
  );
}

function Fact({ name, value }: { name: ReactNode; value: ReactNode }) {
  return (
    <div className={css.fact}>
      <dt>{name}</dt>
      <dd>{value}</dd>
    </div>
  );
}

/** A key number with its words: "215 of 256 /24s handed out". */
export function KeyNumber({ value, children }: { value: ReactNode; children: ReactNode }) {
  return (
    <span className={css.key}>
      <b>{value}</b>
      <span className="ink2">{children}</span>
    </span>
  );
}
