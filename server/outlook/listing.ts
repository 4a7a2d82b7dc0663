import { parseDay } from '../../shared/plan/scenario/days.ts';
import type { ForecastHead } from '../../shared/wire/plan.ts';
import { type Listing, type Page, page } from '../model/list.ts';
import type { ForecastsQuery } from './answers.ts';

const listing: Listing<ForecastHead> = {
  name: 'forecast',
  unique: ({ id }) => id,
  defaultSort: 'ends',
  fields: {
    ends: endsOrder,
    kind: ({ kind }) => kind,
    name: ({ name }) => name,
    family: ({ family }) => family,
    used: ({ used }) => used,
    total: ({ total }) => total,
    left: ({ left }) => left,
    perWeek: ({ perWeek }) => perWeek,
    fullness: share,
  },
};

/** One page of what runs out, by default what ends first, first. Throws QueryError as every list does. */
export function forecastPage(heads: readonly ForecastHead[], query: ForecastsQuery): Page<ForecastHead> {
  const q = query.q?.trim().toLowerCase() ?? '';
  const matching = heads
    .filter(({ kind, family }) => (!query.kind || kind === query.kind) && (!query.family || family === query.family))
    .filter(({ id, ranges }) => q === '' || id.toLowerCase().includes(q) || ranges.some((range) => range.includes(q)));
  return page(listing, matching, query);
}

const never = 1e6; // days: far behind every date

/** Full, then by date, then what may end at its fastest, then what does not, then what is not known long enough; what has no end last. */
function endsOrder(head: ForecastHead): number | null {
  const { ends } = head;
  switch (ends?.kind) {
    case undefined:
      return null;
    case 'full':
      return -1;
    case 'date':
      return dayOf(ends.likely);
    case 'not-within':
      return ends.earliest === null ? 2 * never + 1 - (share(head) ?? 0) : never + dayOf(ends.earliest);
    case 'not-enough':
      return 3 * never + 1 - (share(head) ?? 0);
  }
}

function dayOf(text: string): number {
  return parseDay(text) ?? never;
}

function share({ used, total }: ForecastHead): number | null {
  return used === null || total === null || total === 0 ? null : used / total;
}
