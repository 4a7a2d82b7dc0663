import { z } from 'zod';
import { addressCount, family, listOf, listQuery, revision } from './basics.ts';
import { poolKind } from './pools.ts';

/** Forecasts and plans. Days are dates in UTC; counts here are numbers to draw: those of IPv6 addresses are as near as a double is. */

const withoutHistory = z
  .string()
  .nullable()
  .describe(
    'Why counts of the past could not be read, so that creation times, or what was read before, have to do; null where nothing is wrong',
  );

const day = z.string().regex(/^\d{4}-\d\d-\d\d$/);

export const ends = z
  .discriminatedUnion('kind', [
    z.object({
      kind: z.literal('date'),
      likely: day,
      earliest: day.describe('Four times in five the end lies from here …'),
      latest: day.nullable().describe('… to here; null: not within ten years'),
    }),
    z.object({ kind: z.literal('not-within'), years: z.literal(10), earliest: day.nullable().describe('If it grows at its fastest') }),
    z.object({ kind: z.literal('not-enough'), have: z.number().int(), need: z.literal(7) }).describe('Too few days are known'),
    z.object({ kind: z.literal('full') }),
  ])
  .describe('When it ends');

export const growth = z
  .object({
    day: day.describe('The last day that was counted'),
    level: z.number().describe('On that day, without what the day of the week adds'),
    steady: z.number().describe('A day, for good'),
    fading: z.number().describe('A day at first; half as much after 60 days, and so on'),
    season: z.array(z.number()).describe('What a day of the week adds, from Thursday on; empty: nothing'),
    errors: z
      .object({ low: z.number(), high: z.number(), exponent: z.number(), days: z.number() })
      .describe('What past forecasts missed by a week ahead, the power it grows by, and the length of the series'),
  })
  .describe('The growth path: shared/plan/forecast draws it');

export const basis = z
  .enum(['samples', 'alive', 'mixed'])
  .describe('Counts; creation times of what is alive, a lower bound of the past; or those before the first count');

/** What ends, on the limit that binds it: one pool, or all ranges of one kind and family that the same things draw from. */
export const forecastHead = z.object({
  id: z.string().describe('The id of the pool; service/IPv4, pod/IPv6 for all of a kind and family together, where they are several'),
  pools: z.array(z.string()).describe('The pools that it is about, by their ids'),
  kind: poolKind,
  name: z.string(),
  family,
  ranges: z.array(z.string()),
  limit: z.enum(['addresses', 'blocks']).describe('What is counted'),
  used: z.number().nullable(),
  total: z.number().nullable().describe('What could be given out; null where its end is not known'),
  left: z.number().nullable(),
  perWeek: z.number().nullable().describe('How much more is taken in the coming week; null where not enough is known'),
  basis,
  days: z.number().int().describe('Days of counts that it rests on; beside them it may rest on creation times'),
  made: z.boolean().describe('Some of its past is made up, for the demo cluster'),
  imported: z.boolean().describe('Some of its past was imported from a Prometheus'),
  ends: ends
    .nullable()
    .describe(
      'Null where there is no end, or it is not known where: an inferred range, a /64 that nodes stand in, a range that gives nothing out',
    ),
});
export type ForecastHead = z.infer<typeof forecastHead>;

/** What runs out first. Families are never added up. */
export const forecastList = listOf(forecastHead).extend({
  today: day,
  since: z.string().nullable().describe('When the history of this cluster begins, RFC 3339; null where there is none'),
  withoutHistory,
});
export type ForecastList = z.infer<typeof forecastList>;
export const forecastsQuery = z.object({ ...listQuery, kind: poolKind.optional(), family: family.optional() });

/** One of them, with its past and its path. */
export const forecastAnswer = z.object({
  revision,
  ...forecastHead.shape,
  today: day,
  withoutHistory,
  growth: growth.nullable().describe('Null where not enough is known'),
  shifts: z.array(z.object({ day, by: z.number() })).describe('Jumps that are no growth'),
  history: z
    .array(z.object({ day, value: z.number() }))
    .describe('Daily maxima; a day that is missing was not counted. The last is what there is today'),
  alive: z
    .array(z.object({ day, value: z.number() }))
    .describe(
      'Before the first count: so many of what is alive were there, lifted to meet it; a lower bound. Empty where enough was counted',
    ),
  limits: z.array(z.object({ day, limit: z.number() })).describe('From each day on'),
});
export type ForecastAnswer = z.infer<typeof forecastAnswer>;

export type Ends = z.infer<typeof ends>;

const what = z.enum(['blocks', 'pods', 'services']);

export const planSide = z.object({
  used: z.number(),
  left: z.number(),
  limits: z.array(z.object({ day, limit: z.number() })),
  additions: z.array(z.object({ day, by: z.number() })).describe('What the scenario adds to the growth'),
  ends,
  growth: growth.nullable(),
});
export type PlanSide = z.infer<typeof planSide>;

