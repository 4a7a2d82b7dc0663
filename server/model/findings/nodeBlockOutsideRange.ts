import { cidrsOf } from '../../../shared/net/addressRange.ts';
import { formatCidr, lastValue } from '../../../shared/net/cidr.ts';
import { complement, rangeSetOfCidrs } from '../../../shared/net/rangeSet.ts';
import type { ClusterRule, Found } from './rule.ts';
import { named } from './words.ts';

/** Beyond these a mistaken range is plain to see. */
const most = 1000;

/** podCIDRs that lie in no declared pod range: set by hand, or from before the range was changed. Walks over these alone. */
export const nodeBlockOutsideRange: ClusterRule = {
  code: 'node-block-outside-range',
  severity: 'warning',
  title: (count) => (count === 1 ? '1 podCIDR lies outside the pod range' : `${count} podCIDRs lie outside the pod range`),
  remedy:
    'Let the node register again to get a block of the range. If the block is meant, name its range in --cluster-cidr and in what masks or routes by it: kube-proxy, network policies, firewalls.',
  when: ({ podCIDRsRule }) => podCIDRsRule,
  find: ({ cluster, facts }) => {
    const found: Found[] = [];
    for (const family of ['IPv4', 'IPv6'] as const) {
      const ranges = facts.podRanges.filter((range) => range.family === family);
      if (ranges.length === 0) continue;
      for (const run of complement(rangeSetOfCidrs(family, ranges)).runs) {
        for (const gap of cidrsOf({ family, ...run })) {
          cluster.blocks.scan(gap, (block, ids) => {
            const nodes = cluster.blockClaims.names(ids);
            found.push({
              subject: formatCidr(block),
              title: `podCIDR ${formatCidr(block)} of ${named(nodes)} lies outside the pod range`,
              detail: `The pod ${ranges.length === 1 ? 'range is' : 'ranges are'} ${ranges.map(formatCidr).join(', ')}. What takes these for all pods, such as masquerading, does not take the pods of this node for pods.`,
              objects: nodes.map((name) => ({ kind: 'Node', name })),
              address: formatCidr(block),
            });
            return found.length < most && block.value <= lastValue(gap);
          });
        }
      }
    }
    return found;
  },
};
