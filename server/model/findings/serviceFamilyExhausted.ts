import type { Family } from '../../../shared/net/address.ts';
import { count, rangeSet } from '../../../shared/net/rangeSet.ts';
import { serviceRange } from '../../../shared/plan/serviceRange.ts';
import { useIsKnownIn } from '../poolAnswers.ts';
import type { ClusterRule, Found, View } from './rule.ts';
import { counted } from './words.ts';

/** The usable addresses of all Service ranges of a family together are in use: the next allocation fails, whichever range is tried. */
export const serviceFamilyExhausted: ClusterRule = {
  code: 'service-family-exhausted',
  severity: 'critical',
  title: (found) => (found === 1 ? '1 family has no Service address left' : `${found} families have no Service address left`),
  remedy: 'Add a ServiceCIDR of this family now. Until then new Services of it can only be headless.',
  find: (view) => (['IPv4', 'IPv6'] as const).flatMap((family) => exhausted(view, family) ?? []),
};

function exhausted({ cluster, pools, facts }: View, family: Family): Found | undefined {
  const ranges = pools.filter(({ pool }) => pool.kind === 'service' && pool.declared && pool.family === family);
  if (ranges.length === 0 || !facts.apiFamilies.includes(family) || !useIsKnownIn(cluster, [{ kind: 'service' }])) return undefined;
  const giving = ranges.filter(({ pool }) => pool.gives && serviceRange(pool.cover).usable > 0n);
  const runs = giving.flatMap(({ pool }) => {
    const { first, last } = serviceRange(pool.cover);
    return first === null || last === null ? [] : [{ first, last }];
  });
  const usable = rangeSet(family, runs);
  const held = cluster.book.index(family, 'services');
  const inUse = usable.runs.reduce((sum, { first, last }) => sum + held.count(first, last), 0);
  const all = count(usable);
  if (BigInt(inUse) < all) return undefined;
  const without =
    all === 0n
      ? `None of the ${counted(ranges.length, 'Service range')} of ${family} gives out addresses: they are being deleted, not ready, or of no usable size.`
      : `All ${all} usable addresses of ${counted(giving.length, 'Service range')} are in use.`;
  return {
    subject: family,
    title: `The next Service that needs an ${family} address is refused`,
    detail: `${without} Creating it fails with HTTP 500 "range is full". PreferDualStack does not fall back to the other family, and a dry run does not notice.`,
    objects: ranges.map(({ pool, answer }) => answer.object ?? { kind: 'Pool', name: pool.id }),
    pools: ranges.map(({ pool }) => pool.id),
    ...(ranges[0] ? { address: ranges[0].answer.cidr } : {}),
  };
}
