import type { Ends } from '../../shared/wire/plan.ts';
import { formatDay } from './formatDate.ts';

/** When something ends, in two parts: "2 Mar 2027", and what is less sure of it, "8 Feb – 9 Apr 2027". */
export interface EndsWords {
  readonly ends: string;
  /** '' where there is nothing to say. */
  readonly range: string;
}

export function endsWords(ends: Ends | null): EndsWords {
  if (ends === null) return { ends: 'no end known', range: '' };
  if (ends.kind === 'full') return { ends: 'full', range: '' };
  if (ends.kind === 'not-enough')
    return { ends: ends.have === 0 ? 'not enough history' : `not enough history: ${ends.have} of ${ends.need} days`, range: '' };
  if (ends.kind === 'not-within')
    return { ends: `not within ${ends.years} years`, range: ends.earliest === null ? '' : `${formatDay(ends.earliest)} at the fastest` };
  return { ends: formatDay(ends.likely), range: dayRange(ends.earliest, ends.latest) };
}

/** "8 Feb – 9 Apr 2027": the year once where it is the same; '' where both are one day. */
function dayRange(from: string, to: string | null): string {
  if (to === null) return `${formatDay(from)} – not within 10 years`;
  if (from === to) return '';
  const first = formatDay(from);
  return `${from.slice(0, 4) === to.slice(0, 4) ? first.slice(0, -5) : first} – ${formatDay(to)}`;
}
