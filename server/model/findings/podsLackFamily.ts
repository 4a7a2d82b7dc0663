import type { ClusterRule, Found } from './rule.ts';
import { counted, named } from './words.ts';

const most = 1000;

/** Pods keep the addresses they were made with. After a migration that may be every pod there is: they are told by namespace. */
export const podsLackFamily: ClusterRule = {
  code: 'pods-lack-family',
  severity: 'warning',
  title: (count) =>
    count === 1 ? 'Pods of 1 namespace lack a family of their node' : `Pods of ${count} namespaces lack a family of their node`,
  remedy: 'Have them made anew, a workload at a time: kubectl rollout restart. New pods get an address of each family that their node has.',
  needs: ['Node', 'Pod'],
  find: ({ cluster }) =>
    [...cluster.census.pods.lackingIn]
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .slice(0, most)
      .map(([namespace, { pods, workloads }]): Found => {
        const largest = [...workloads].sort((a, b) => lackOf(b) - lackOf(a) || (a.place < b.place ? -1 : 1));
        return {
          subject: namespace,
          title: `${counted(pods, 'pod')} in ${namespace} ${pods === 1 ? 'lacks' : 'lack'} a family that ${pods === 1 ? 'its node has' : 'their nodes have'}`,
          detail: `${counted(workloads.size, 'workload')}: ${named(largest.map((workload) => `${workload.kind} ${workload.name} (${lackOf(workload)})`))}. They are missing from slices of the other family, with no event.`,
          objects: largest.map(({ kind, name }) => ({ kind, namespace, name })),
        };
      }),
};

function lackOf({ lacking }: { readonly lacking: Readonly<Record<'IPv4' | 'IPv6', number>> }): number {
  return lacking.IPv4 + lacking.IPv6;
}
