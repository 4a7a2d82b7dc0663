import { useEffect } from 'react';
import type { Pool } from '../../../shared/wire/pools.ts';
import { announce } from '../../kit/announce.ts';
import { Note } from '../../kit/Note.tsx';
import { rangesText } from '../../kit/rangesText.ts';
import { NowButton } from './NowButton.tsx';
import { asItWas, notKnown, pastSentences } from './pastWords.ts';
import type { Scene } from './scene.ts';

/** That this is not now, how sure it is, and the way back. */
export function PastBanner({
  at,
  scene,
  pools,
  failed = false,
}: {
  at: string;
  scene: Scene | undefined;
  pools: readonly Pool[];
  /** It could not be told what was then. */
  failed?: boolean;
}) {
  const title = asItWas(at);
  const unknown = notKnown(at);
  useEffect(() => announce(failed ? unknown.title : title), [title, failed, unknown.title]);
  const name = (id: string) => {
    const pool = pools.find((known) => known.id === id);
    return pool ? rangesText(pool.ranges) : id;
  };
  const said = scene?.past ? pastSentences(scene.past, name) : [];
  return (
    <Note tone="stale" action={<NowButton />}>
      {failed ? (
        <>
          <strong>{unknown.title}</strong> {unknown.todo}
        </>
      ) : (
        <>
          <strong>{title}.</strong> {said.join(' ')} Ranges{scene?.declared ? ', also those of a file,' : ''} and limits are as they are
          now.
        </>
      )}
    </Note>
  );
}
