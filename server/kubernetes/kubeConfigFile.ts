import { readFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { type Cluster, type Context, KubeConfig, loadYaml, type User } from '@kubernetes/client-node';
import { KubeConfigError } from './kubeConfigError.ts';

/** One kubeconfig file as KubeConfig reads it, its relative paths made absolute. Throws a KubeConfigError. */
export function readKubeConfigFile(file: string): KubeConfig {
  const text = read(file);
  const config = new KubeConfig();
  if (saysNothing(text)) return config; // the YAML parser would throw
  let raw: unknown;
  try {
    raw = loadYaml<unknown>(text);
    if (typeof raw !== 'object' || raw === null) throw new Error('no mapping of keys to values');
    config.loadFromString(text);
  } catch (error) {
    const reason = error instanceof Error ? (error.message.split('\n')[0] ?? '') : String(error);
    throw new KubeConfigError('kubeconfig-broken', file, `the kubeconfig ${file} is broken: ${reason}`, error);
  }
  const folder = dirname(resolve(file));
  config.makePathsAbsolute(folder);
  config.users = config.users.map((user) => likeKubectl(user, rawUser(raw, user.name), folder));
  return config;
}

/**
 * Several files as kubectl merges them: the first to name a thing wins (KubeConfig itself refuses duplicates).
 * Files that do not exist are passed over as long as one does.
 */
export function readKubeConfigFiles(files: readonly string[]): KubeConfig {
  const configs: KubeConfig[] = [];
  let missing: unknown;
  for (const file of files) {
    try {
      configs.push(readKubeConfigFile(file));
    } catch (error) {
      if (files.length === 1 || !isMissing(error)) throw error;
      missing = error;
    }
  }
  if (configs.length === 0 && missing !== undefined) throw missing;
  const clusters = new Map<string, Cluster>();
  const users = new Map<string, User>();
  const contexts = new Map<string, Context>();
  for (const config of configs.toReversed()) {
    for (const cluster of config.clusters) clusters.set(cluster.name, cluster);
    for (const user of config.users) users.set(user.name, user);
    for (const context of config.contexts) contexts.set(context.name, context);
  }
  const merged = new KubeConfig();
  merged.loadFromOptions({
    clusters: [...clusters.values()],
    users: [...users.values()],
    contexts: [...contexts.values()],
    currentContext: configs.find((config) => config.currentContext)?.currentContext ?? '',
  });
  return merged;
}

/** Blank lines, comments and document marks alone. */
const saysNothing = (text: string): boolean => text.split('\n').every((line) => /^\s*(#.*|---\s*)?$/.test(line));

function read(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    const reason = error instanceof Error && 'code' in error ? String(error.code) : String(error);
    const words = reason === 'ENOENT' ? 'it does not exist' : reason === 'EACCES' ? 'permission denied' : reason;
    throw new KubeConfigError('kubeconfig-unreadable', file, `the kubeconfig ${file} cannot be read: ${words}`, error);
  }
}

const isMissing = (error: unknown): boolean =>
  error instanceof KubeConfigError && error.cause instanceof Error && 'code' in error.cause && error.cause.code === 'ENOENT';

interface RawUser {
  readonly tokenFile?: unknown;
}

function rawUser(raw: object, name: string): RawUser {
  const users: unknown = 'users' in raw ? raw.users : undefined;
  if (!Array.isArray(users)) return {};
  const found: unknown = users.find((each) => each?.name === name)?.user;
  return typeof found === 'object' && found !== null ? found : {};
}

/**
 * What kubectl does and KubeConfig (2.0.1) does not: `tokenFile` is read again and again, and comes before `token`;
 * an exec command written as a relative path is meant from the kubeconfig's folder, and is told about itself
 * by KUBERNETES_EXEC_INFO (client.authentication.k8s.io/v1), without which some plugins fail.
 */
function likeKubectl(user: User, raw: RawUser, folder: string): User {
  if (typeof raw.tokenFile === 'string' && raw.tokenFile !== '') {
    const { token: _, ...rest } = user;
    return { ...rest, authProvider: { name: 'tokenFile', config: { tokenFile: resolve(folder, raw.tokenFile) } } };
  }
  const exec: { command?: unknown; apiVersion?: unknown; env?: unknown } | null | undefined = user.exec;
  if (!exec || typeof exec.command !== 'string') return user;
  const info = { apiVersion: exec.apiVersion ?? 'client.authentication.k8s.io/v1', kind: 'ExecCredential', spec: { interactive: false } };
  return {
    ...user,
    exec: {
      ...exec,
      command: exec.command.includes('/') ? resolve(folder, exec.command) : exec.command,
      env: [...(Array.isArray(exec.env) ? exec.env : []), { name: 'KUBERNETES_EXEC_INFO', value: JSON.stringify(info) }],
    },
  };
}
