import type { Reference } from '../../shared/wire/basics.ts';
import type { Finding } from '../../shared/wire/findings.ts';
import type { Cluster } from './cluster.ts';
import { readCursor, type SortValue, writeCursor } from './cursor.ts';
import { severityRank } from './findings/gravity.ts';
import { countsOf, gravestFirst, groupsOf } from './findings/groups.ts';
import type { Rule, Told } from './findings/rule.ts';
import type { FindingsOfRule, Instance } from './findings/tracker.ts';
import { type Listing, type Page, page, placeOrder } from './list.ts';
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
  const { severity, code } = query;
  const found = cluster.findings.groups().filter(({ rule }) => (!severity || rule.severity === severity) && (!code || rule.code === code));
  const all = () => found.flatMap(({ after }) => [...after()]);
  const asked = readsWords(query) ? all().filter((instance) => matches(instance, query)) : undefined;
  const groups = gravestFirst(asked ? groupsOf(asked) : found);
  const sort = query.sort ?? listing.defaultSort;
  const byRule = asked === undefined && ruleSorts.includes(sort);
  const { total, items, next } = byRule ? pageByRule(found, sort, query) : page(listing, asked ?? all(), query);
  return {
    total,
    items: items.map(findingItem),
    next,
    counts: countsOf(groups),
    groups: groups.map(({ rule, count }) => ({ code: rule.code, severity: rule.severity, title: rule.title(count), count })),
  };
}

/** Orders in which the findings of one rule stand together. */
const ruleSorts = ['severity', '-severity', 'code', '-code'];

/** The same page as that of the whole list, read from the rules in their order and from each rule's findings in theirs. */
function pageByRule(groups: readonly FindingsOfRule[], sort: string, query: FindingsQuery): Page<Instance> {
  const after = query.cursor === undefined ? undefined : readCursor(query.cursor, listing.name, sort);
  const limit = query.limit ?? 100;
  const value = listing.fields[sort.replace('-', '')] as (of: { readonly rule: Rule }) => SortValue;
  const place = ({ rule }: { readonly rule: Rule }, subject = '') => ({ value: value({ rule }), unique: `${rule.code}/${subject}` });
  const order = placeOrder(sort);
  const items: Instance[] = [];
  for (const group of [...groups].sort((a, b) => order(place(a), place(b)))) {
    if (items.length > limit) break;
    const code = `${group.rule.code}/`;
    const isAfter = !after || order(place(group), after) > 0;
    if (!isAfter && !after.unique.startsWith(code)) continue;
    items.push(...Iterator.from(group.after(isAfter ? undefined : after.unique.slice(code.length))).take(limit + 1 - items.length));
  }
  const shown = items.slice(0, limit);
  const last = shown[shown.length - 1];
  return {
    total: groups.reduce((sum, { count }) => sum + count, 0),
    items: shown,
    next: last && items.length > limit ? writeCursor(listing.name, sort, place(last, last.subject)) : null,
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

function readsWords({ namespace, kind, pool, q }: FindingsQuery): boolean {
  return Boolean(namespace || kind || pool) || (q?.trim() ?? '') !== '';
}

function matches({ rule, told }: Instance, { namespace, kind, pool, q: text }: FindingsQuery): boolean {
  const q = text?.trim().toLowerCase() ?? '';
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
