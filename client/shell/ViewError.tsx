import { useEffect, useRef } from 'react';
import { useStreamState } from '../data/StreamContext.ts';
import { Button } from '../kit/Button.tsx';
import { ErrorState } from '../kit/ErrorState.tsx';
import { RetryIcon } from '../kit/icons.tsx';
import { isMissingPart } from './isMissingPart.ts';

/** A view that failed. Where its code could not be fetched, only loading the page anew helps: done by itself once the server is back. */
export function ViewError({ error, reset }: { error: unknown; reset: () => void }) {
  const stream = useStreamState();
  const missing = isMissingPart(error);
  const lost = useRef(false);
  useEffect(() => {
    if (!missing) return;
    if (stream === 'waiting' || stream === 'offline') lost.current = true;
    else if (stream === 'open' && lost.current) window.location.reload();
  }, [missing, stream]);
  if (!missing) return <ErrorState error={error} retry={reset} />;
  return (
    <ErrorState
      error={missingPart}
      action={
        <Button onClick={() => window.location.reload()}>
          <RetryIcon />
          Load the page anew
        </Button>
      }
    />
  );
}

const missingPart = Object.assign(new Error('The server does not answer, or a newer version of it has taken its place.'), {
  title: 'This view could not be loaded',
});
