import { type QueryClient, queryOptions } from '@tanstack/react-query';
import { type Cidr, formatCidr } from '../../../shared/net/cidr.ts';
import type { Api } from '../../data/api.ts';
import { surveyQuery } from './mapQueries.ts';
import type { Moment } from './moment.ts';
import { keptMoment } from './momentStore.ts';
import { sceneOf } from './scene.ts';

/** What a moment is asked of: a prefix as the map draws it. */
export interface MomentOf {
  readonly range: Cidr;
  readonly leaf: number;
  readonly pool: string | undefined;
  readonly blockPrefix: number | null;
}

interface Asking extends MomentOf {
  readonly client: QueryClient;
  readonly api: Api;
}

/** Where a moment is asked for by what stands behind "moment:" in a link: a new source of moments is one more function here. */
const sources: readonly ((id: string, asking: Asking) => Promise<Moment | undefined>)[] = [
  async (id) => keptMoment(sessionStorage, id),
  fromHistory,
];

/** A moment of the history is named by its time. */
const historic = 'at:';

/** The name of a moment of the history, as RFC 3339, as a link holds it. */
export function historicMoment(at: string): string {
  return `moment:${historic}${at}`;
}

async function fromHistory(id: string, { client, api, range, leaf, pool, blockPrefix }: Asking): Promise<Moment | undefined> {
  if (!id.startsWith(historic)) return undefined;
  const at = id.slice(historic.length);
  const survey = await client.fetchQuery(surveyQuery(api, range, leaf, pool, { at }));
  return { id, cluster: '', taken: at, source: 'history', scene: sceneOf(survey, blockPrefix) };
}

/** One moment; null where no source has it. */
export function momentQuery(api: Api, id: string, of: MomentOf) {
  return queryOptions({
    queryKey: ['moment', { id, ...of, range: formatCidr(of.range) }],
    queryFn: async ({ client }): Promise<Moment | null> => {
      for (const source of sources) {
        const moment = await source(id, { ...of, client, api });
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