/** What nodes of a family get blocks from. `usable`: addresses for pods in one block. */
const podSpace = z.object({
  family,
  ranges: z.array(z.string()),
  blockLength: z.number().int().describe('Of the block of a node that joins'),
  usable: addressCount.describe('Addresses for pods in such a block'),
  ofControllerManager: z.boolean().describe('kube-controller-manager cuts the blocks: one range a family, and masks are its flags'),
});
const serviceSpace = z.object({ family, ranges: z.array(z.string()) });
const planBase = z.object({
  maxPods: z.number().int().describe('Of a node that joins'),
  pods: z.array(podSpace),
  services: z.array(serviceSpace),
});
export type PlanBase = z.infer<typeof planBase>;

export const planAnswer = z
  .object({
    revision,
    scenario: z.string().describe('The scenario as it was read, in its one text'),
    today: day,
    families: z.array(family).describe('That Services can have today, the primary one first'),
    nodes: z.number().int().nullable().describe('That are there; null where they are not read'),
    base: z.object({ today: planBase, scenario: planBase }).describe('What both sides start from'),
    rows: z.array(
      z.object({
        what,
        family,
        forecast: z.string().nullable().describe('Its id in /forecast, where its past is'),
        limitedBy: z.enum(['blocks', 'addresses', 'maxPods', 'service']),
        today: planSide.nullable().describe('Null where the cluster has no such family'),
        scenario: planSide.nullable().describe('Null where the scenario drops it'),
      }),
    ),
    first: z
      .array(z.object({ family, today: what.nullable(), scenario: what.nullable() }))
      .describe(
        'Of each family, what ends first: of ranges, which are blocks and services; pods, which more nodes make room for, only where no range ends; null where nothing is known to end',
      ),
    nodesWithout: z
      .array(
        z.object({
          day,
          added: z.number().int(),
          without: z.number().int(),
          lacks: family,
          mask: z
            .number()
            .int()
            .nullable()
            .describe(
              'The next longer mask of that family with which every added node gets a block; null where none near does, or the network plugin cuts the blocks',
            ),
        }),
      )
      .describe('Nodes of those that are added that get no podCIDR'),
    overlaps: z.array(
      z.object({
        proposed: z.string(),
        of: z.enum(['pods', 'services']),
        how: z.enum(['same', 'inside', 'around', 'partly']).describe('How the proposed range lies to the known one'),
        known: z.string(),
        range: z.string(),
      }),
    ),
    notes: z.array(z.object({ code: z.string(), severity: z.enum(['critical', 'warning', 'info']), text: z.string() })),
    manifests: z.object({
      serviceCIDRs: z.string().describe('YAML, empty where there is none to make'),
      flags: z.array(z.object({ program: z.enum(['kube-apiserver', 'kube-controller-manager', 'kubelet']), flags: z.array(z.string()) })),
    }),
  })
  .describe('Today and a scenario side by side; families are never added up');
export type PlanAnswer = z.infer<typeof planAnswer>;
export const planQuery = z.object({
  scenario: z
    .string()
    .max(4096)
    .default('')
    .describe(
      'Parts with ";" between them, each at most once: nodes=24@2027-01-11,3 (days may be left out); mask4=25; mask6=64; maxPods=110; pods=10.245.0.0/16; services=10.112.0.0/20,fd00:97::/112; growth=blocks/IPv4/5 (or pods, services; a week); add=IPv6; drop=IPv4',
    ),
});

export const maskAnswer = z.object({
  revision,
  family,
  from: z.number().int(),
  to: z.number().int(),
  refused: z.string().nullable(),
  keep: z.number().int().describe('Nodes that keep the block they have'),
  usable: addressCount.describe('For pods, in a new block'),
  fitBefore: addressCount.describe('Further nodes'),
  fitAfter: addressCount,
  collide: addressCount.describe('Blocks of the new length that cannot be given'),
  freedWithOne: z.number().int().describe('Those of several nodes, all of which is free again when one node goes (kubernetes#70957)'),
  collisions: z.array(z.object({ block: z.string(), nodes: z.array(z.string()), isFreedWithOne: z.boolean() })).describe('The first 100'),
});
export type MaskAnswer = z.infer<typeof maskAnswer>;
export const maskQuery = z.object({
  family: family.describe('Whose mask'),
  prefix: z.coerce.number().int().min(0).max(128).describe('The node mask to rehearse: up to 32 for IPv4'),
});

export const foundRanges = z.object({
  revision,
  found: z.array(z.object({ cidr: z.string(), reasons: z.array(z.string()) })).describe('Best first'),
  why: z.string().nullable().describe('Why there is none, why they are of another length, or what was not read'),
});
export type FoundRangesAnswer = z.infer<typeof foundRanges>;
export const foundRangesQuery = z.object({ wish: z.string().min(1).max(200).describe('a /20 for Services; a /48 in ULA') });
