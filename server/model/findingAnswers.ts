import type { Reference } from '../../shared/wire/basics.ts';
import type { Finding } from '../../shared/wire/findings.ts';
import type { Cluster } from './cluster.ts';
import { severityRank } from './findings/gravity.ts';
import { countsOf, gravestFirst, groupsOf } from './findings/groups.ts';
import type { Rule, Told } from './findings/rule.ts';
import type { FindingsOfRule, Instance } from './findings/tracker.ts';
import { askedOrder, type Listing, type Page, page, pageOf } from './list.ts';
import type { FindingsAnswer, FindingsQuery } from './questions.ts';

const mostObjects = 20;
/** So many findings of one rule are put into words to answer one question. Of others their subject is looked at, and the first's kind. */
const mostWords = 2000;

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

/** The same where there are too many to put each into words. */
const listingOfMany: Listing<Instance> = {
  ...listing,
  fields: { ...listing.fields, title: ({ rule, subject }) => `${rule.title(1)} ${subject}` },
};

/** Findings that match, with how many of all that match there are of each severity and code. */
export function findingsAnswer(cluster: Cluster, query: FindingsQuery): FindingsAnswer {
  const { severity, code } = query;
  const found = cluster.findings.groups().filter(({ rule }) => (!severity || rule.severity === severity) && (!code || rule.code === code));
  const asked = readsWords(query) ? found.flatMap((group) => [...matching(group, query)]) : undefined;
  const groups = gravestFirst(asked ? groupsOf(asked) : found);
  const byRule = asked === undefined && ruleSorts.includes(query.sort ?? listing.defaultSort);
  const { total, items, next } = byRule
    ? pageByRule(found, query)
    : pageOfAll(asked ?? found.flatMap(({ subjects, instance }) => [...subjects()].map(instance)), query);
  return {
    total,
    items: items.map(findingItem),
    next,
    counts: countsOf(groups),
    groups: groups.map(({ rule, count }) => ({ code: rule.code, severity: rule.severity, title: rule.title(count), count })),
  };
}

function pageOfAll(instances: readonly Instance[], query: FindingsQuery): Page<Instance> {
  return page(instances.length > mostWords ? listingOfMany : listing, instances, query);
}

/** Orders in which the findings of one rule stand together. */
const ruleSorts = ['severity', '-severity', 'code', '-code'];

/** The same page as that of the whole list, read from the rules in their order and from each rule's findings in theirs. */
function pageByRule(groups: readonly FindingsOfRule[], query: FindingsQuery): Page<Instance> {
  const { sort, field, compare, after } = askedOrder(listing, query);
  const limit = query.limit ?? 100;
  // Of a rule and of its findings alike: neither of these orders looks at more.
  const place = (rule: Rule, subject: string) => ({ value: field({ rule } as Instance), unique: `${rule.code}/${subject}` });
  const found: Instance[] = [];
  for (const group of [...groups].sort((a, b) => compare(place(a.rule, ''), place(b.rule, '')))) {
    if (found.length > limit) break;
    const code = `${group.rule.code}/`;
    const isAfter = !after || compare(place(group.rule, ''), after) > 0;
    if (!isAfter && !after.unique.startsWith(code)) continue;
    const subjects = group.subjects(isAfter ? undefined : after.unique.slice(code.length));
    found.push(
      ...Iterator.from(subjects)
        .take(limit + 1 - found.length)
        .map(group.instance),
    );
  }
  const total = groups.reduce((sum, { count }) => sum + count, 0);
  return pageOf(listing.name, sort, { total, items: found.map((item) => ({ item, place: place(item.rule, item.subject) })), limit });
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
  return Boolean(namespace || kind || pool) || textOf(q) !== '';
}

function* matching({ rule, subjects, instance }: FindingsOfRule, query: FindingsQuery): Iterable<Instance> {
  let seen = 0;
  let bySubject: ((subject: string) => boolean) | undefined;
  for (const subject of subjects()) {
    if (seen++ < mostWords) {
      const one = instance(subject);
      const said = one.told();
      bySubject ??= matcherBySubject(rule, said, query);
      if (matches(rule, said, query)) yield one;
    } else if (bySubject?.(subject)) yield instance(subject);
  }
}

function matches(rule: Rule, said: Told, { namespace, kind, pool, q }: FindingsQuery): boolean {
  if (namespace && !said.objects.some((object) => object.namespace === namespace)) return false;
  if (kind && !said.objects.some((object) => object.kind === kind)) return false;
  if (pool && !said.pools?.includes(pool)) return false;
  return `${rule.code} ${wordsOf(said)}`.toLowerCase().includes(textOf(q));
}

/** first: a finding of the rule in words. */
function matcherBySubject({ code }: Rule, first: Told, { namespace, kind, pool, q }: FindingsQuery): (subject: string) => boolean {
  if (pool || (kind && !first.objects.some((object) => object.kind === kind))) return () => false;
  const start = namespace ? `${namespace}/` : '';
  const text = code.includes(textOf(q)) ? '' : textOf(q);
  return (subject) => subject.startsWith(start) && subject.includes(text);
}

function textOf(q: string | undefined): string {
  return q?.trim().toLowerCase() ?? '';
}

function wordsOf({ title, objects, address = '' }: Told): string {
  return [title, address, ...objects.map(nameOf)].join(' ');
}

function nameOf({ namespace, name }: Reference): string {
  return namespace === undefined ? name : `${namespace}/${name}`;
}
