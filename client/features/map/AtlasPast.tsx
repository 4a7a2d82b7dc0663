import { useEffect } from 'react';
import type { PoolsThen } from '../../../shared/wire/history.ts';
import type { Pool } from '../../../shared/wire/pools.ts';
import { announce } from '../../kit/announce.ts';
import { Note } from '../../kit/Note.tsx';
import { NowButton } from './NowButton.tsx';
import { asItWas, goneSince, madeUp, notKnown } from './pastWords.ts';
import { stepSentence } from './poolsThen.ts';
import type { PoolsAt } from './usePoolsThen.ts';

/** Over the atlas of a moment that is over: what of it is of then, and the way back to now. */
export function AtlasPast({ then: { at, answer, error, pools, isAwaited } }: { then: PoolsAt }) {
  const isUnknown = !isAwaited && (answer?.items.length ?? 0) === 0;
  const title = asItWas(at);
  const unknown = notKnown(at);
  useEffect(() => {
    if (!isAwaited) announce(isUnknown ? unknown.title : title);
  }, [title, isUnknown, isAwaited, unknown.title]);
  // Of a text that is no time all is said already.
  const why = Number.isNaN(Date.parse(at)) ? '' : error instanceof Error ? error.message : 'Nothing was counted then.';
  return (
    <Note tone="stale" action={<NowButton />}>
      {isUnknown ? (
        <>
          <strong>{unknown.title}</strong> {why} {unknown.todo}
        </>
      ) : (
        <>
          <strong>{title}.</strong> {answer && sentences(answer, pools).join(' ')} Ranges and limits are as they are now; findings, and
          addresses in no range, are not known of then.
        </>
      )}
    </Note>
  );
}

function sentences({ items, step }: PoolsThen, pools: readonly Pool[]): string[] {
  const now = new Set(pools.map(({ id }) => id));
  const gone = items.map(({ pool }) => pool).filter((id) => !now.has(id));
  return [...(items.some(({ made }) => made) ? [madeUp] : []), stepSentence(step), ...goneSince(gone)].filter((one) => one !== '');
}
