import type { Pool } from '../../../shared/wire/pools.ts';
import { ApiError } from '../api.ts';
import { differences } from '../differences.ts';
import { kindOf, notReady } from '../readings.ts';
import { untilRight, untilThere } from '../until.ts';
import type { Stage } from './stage.ts';

const group = 'crd.projectcalico.org';
const kind = `IPPool.${group}`;
const definitions = '/apis/apiextensions.k8s.io/v1/customresourcedefinitions';
const pools = `/apis/${group}/v1/ippools`;
const free = { type: 'object', 'x-kubernetes-preserve-unknown-fields': true };

/** A round of discovery is at most 82 s after the last one; the kind is then read within seconds. */
const discovered = 150_000;

/** A kind of a CNI is installed while the product runs, gets objects, and is removed with them. */
export async function playCustomKind(stage: Stage): Promise<void> {
  const { api, product, report, world, signal } = stage;
  const moments: string[] = [];
  const look = (expected: object, names: readonly string[]) => async () => {
    for (const line of await notReady(product)) if (!moments.includes(line)) moments.push(line);
    const shown = (await product.all<Pool>('/pools')).filter(({ object }) => object?.kind === 'IPPool').map(({ name }) => name);
    return [...differences(expected, await kindOf(product, kind)), ...differences(names.toSorted(), shown.sort())];
  };
  const wait = (attempt: () => Promise<readonly string[]>) => untilRight(attempt, discovered, 100, signal);
  const absent = { state: 'not-served', connected: false, objects: null, error: null };

  if ((await api.get(`${definitions}/ippools.${group}`)) !== undefined) return report.skip(kind, 'the cluster has it already');
  report.check(`${kind} is not served, and no error`, await wait(look(absent, [])));
  await world.create(definitions, {
    apiVersion: 'apiextensions.k8s.io/v1',
    kind: 'CustomResourceDefinition',
    metadata: { name: `ippools.${group}` },
    spec: {
      group,
      scope: 'Cluster',
      names: { kind: 'IPPool', listKind: 'IPPoolList', plural: 'ippools', singular: 'ippool' },
      versions: [{ name: 'v1', served: true, storage: true, schema: { openAPIV3Schema: { type: 'object', properties: { spec: free } } } }],
    },
  } as { metadata: { name: string } });
  const [one, two] = [`${world.name}-one`, `${world.name}-two`];
  await createPool(stage, one, '172.30.0.0/24');
  const from = performance.now();
  report.check(
    `${kind} installed: it is read, and its pool is shown`,
    await wait(look({ state: 'synced', connected: true, objects: 1 }, [one])),
  );
  report.fact(`shown after ${Math.round((performance.now() - from) / 1000)} s`);
  await createPool(stage, two, 'fd00:30::/120');
  report.check(`${kind}: another pool is shown, too`, await wait(look({ state: 'synced', objects: 2 }, [one, two])));

  await api.remove(`${definitions}/ippools.${group}`);
  report.check(`${kind} removed: it is not served, and its pools are gone`, await wait(look(absent, [])));
  report.check('/readyz says yes all the time that a kind comes and goes', moments);
}

/** The API server serves a kind a moment after it has taken its definition. */
async function createPool({ world }: Stage, name: string, cidr: string): Promise<void> {
  await untilThere(`the pool ${name} to be taken`, async () => {
    try {
      return await world.create(pools, { apiVersion: `${group}/v1`, kind: 'IPPool', metadata: { name }, spec: { cidr } } as {
        metadata: { name: string };
      });
    } catch (error) {
      if (error instanceof ApiError && error.status === 404) return undefined;
      throw error;
    }
  });
}
