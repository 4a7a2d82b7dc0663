import type { Family } from '../../shared/net/address.ts';
import type { Growth } from '../../shared/plan/forecast/growth.ts';
import type { PlanCluster } from '../../shared/plan/scenario/planCluster.ts';
import type { Planned } from '../../shared/plan/scenario/scenario.ts';
import type { OutsideRange } from '../../shared/wire/rangesFile.ts';
import type { PlanSpaces } from '../model/planSpaces.ts';
import type { Outlook } from './outlook.ts';
import { outsideKnown } from './outsideKnown.ts';
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
    known: [...spaces.known, ...outsideKnown(outside).taken],
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
