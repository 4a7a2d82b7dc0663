import type { Scenario } from '../../../shared/plan/scenario/scenario.ts';

/** How many things a scenario changes. */
export function countEdits({ nodes, masks, maxPods, podRanges, serviceRanges, growth, add, drop }: Scenario): number {
  const single = [masks.IPv4, masks.IPv6, maxPods, add, drop].filter((one) => one !== null).length;
  return nodes.length + podRanges.length + serviceRanges.length + growth.length + single;
}
