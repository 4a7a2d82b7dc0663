import type { Reference } from '../../shared/wire/basics.ts';
import type { Finding } from '../../shared/wire/findings.ts';
import type { Cluster } from './cluster.ts';
import { severityRank } from './findings/gravity.ts';
import { countsOf, groupsOf } from './findings/groups.ts';
import type { Told } from './findings/rule.ts';
import type { Instance } from './findings/tracker.ts';
import { type Listing, page } from './list.ts';
import type { FindingsAnswer, FindingsQuery } from './questions.ts';

const mostObjects = 20;

const idOf = ({ rule, subject }: Instance): string => `${rule.code}/${subject}`;

const listing: Listing<Instance> = {
  name: 'findings',
  unique: idOf,
  defaultSort: 'severity',
  fields: {
    severity: ({ rule }) => severityRank(rule),
    code: ({ rule }) => rule.code,
    since: ({ since }) => since,
    title: ({ told }) => told().title,
  },
};

/** Findings that match, with how many of all that match there are of each severity and code. */
export function findingsAnswer(cluster: Cluster, query: FindingsQuery): FindingsAnswer {
  const matching: Instance[] = [];
  for (const instance of cluster.findings.all()) if (matches(instance, query)) matching.push(instance);
  const { total, items, next } = page(listing, matching, query);
  const groups = groupsOf(matching, 0);
  return {
    total,
    items: items.map(findingItem),
    next,
    counts: countsOf(groups),
    groups: groups.map(({ rule, count }) => ({ code: rule.code, severity: rule.severity, title: rule.title(count), count })),
  };
}

function findingItem(instance: Instance): Finding {
  const { rule, since, told } = instance;
  const { title, detail, objects, pools = [], address, remedy = rule.remedy } = told();
  return {
    id: idOf(instance),
    code: rule.code,
    severity: rule.severity,
    title,
    detail,
    objects: objects.slice(0, mostObjects),
    more: Math.max(0, objects.length - mostObjects),
    pools: [...pools],
    address: address ?? null,
    since: new Date(since).toISOString(),
    remedy,
  };
}

/** Words are made only where something is looked for in them. */
function matches({ rule, told }: Instance, { severity, code, namespace, kind, pool, q: text }: FindingsQuery): boolean {
  if (severity && rule.severity !== severity) return false;
  if (code && rule.code !== code) return false;
  const q = text?.trim().toLowerCase() ?? '';
  if (!namespace && !kind && !pool && q === '') return true;
  const said = told();
  if (namespace && !said.objects.some((object) => object.namespace === namespace)) return false;
  if (kind && !said.objects.some((object) => object.kind === kind)) return false;
  if (pool && !said.pools?.includes(pool)) return false;
  return q === '' || `${rule.code} ${wordsOf(said)}`.toLowerCase().includes(q);
}

function wordsOf({ title, objects, address = '' }: Told): string {
  return [title, address, ...objects.map(nameOf)].join(' ');
}

function nameOf({ namespace, name }: Reference): string {
  return namespace === undefined ? name : `${namespace}/${name}`;
}
