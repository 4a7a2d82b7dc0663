import type { OutsideHead } from '../../../shared/wire/ranges.ts';
import { CidrText } from '../../kit/CidrText.tsx';
import { outsideWords } from '../../kit/outsideWords.ts';
import css from './Palette.module.css';

/** Ranges outside the cluster, each with what it is, whose, and what the file says of it. */
export function OutsideNames({ ranges }: { ranges: readonly OutsideHead[] }) {
  return (
    <span className={css.pools}>
      {ranges.map((one) => (
        <span key={one.id} className={css.pool}>
          <CidrText cidr={one.range} family={one.family} />
          <span className="ink2">{outsideWords(one)}</span>
        </span>
      ))}
    </span>
  );
}
