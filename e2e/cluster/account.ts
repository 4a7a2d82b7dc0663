import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { loadYaml } from '@kubernetes/client-node';
import { connect } from './api.ts';
import type { Stage } from './live/stage.ts';
import { paths } from './snapshot.ts';
import { untilThere } from './until.ts';

export interface Rule {
  readonly apiGroups: string[];
  readonly resources: string[];
  readonly verbs: string[];
}

/** A service account of the run's own, and a kubeconfig that finds its token in a file, as a pod does. */
export interface Account {
  readonly kubeconfig: string;
  /** Asks for a token and puts it into that file; the older ones are good until they expire, or the account goes. */
  renew(): Promise<void>;
  /** Other rights from now on. */
  setRules(rules: readonly Rule[]): Promise<void>;
  /** Takes the account away, and with it every token; its rights stay bound to its name. */
  remove(): Promise<void>;
  /** Makes it again, as another one of the same name. */
  restore(): Promise<void>;
}

const group = 'rbac.authorization.k8s.io';

/** The ClusterRole that README.md tells people to give. */
export function readmeRules(): Rule[] {
  const text = readFileSync(new URL('../../README.md', import.meta.url), 'utf8');
  for (const [, block = ''] of text.matchAll(/```yaml\n([\s\S]*?)```/g)) {
    const role = loadYaml<{ kind?: string; rules?: Rule[] }>(block);
    if (role.kind === 'ClusterRole' && role.rules) return role.rules;
  }
  throw new Error('README.md has no ClusterRole');
}

/** The act with an account that has these rights, none where there are none. Its files are removed afterwards, its objects by the World. */
export async function withAccount(
  { api, world }: Stage,
  who: string,
  rules: readonly Rule[],
  act: (account: Account) => Promise<void>,
): Promise<void> {
  const name = `${world.name}-${who}`;
  const roles = `/apis/${group}/v1/clusterroles`;
  const accounts = world.path('serviceaccounts');
  const body = { apiVersion: 'v1', kind: 'ServiceAccount', metadata: { name: who } };
  const askToken = async () => {
    const { status } = await api.create<{ status: { token: string } }>(`${accounts}/${who}/token`, {
      apiVersion: 'authentication.k8s.io/v1',
      kind: 'TokenRequest',
      spec: { expirationSeconds: 3600 },
    });
    return status.token;
  };
  await world.create(accounts, body);
  if (rules.length > 0) {
    const metadata = { name };
    await world.create(roles, { apiVersion: `${group}/v1`, kind: 'ClusterRole', metadata, rules } as { metadata: { name: string } });
    await world.create(`/apis/${group}/v1/clusterrolebindings`, {
      apiVersion: `${group}/v1`,
      kind: 'ClusterRoleBinding',
      metadata,
      roleRef: { apiGroup: group, kind: 'ClusterRole', name },
      subjects: [{ kind: 'ServiceAccount', namespace: world.name, name: who }],
    } as { metadata: { name: string } });
  }
  const folder = mkdtempSync(join(tmpdir(), 'cidrscape-'));
  const [kubeconfig, tokenFile] = [join(folder, 'kubeconfig'), join(folder, 'token')];
  const write = (file: string, text: string) => writeFileSync(file, text, { mode: 0o600 });
  try {
    const token = await askToken();
    write(tokenFile, token);
    // The file comes first (kubectl's rule); the token beside it is for eyes that know no token files, and never renewed.
    write(kubeconfig, JSON.stringify(api.kubeconfigFor({ token, tokenFile })));
    if (rules.length > 0) await rightsHaveCome(kubeconfig);
    await act({
      kubeconfig,
      renew: async () => write(tokenFile, await askToken()),
      async setRules(next) {
        await api.merge(`${roles}/${name}`, { rules: next });
      },
      remove: () => api.remove(`${accounts}/${who}`),
      async restore() {
        await api.create(accounts, body);
      },
    });
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** The API server learns of a binding by watch, too: a little later than it stores it. */
async function rightsHaveCome(kubeconfig: string): Promise<void> {
  const eyes = await connect(kubeconfig, undefined);
  await untilThere('the new rights', () =>
    eyes.list(paths.Namespace).then(
      () => true,
      () => undefined,
    ),
  );
  eyes.stop();
}
