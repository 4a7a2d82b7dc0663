import { Link } from '@tanstack/react-router';
import css from './Sentence.module.css';
import type { Piece } from './sentence.ts';

/** A sentence whose words lead to what proves them. */
export function Sentence({ pieces }: { pieces: readonly Piece[] }) {
  return pieces.map((piece, place) => {
    // A sentence is made anew as a whole: its pieces have no identity but their place.
    const key = `piece-${String(place)}`;
    if (typeof piece === 'string') return <span key={key}>{piece}</span>;
    const { text, proof } = piece;
    if (proof === 'growth')
      return (
        <Link key={key} to="/plan" className={css.proof ?? ''}>
          {text}
        </Link>
      );
    return 'pool' in proof ? (
      <Link key={key} to="/map" search={{ cidr: proof.cidr, pool: proof.pool }} className={css.proof ?? ''}>
        {text}
      </Link>
    ) : (
      <Link key={key} to="/findings" search={proof} className={css.proof ?? ''}>
        {text}
      </Link>
    );
  });
}
