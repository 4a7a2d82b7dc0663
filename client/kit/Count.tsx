import { formatCount } from './formatCount.ts';
import { Unknown } from './Unknown.tsx';

/** A count with separators; from 10¹² on a power, with every digit on hover and for readers of the screen. Null is unknown. */
export function Count({ value, unknownBecause }: { value: string | number | bigint | null; unknownBecause?: string }) {
  if (value === null) return <Unknown why={unknownBecause} />;
  const { short, exact } = formatCount(value);
  if (short === exact) return short;
  return (
    <span title={exact}>
      <span aria-hidden="true">{short}</span>
      <span className="unseen">{exact}</span>
    </span>
  );
}
