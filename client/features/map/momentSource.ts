import { queryOptions } from '@tanstack/react-query';
import type { Moment } from './moment.ts';
import { keptMoment } from './momentStore.ts';

/** Where a moment is asked for by what stands behind "moment:" in a link: a new source of moments is one more function here. */
const sources: readonly ((id: string) => Promise<Moment | undefined>)[] = [async (id) => keptMoment(sessionStorage, id)];

/** One moment; null where no source has it. */
export function momentQuery(id: string) {
  return queryOptions({
    queryKey: ['moment', { id }],
    queryFn: async (): Promise<Moment | null> => {
      for (const source of sources) {
        const moment = await source(id);
        if (moment) return moment;
      }
      return null;
    },
    // A moment does not change; one that is not here may be kept any time.
    staleTime: 0,
  });
}

/** The moment that `with` of a link names; undefined where it names a range. */
export function momentIn(other: string): string | undefined {
  return other.startsWith('moment:') ? other.slice('moment:'.length) : undefined;
}
