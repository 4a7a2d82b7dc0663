import type { Family } from '../../shared/net/address.ts';
import css from './FamilyHead.module.css';
import { FamilyMark } from './FamilyMark.tsx';

/** The head of a column that is about one family: its mark, then the words. */
export function FamilyHead({ family, children }: { family: Family; children: string }) {
  return (
    <span className={css.head}>
      <FamilyMark family={family} text={false} /> {children}
    </span>
  );
}
