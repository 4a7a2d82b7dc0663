import type { Overview } from '../../shared/wire/overview.ts';
import type { Cluster } from './cluster.ts';
import { attentionOf } from './findings/attention.ts';
import { podsThatFit } from './nodeAnswers.ts';
import { fullness, poolAnswer } from './poolAnswers.ts';
import type { OverviewAnswer } from './questions.ts';

/** Pools beyond these are on their own page: each /64 that a node stands in is one. */
const mostPools = 100;

/** The cluster at a glance. Every count but those of the few pools is kept by change. */
export function overviewAnswer(cluster: Cluster): OverviewAnswer {
  const { nodes, services } = cluster;
  const [nodesKnown, podsKnown, servicesKnown] = [cluster.known('Node'), cluster.known('Pod'), cluster.known('Service')];
  const pools = cluster.pools.all.map((pool) => ({ pool, answer: poolAnswer(cluster, pool) }));
  const fullestFirst = pools
    .map(({ answer }) => ({ answer, full: fullness(answer) ?? -1 }))
    .sort((a, b) => b.full - a.full)
    .slice(0, mostPools);
  return {
    pools: fullestFirst.map(({ answer }) => answer),
    families: {
      nodes: nodesKnown ? { ...nodes.families } : null,
      pods: podsKnown ? { ...nodes.podFamilies } : null,
      services: servicesKnown ? { ...services.families } : null,
    },
    policies: servicesKnown ? { ...services.policies } : null,
    pods: podsKnown ? { ...nodes.pods } : null,
    namespaces: cluster.known('Namespace') ? cluster.store.count('Namespace') : null,
    nodesThatFit: nodesThatFit(pools.map(({ answer }) => answer)),
    podsThatFit: podsThatFit(cluster, cluster.surroundings),
    findings: attentionOf(cluster),
  };
}

function nodesThatFit(pools: Overview['pools']): Overview['nodesThatFit'] {
  return pools
    .flatMap(({ id, family, blocks }) =>
      blocks && blocks.free !== null ? [{ family, prefixLength: blocks.prefixLength, blocks: blocks.free, pool: id }] : [],
    )
    .sort((a, b) => a.blocks - b.blocks);
}
