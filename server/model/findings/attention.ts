import type { Reference } from '../../../shared/wire/basics.ts';
import type { Attention, Overview } from '../../../shared/wire/overview.ts';
import type { Pool as WirePool } from '../../../shared/wire/pools.ts';
import type { Cluster } from '../cluster.ts';
import { referenceTo } from '../holders.ts';
import type { Pool } from '../pool.ts';
import { poolRules } from './rules.ts';

const mostObjects = 5;
const severities = ['critical', 'warning', 'info'] as const;

/** What wants attention, the gravest first; severities count the objects concerned. */
export function findingsOf(cluster: Cluster, pools: readonly { pool: Pool; answer: WirePool }[]): Overview['findings'] {
  const around = cluster.surroundings;
  const items: Attention[] = [];
  for (const rule of poolRules) {
    const found = pools.filter(({ pool, answer }) => rule.holds(pool, answer));
    if (found.length === 0) continue;
    const objects = found.slice(0, mostObjects).map(({ pool }) => poolReference(cluster, pool));
    items.push({ code: rule.code, severity: rule.severity, title: rule.title(found.length), count: found.length, objects });
  }
  for (const tracker of [cluster.serviceFindings, cluster.nodeFindings]) {
    for (const { rule, keys } of tracker.holding(around)) {
      const objects = lowest(keys).map((key) => referenceTo(rule.about, key));
      items.push({ code: rule.code, severity: rule.severity, title: rule.title(keys.size), count: keys.size, objects });
    }
  }
  items.sort((a, b) => severities.indexOf(a.severity) - severities.indexOf(b.severity) || b.count - a.count || (a.code < b.code ? -1 : 1));
  const sum = (severity: Attention['severity']) => items.reduce((count, item) => count + (item.severity === severity ? item.count : 0), 0);
  return { critical: sum('critical'), warning: sum('warning'), info: sum('info'), items };
}

function poolReference(cluster: Cluster, pool: Pool): Reference {
  return cluster.store.get('ServiceCIDR', pool.name) ? { kind: 'ServiceCIDR', name: pool.name } : { kind: 'Pool', name: pool.id };
}

/** The first few by name, without sorting thousands. */
function lowest(keys: ReadonlySet<string>): string[] {
  let kept: string[] = [];
  for (const key of keys) {
    const last = kept[kept.length - 1];
    if (kept.length === mostObjects && last !== undefined && key > last) continue;
    kept = [...kept, key].sort().slice(0, mostObjects);
  }
  return kept;
}
