import { Duration } from './Duration.tsx';
import { Unknown } from './Unknown.tsx';
import { useNow } from './useNow.ts';

/** How long ago an RFC 3339 time was; moves on by itself. The exact time is on hover. Null is unknown. */
export function Age({ since }: { since: string | null }) {
  const now = useNow();
  const time = since === null ? Number.NaN : Date.parse(since);
  if (Number.isNaN(time) || since === null) return <Unknown />;
  return (
    <time dateTime={since} title={since}>
      <Duration ms={now - time} />
    </time>
  );
}
