import type { NamespaceList } from '../../shared/wire/namespaces.ts';
import type { Overview } from '../../shared/wire/overview.ts';
import type { Pool } from '../../shared/wire/pools.ts';
import type { Status } from '../../shared/wire/status.ts';
import { type Rule, readmeRules, withAccount } from './account.ts';
import { agree, type Compared } from './agreement.ts';
import type { Stage } from './live/stage.ts';
import { type Product, startProduct } from './product.ts';
import { untilRight } from './until.ts';

/** The product with an account that may read nothing, then one that may not read pods, then with exactly the README's ClusterRole. */
export async function playRights(stage: Stage): Promise<void> {
  const { report } = stage;
  const rules = readmeRules();
  await as(stage, 'nobody', [], async (product) => {
    for (const { name, differences } of await forbidden(product)) report.check(`without any right: ${name}`, differences);
  });
  const withoutPods = rules.map((rule) => ({ ...rule, resources: rule.resources.filter((resource) => resource !== 'pods') }));
  await as(stage, 'no-pods', withoutPods, async (product) => {
    report.check('without pods: pods are forbidden, the rest is read', await untilRight(() => onlyPodsForbidden(product)));
    report.check('without pods: what pods hold is unknown, never 0', await podNumbersUnknown(product));
  });
  await as(stage, 'reader', rules, async (product) => {
    await agree('with the rights of README.md', stage.api, product, report);
  });
}

/** Runs the product as a service account with these rights. */
async function as(stage: Stage, who: string, rules: readonly Rule[], act: (product: Product) => Promise<void>): Promise<void> {
  await withAccount(stage, who, rules, async ({ kubeconfig }) => {
    const product = await startProduct(kubeconfig, undefined);
    try {
      await act(product);
    } finally {
      await product.stop();
    }
  });
}

async function forbidden(product: Product): Promise<Compared[]> {
  const allForbidden = await untilRight(async () => {
    const { kinds } = await product.get<Status>('/status');
    // Which kinds there are is told to everybody: those of a CNI that is not here are not forbidden.
    return kinds
      .filter(({ state, optional }) => state !== 'forbidden' && !(optional && state === 'not-served'))
      .map(({ kind, state }) => `${kind} is ${state}`);
  });
  const { kinds, synced } = await product.get<Status>('/status');
  const told = kinds.flatMap(({ kind, state, objects, missing, rule, resource }) => {
    if (state === 'not-served') return [];
    const plural = resource.slice(resource.lastIndexOf('/') + 1);
    const lines: string[] = [];
    if (objects !== null) lines.push(`${kind}: ${objects} objects, though none was ever read`);
    if (missing === null || !['list', 'watch', 'get'].includes(missing.verb)) lines.push(`${kind}: missing is ${JSON.stringify(missing)}`);
    else if (!missing.resource.includes(plural)) lines.push(`${kind}: the missing resource is ${missing.resource}, not ${plural}`);
    if (rule === null || ![plural, 'list', 'watch'].every((word) => rule.includes(word))) lines.push(`${kind}: the rule to add is ${rule}`);
    return lines;
  });
  const pools = await product.all<Pool>('/pools');
  const overview = await product.get<Overview>('/overview');
  const { total } = await product.get<NamespaceList>('/namespaces');
  const zeros = pools.filter(({ addresses }) => addresses.inUse !== null || addresses.free !== null).map(({ id }) => `${id} has numbers`);
  if (overview.namespaces !== null) zeros.push(`namespaces: ${overview.namespaces}`);
  if (total !== null) zeros.push(`the list of namespaces: ${total}`);
  if (overview.podsThatFit !== null) zeros.push(`pods that fit: ${overview.podsThatFit}`);
  return [
    {
      name: 'the product comes up, and every kind is forbidden',
      differences: [...allForbidden, ...(kinds.length > 0 ? [] : ['no kind is named'])],
    },
    { name: 'each kind names the verb, the resource and the rule to add', differences: told },
    { name: 'numbers are unknown, never 0', differences: zeros },
    { name: 'it does not call itself whole', differences: synced && kinds.length === 0 ? ['synced'] : [] },
  ];
}

async function onlyPodsForbidden(product: Product): Promise<string[]> {
  const { kinds } = await product.get<Status>('/status');
  return kinds
    .filter(({ kind, state }) => (kind === 'Pod' ? state !== 'forbidden' : state !== 'synced' && state !== 'not-served'))
    .map(({ kind, state }) => `${kind} is ${state}`);
}

/** What pods hold is not known where they may not be read. */
export async function podNumbersUnknown(product: Product): Promise<string[]> {
  const pools = await product.all<Pool>('/pools?kind=pod');
  const { podsThatFit } = await product.get<Overview>('/overview');
  return [
    ...pools
      .filter(({ addresses }) => addresses.inUse !== null || addresses.free !== null)
      .map(({ id, addresses }) => `${id}: ${JSON.stringify(addresses)}`),
    ...(podsThatFit === null ? [] : [`pods that fit: ${podsThatFit}`]),
  ];
}
