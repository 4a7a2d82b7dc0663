import { rangeOfCidr } from '../../net/addressRange.ts';
import { type Cidr, formatCidr } from '../../net/cidr.ts';
import { type KnownRange, overlapOf, specialKnown } from '../knownRange.ts';
import type { FoundOverlap } from './plan.ts';
import type { PlanCluster } from './planCluster.ts';
import type { Scenario } from './scenario.ts';
import { isAround, rangesOf } from './spaces.ts';

/** What each range of a scenario lies over: everything known, special-purpose ranges, and the scenario's other ranges. */
export function findOverlaps({ pods, known }: PlanCluster, { podRanges, serviceRanges }: Scenario): FoundOverlap[] {
  const proposed = [
    ...podRanges.map((cidr) => ({ of: 'pods' as const, cidr })),
    ...serviceRanges.map((cidr) => ({ of: 'services' as const, cidr })),
  ];
  return proposed.flatMap(({ of, cidr }, i) => {
    const others = proposed.slice(0, i).map(
      (one): KnownRange => ({
        range: rangeOfCidr(one.cidr),
        use: one.of === 'pods' ? 'pod' : 'service',
        what: `${formatCidr(one.cidr)}, proposed for ${one.of}`,
      }),
    );
    // A wider pod range takes the place of the one in it: that is no overlap.
    const own = pods.find(({ family }) => family === cidr.family)?.ranges ?? [];
    const isWidening = of === 'pods' && own.length > 0 && isAround(cidr, own);
    return [...known, ...specialKnown, ...others].flatMap((one) => {
      const how = overlapOf(rangeOfCidr(cidr), one.range);
      if (how === null || (isWidening && one.use === 'pod' && isOneOf(one, rangesOf(own, cidr.family)))) return [];
      return { proposed: cidr, of, how, known: one };
    });
  });
}

function isOneOf({ range }: KnownRange, cidrs: readonly Cidr[]): boolean {
  return cidrs.some((cidr) => overlapOf(range, rangeOfCidr(cidr)) === 'same');
}
