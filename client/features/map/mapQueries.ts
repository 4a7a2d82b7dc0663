import { keepPreviousData, type QueryClient, queryOptions } from '@tanstack/react-query';
import { addressBits } from '../../../shared/net/address.ts';
import { type Cidr, formatCidr } from '../../../shared/net/cidr.ts';
import type { MapGroupBy } from '../../../shared/wire/map.ts';
import type { Api } from '../../data/api.ts';
import { queries } from '../../data/queries.ts';
import { cellsOf, type MapCell } from './cells.ts';
import { parentOf } from './levels.ts';
import { addressLimits, blockLimits, type Survey, survey } from './survey.ts';

/** How a map is asked for: told apart by something that is there now, or at a moment that is over. */
export interface Asked {
  readonly by?: MapGroupBy | undefined;
  readonly at?: string | undefined;
}

/** Everything that is drawn of a prefix. Each part is a map query of its own: after a change only the parts that changed are asked again. */
export function surveyQuery(api: Api, range: Cidr, leaf: number, pool: string | undefined, { by, at }: Asked = {}) {
  const limits = leaf === addressBits(range.family) ? addressLimits : blockLimits;
  return queryOptions({
    queryKey: ['map', { cidr: formatCidr(range), leaf, pool, by, at }],
    queryFn: async ({ client }): Promise<Survey> => ({
      ...(await survey((cidr, bits) => askMap(client, api, cidr, { bits, pool, by, at }), range, leaf, limits)),
      by,
    }),
    placeholderData: keepPreviousData,
  });
}

/** What is told of a prefix as a cell of the prefix around it: its node, its usable addresses, its maxPods. Null where nothing is. */
export function selfQuery(api: Api, prefix: Cidr, pool: string | undefined, { by, at }: Asked = {}) {
  return queryOptions({
    queryKey: ['map', { cidr: formatCidr(prefix), self: true, pool, by, at }],
    queryFn: async ({ client }): Promise<MapCell | null> => {
      const parent = parentOf(prefix);
      if (!parent) return null;
      const answer = await askMap(client, api, formatCidr(parent), { bits: 1, pool, by, at });
      return cellsOf(answer).find((cell) => cell.cidr.value === prefix.value) ?? null;
    },
  });
}

function askMap(client: QueryClient, api: Api, cidr: string, asked: { bits: number; pool: string | undefined } & Asked) {
  const options = Object.fromEntries(Object.entries(asked).filter(([, value]) => value !== undefined));
  return client.fetchQuery(queries.map(api, cidr, options));
}
