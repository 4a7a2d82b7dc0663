import type { Surroundings } from '../../../shared/wire/addresses.ts';
import type { Pool } from '../../../shared/wire/pools.ts';
import { aroundWords } from './words.ts';

/** Where something lies that is in no known range: between which. */
export function Around({ around, known }: { around: Surroundings; known: readonly Pool[] }) {
  return (
    <div>
      <dt>Ranges</dt>
      <dd>
        not in any known range: <span className="ink2">{aroundWords(around, known)}</span>
      </dd>
    </div>
  );
}
