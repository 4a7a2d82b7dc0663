import { useEffect } from 'react';
import { announce } from '../../kit/announce.ts';
import { Note } from '../../kit/Note.tsx';
import { NowButton } from './NowButton.tsx';
import { asItWas, notKnown } from './pastWords.ts';
import { stepSentence } from './poolsThen.ts';
import { TimeStrip } from './TimeStrip.tsx';
import type { PoolsAt } from './usePoolsThen.ts';

/** Over the atlas of a moment that is over: the line of time, what of it is of then, and the way back to now. */
export function AtlasPast({ then: { at, answer, error, pools } }: { then: PoolsAt }) {
  const isKnown = answer !== undefined && answer.items.length > 0;
  const isOver = answer !== undefined || error !== null;
  const title = asItWas(at);
  const unknown = notKnown(at);
  useEffect(() => {
    if (isOver) announce(isKnown ? title : unknown.title);
  }, [title, isKnown, isOver, unknown.title]);
  // Of a text that is no time all is said already.
  const why = Number.isNaN(Date.parse(at)) ? '' : error instanceof Error ? error.message : 'Nothing was counted then.';
  const now = new Set(pools.map(({ id }) => id));
  const gone = answer?.items.map(({ pool }) => pool).filter((id) => !now.has(id)) ?? [];
  return (
    <>
      <TimeStrip pool={null} />
      {isOver && (
        <Note tone="stale" action={<NowButton />}>
          {isKnown ? (
            <>
              <strong>{title}.</strong> {answer.items.some(({ made }) => made) && 'Its past is made up for this demo cluster. '}
              {stepSentence(answer.step)} {gone.length > 0 && `Gone since: ${gone.join(', ')}. `}
              Ranges and limits are as they are now; findings, and addresses in no range, are not known of then.
            </>
          ) : (
            <>
              <strong>{unknown.title}</strong> {why} {unknown.todo}
            </>
          )}
        </Note>
      )}
    </>
  );
}
