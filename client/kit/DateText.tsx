import { formatDate } from './formatDate.ts';
import { Unknown } from './Unknown.tsx';

/** An RFC 3339 time as a date, "11 Mar 2025"; exact on hover. Null is unknown. */
export function DateText({ time }: { time: string | null }) {
  const text = time === null ? undefined : formatDate(time);
  if (time === null || text === undefined) return <Unknown />;
  return (
    <time dateTime={time} title={time}>
      {text}
    </time>
  );
}
