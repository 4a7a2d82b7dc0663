import type { Overview } from '../../../shared/wire/overview.ts';
import type { Pool } from '../../../shared/wire/pools.ts';
import type { Compared } from '../agreement.ts';
import { differences } from '../differences.ts';
import type { Answers } from '../product.ts';
import { overview } from '../recount/overview.ts';
import type { Snapshot } from '../snapshot.ts';

/** /overview: its own counts against the objects, the rest against the lists behind it. */
export async function compareOverview(snapshot: Snapshot, product: Answers): Promise<Compared[]> {
  const shown = await product.get<Overview>('/overview');
  const pools = await product.all<Pool>('/pools');
  const { items, ...bySeverity } = shown.findings;
  // Severities count the objects concerned, not the kinds of finding.
  const severity = (name: string) => items.reduce((sum, item) => sum + (item.severity === name ? item.count : 0), 0);
  return [
    { name: '/overview: nodes, pods, Services, namespaces', differences: differences(overview(snapshot), shown) },
    {
      name: '/overview shows the pools of /pools',
      differences: differences(pools.map(({ id, addresses }) => ({ id, addresses })).sort(byId), shown.pools.toSorted(byId)),
    },
    {
      name: '/overview counts the findings that it lists',
      differences: differences({ critical: severity('critical'), warning: severity('warning'), info: severity('info') }, bySeverity),
    },
  ];
}

function byId(a: { readonly id: string }, b: { readonly id: string }): number {
  return a.id < b.id ? -1 : 1;
}
