import type { Surroundings } from '../../../shared/wire/addresses.ts';
import type { Pool } from '../../../shared/wire/pools.ts';
import { aroundWords } from './words.ts';

/** Where something lies that is in no known range: between which. `owned`: a range outside the cluster has it. */
export function Around({ around, known, owned }: { around: Surroundings; known: readonly Pool[]; owned: boolean }) {
  return (
    <div>
      <dt>Ranges</dt>
      <dd>
        not in any {owned ? 'range of the cluster' : 'known range'}: <span className="ink2">{aroundWords(around, known)}</span>
      </dd>
    </div>
  );
}
