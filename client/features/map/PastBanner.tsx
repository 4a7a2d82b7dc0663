import { useNavigate } from '@tanstack/react-router';
import { useEffect } from 'react';
import type { Pool } from '../../../shared/wire/pools.ts';
import { announce } from '../../kit/announce.ts';
import { Button } from '../../kit/Button.tsx';
import { Note } from '../../kit/Note.tsx';
import { patched } from '../../kit/patched.ts';
import { rangesText } from '../../kit/rangesText.ts';
import { momentText } from './momentTime.ts';
import { asItWas, pastSentences } from './pastWords.ts';
import type { Scene } from './scene.ts';
import type { MapSearch } from './search.ts';

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
  const navigate = useNavigate({ from: '/map' });
  const title = asItWas(at);
  useEffect(() => announce(failed ? `${title}: not known` : title), [title, failed]);
  const name = (id: string) => {
    const pool = pools.find((known) => known.id === id);
    return pool ? rangesText(pool.ranges) : id;
  };
  const said = scene?.past ? pastSentences(scene.past, name) : [];
  return (
    <Note
      tone="stale"
      action={
        <Button onClick={() => void navigate({ to: '/map', search: (before) => patched<MapSearch>(before, { at: undefined }) })}>
          Now
        </Button>
      }
    >
      {failed ? (
        <strong>What was on {momentText(at)} is not known.</strong>
      ) : (
        <>
          <strong>{title}.</strong> {said.join(' ')} Ranges and limits are as they are now.
        </>
      )}
    </Note>
  );
}
