import { randomBytes } from 'node:crypto';
import { type Api, ApiError } from './api.ts';
import { untilCleaned } from './until.ts';

/** What this run made in the cluster: a namespace of its own with a random name, and cluster-wide objects named after it. */
export interface World {
  readonly name: string;
  /** The path of a kind in the namespace: "pods" → /api/v1/namespaces/<name>/pods. */
  path(plural: string, group?: string): string;
  /** Creates an object that clean removes, the latest first. */
  create<T>(path: string, body: { readonly metadata: { readonly name: string } }): Promise<T>;
  /** Removes what was created, and waits until the namespace is gone. */
  clean(): Promise<void>;
}

export async function startWorld(api: Api): Promise<World> {
  const name = `cidrscape-${randomBytes(4).toString('hex')}`;
  const namespace = `/api/v1/namespaces/${name}`;
  const made: string[] = [namespace];
  let isOver = false;
  await api.create('/api/v1/namespaces', { apiVersion: 'v1', kind: 'Namespace', metadata: { name } });
  // A pod needs its namespace's default account, which a controller makes; where none runs, we do.
  await api
    .create(`${namespace}/serviceaccounts`, { apiVersion: 'v1', kind: 'ServiceAccount', metadata: { name: 'default' } })
    .catch((error: unknown) => {
      if (!(error instanceof ApiError && error.status === 409)) throw error;
    });
  return {
    name,
    path: (plural, group) => `${group === undefined ? '/api/v1' : `/apis/${group}`}/namespaces/${name}/${plural}`,
    async create<T>(path: string, body: { readonly metadata: { readonly name: string } }) {
      if (isOver) throw new Error('the run is over: nothing more is created');
      made.push(`${path}/${body.metadata.name}`);
      const stored = await api.create<T>(path, body);
      return stored;
    },
    async clean() {
      isOver = true;
      for (const path of made.toReversed()) {
        if (path.includes('/pods/')) await api.merge(path, { metadata: { finalizers: null } }).catch(() => {}); // it may be gone
        await api.remove(path);
      }
      await untilCleaned(`the end of namespace ${name}`, async () => ((await api.get(namespace)) === undefined ? true : undefined));
    },
  };
}
