import { accessSync, constants, existsSync } from 'node:fs';
import { isIPv6 } from 'node:net';
import { delimiter, join } from 'node:path';
import { KubeConfig } from '@kubernetes/client-node';
import { KubeConfigError } from './kubeConfigError.ts';
import { readKubeConfigFile, readKubeConfigFiles } from './kubeConfigFile.ts';

/** Where a connection was learned. */
export type Source = '--kubeconfig' | 'KUBECONFIG' | '~/.kube/config' | 'in-cluster' | 'demo';

export interface ChooseOptions {
  readonly kubeconfig?: string | undefined; // --kubeconfig
  readonly context?: string | undefined; // --context
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly home: string;
  /** Stands before /var/run/secrets/…: '' but in tests. */
  readonly root?: string;
}

/** The cluster that was chosen. `load` reads it once more from where it came, so that rotated credentials are seen. */
export interface ChosenCluster {
  readonly source: Source;
  readonly cluster: string;
  readonly server: string; // without a slash at the end
  load(): KubeConfig;
}

const serviceAccount = '/var/run/secrets/kubernetes.io/serviceaccount';

/**
 * The cluster to read, by kubectl's order: the flag, KUBECONFIG, ~/.kube/config, the pod's service account; null where there is none.
 * Throws a KubeConfigError where one is named but cannot be used.
 */
export function chooseCluster(options: ChooseOptions): ChosenCluster | null {
  const { kubeconfig, env, home, root = '' } = options;
  if (kubeconfig) return fromFiles('--kubeconfig', options, () => readKubeConfigFile(kubeconfig));

  const listed = (env.KUBECONFIG ?? '').split(delimiter).filter((file) => file !== '');
  if (listed.length > 0) {
    const load = () => readKubeConfigFiles(listed);
    if (!isEmpty(load())) return fromFiles('KUBECONFIG', options, load);
  }

  const standard = join(home, '.kube', 'config');
  if (listed.length === 0 && home !== '' && existsSync(standard)) {
    const load = () => readKubeConfigFile(standard);
    if (!isEmpty(load())) return fromFiles('~/.kube/config', options, load);
  }

  if (options.context) {
    throw new KubeConfigError(
      'unknown-context',
      options.context,
      `there is no kubeconfig in which to look for the context "${options.context}"`,
    );
  }
  if (env.KUBERNETES_SERVICE_HOST && readable(`${root}${serviceAccount}/token`)) return fromServiceAccount(env, root);
  return null;
}

/** A kubeconfig that names nothing at all, as /dev/null or a tool that removed its last cluster leaves behind. */
const isEmpty = (config: KubeConfig): boolean => config.contexts.length === 0 && config.clusters.length === 0 && !config.currentContext;

function fromFiles(source: Source, options: ChooseOptions, read: () => KubeConfig): ChosenCluster {
  const load = () => checked(read(), options.context || undefined, source);
  const cluster = load().getCurrentCluster();
  return { source, cluster: cluster?.name ?? '', server: cluster?.server ?? '', load };
}

/** The current context alone, once it is sure that it leads to a server and to readable files. */
function checked(config: KubeConfig, wanted: string | undefined, source: Source): KubeConfig {
  const name = wanted ?? config.currentContext;
  config.setCurrentContext(name);
  const known = config.contexts.map((context) => context.name);
  const list = known.length > 0 ? `there are: ${known.join(', ')}` : 'there is none';
  if (!name) {
    throw new KubeConfigError(
      'no-current-context',
      '',
      `the kubeconfig of ${source} has no current-context; name one with --context (${list})`,
    );
  }
  const context = config.getContextObject(name);
  if (!context)
    throw new KubeConfigError('unknown-context', name, `there is no context "${name}" in the kubeconfig of ${source} (${list})`);
  const cluster = config.getCurrentCluster();
  if (!cluster) {
    throw new KubeConfigError(
      'unknown-cluster',
      context.cluster,
      `the context "${name}" names the cluster "${context.cluster}", which is missing`,
    );
  }
  if (!/^https?:$/.test(URL.parse(cluster.server)?.protocol ?? '')) {
    throw new KubeConfigError(
      'bad-server',
      cluster.server,
      `the server "${cluster.server}" of the cluster "${cluster.name}" is no http(s) URL`,
    );
  }
  const user = context.user ? config.getUser(context.user) : null;
  if (context.user && !user) {
    throw new KubeConfigError('unknown-user', context.user, `the context "${name}" names the user "${context.user}", which is missing`);
  }
  for (const file of [cluster.caFile, user?.certFile, user?.keyFile, user?.authProvider?.config?.tokenFile]) {
    if (file && !readable(file)) {
      throw new KubeConfigError('file-unreadable', file, `the file ${file}, named by the context "${name}", cannot be read`);
    }
  }
  const chosen = new KubeConfig();
  chosen.loadFromClusterAndUser(
    // KubeConfig refuses http: unless TLS is told to be skipped; kubectl does not.
    cluster.server.startsWith('http:') ? { ...cluster, skipTLSVerify: true } : cluster,
    // Without a user KubeConfig would leave out the CA as well.
    user ?? { name: 'anonymous' },
  );
  return chosen;
}

function fromServiceAccount(env: ChooseOptions['env'], root: string): ChosenCluster {
  const host = env.KUBERNETES_SERVICE_HOST ?? '';
  const server = `https://${isIPv6(host) ? `[${host}]` : host}:${env.KUBERNETES_SERVICE_PORT || '443'}`;
  const load = () => {
    const config = new KubeConfig();
    config.loadFromClusterAndUser(
      { name: 'in-cluster', server, caFile: `${root}${serviceAccount}/ca.crt`, skipTLSVerify: false },
      // A file, not a token: the kubelet rotates it (KEP-1205), and KubeConfig reads it again every minute.
      { name: 'service account', authProvider: { name: 'tokenFile', config: { tokenFile: `${root}${serviceAccount}/token` } } },
    );
    return config;
  };
  return { source: 'in-cluster', cluster: 'in-cluster', server, load };
}

function readable(file: string): boolean {
  try {
    accessSync(file, constants.R_OK);
    return true;
  } catch {
    return false; // for every caller "not readable" is an answer, not a fault
  }
}
