import { referenceTo } from '../holders.ts';
import type { KnownService } from '../serviceStates.ts';
import { familiesOf } from '../serviceStates.ts';
import type { ServiceRule } from './rule.ts';
import type { Facts } from './surroundings.ts';

/**
 * Measured, going back to one Service range: a Service that requires two families, or whose first family is gone, refuses every write,
 * a label included (422). Headless ones without selector are let through, and those that prefer two families, whichever of them is left.
 */
export const serviceFrozen: ServiceRule = {
  code: 'service-frozen',
  severity: 'critical',
  title: (count) => (count === 1 ? '1 Service refuses every write' : `${count} Services refuse every write`),
  remedy:
    'Recreate it with the family that is left, or give the API server the lost family back. Before a family is taken away: make such Services SingleStack of the other one.',
  holds: (state, facts) => why(state, facts) !== undefined,
  tell: (state, cluster) => ({
    title: `Service ${state.key} refuses every write`,
    detail: `${why(state, cluster.findings.facts)}, and the API server has ${cluster.findings.facts.apiFamilies.join()} alone. Changing anything of it, a label included, fails with HTTP 422.`,
    objects: [referenceTo('Service', state.key)],
  }),
};

function why({ record }: KnownService, { apiFamilies }: Facts): string | undefined {
  const families = familiesOf(record);
  const [first] = families;
  if (apiFamilies.length !== 1 || first === undefined || record.type === 'ExternalName') return undefined;
  if (record.clusterIPs[0] === 'None' && !record.hasSelector) return undefined;
  if (record.policy === 'RequireDualStack') return 'It requires two families';
  if (record.policy === 'PreferDualStack') return undefined;
  return apiFamilies.includes(first) ? undefined : `Its first family is ${first}`;
}
