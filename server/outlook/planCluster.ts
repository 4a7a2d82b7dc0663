import type { Family } from '../../shared/net/address.ts';
import { formatAddressRange } from '../../shared/net/addressRange.ts';
import { difference, rangeSet } from '../../shared/net/rangeSet.ts';
import type { Growth } from '../../shared/plan/forecast/growth.ts';
import type { KnownRange } from '../../shared/plan/knownRange.ts';
import type { PlanCluster } from '../../shared/plan/scenario/planCluster.ts';
import type { Planned } from '../../shared/plan/scenario/scenario.ts';
import type { OutsideRange } from '../../shared/wire/rangesFile.ts';
import type { PlanSpaces } from '../model/planSpaces.ts';
import type { Outlook } from './outlook.ts';
import { podAddressesId, type Target, widestTarget } from './targets.ts';

/** What a plan starts from: the spaces of the model with the growth of their forecasts, and what else is known to be somebody's. */
export function planClusterOf(spaces: PlanSpaces, { today, targets, seen }: Outlook, outside: readonly OutsideRange[]): PlanCluster {
  const growth = (target: Pick<Target, 'id'> | undefined): Growth | null => (target && seen.get(target.id)?.forecast?.growth) ?? null;
  return {
    ...spaces,
    today,
    pods: spaces.pods.map((space) => ({
      ...space,
      blockGrowth: growth(plannedTarget(targets, spaces, 'blocks', space.family)),
      podGrowth: growth({ id: podAddressesId(space.family) }),
    })),
    services: spaces.services.map((space) => ({ ...space, growth: growth(plannedTarget(targets, spaces, 'services', space.family)) })),
    known: [...spaces.known, ...outsideKnown(outside)],
  };
}

/** The target in /forecast that a row of a plan grows as; of pods in blocks there is none, for their addresses have no end of their own. */
export function plannedTarget(
  targets: readonly Target[],
  { pods, services }: Pick<PlanSpaces, 'pods' | 'services'>,
  what: Planned,
  family: Family,
): Target | undefined {
  if (what === 'pods') return undefined;
  const space = (what === 'blocks' ? pods : services).find((one) => one.family === family);
  return space && widestTarget(targets, space.pools, what === 'blocks' ? 'blocks' : 'addresses');
}

/**
 * Declared ranges as they are told of: with whose they are. What is meant for the cluster is in nobody's way, nor is what lies around it
 * there: it is left out, and cut out of the wider ones.
 */
export function outsideKnown(outside: readonly OutsideRange[]): KnownRange[] {
  const homes = outside.filter(({ contains }) => contains === true);
  return outside
    .filter(({ contains }) => contains !== true)
    .flatMap(({ range, owner }) => {
      const { family, first, last } = range;
      const inside = homes.filter(({ range: home }) => home.family === family && home.first >= first && home.last <= last);
      const left = difference(
        rangeSet(family, [range]),
        rangeSet(
          family,
          inside.map(({ range: home }) => home),
        ),
      );
      return left.runs.map(
        (run): KnownRange => ({ range: { family, ...run }, use: 'outside', what: `${owner} ${formatAddressRange(range)}` }),
      );
    });
}
