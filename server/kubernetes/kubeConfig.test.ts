import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type ChooseOptions, chooseCluster } from './kubeConfig.ts';
import { KubeConfigError } from './kubeConfigError.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'kubeconfig-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

function write(name: string, text: string): string {
  const file = join(folder, name);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, text);
  return file;
}

/** A kubeconfig of contexts that lead to a cluster and a user of the same name. */
const config = (current: string, ...names: string[]) => `
apiVersion: v1
kind: Config
current-context: ${JSON.stringify(current)}
contexts: [${names.map((name) => `{name: ${name}, context: {cluster: ${name}, user: ${name}}}`).join(', ')}]
clusters: [${names.map((name) => `{name: ${name}, cluster: {server: "https://${name}.example:6443/"}}`).join(', ')}]
users: [${names.map((name) => `{name: ${name}, user: {token: t-${name}}}`).join(', ')}]
`;

const choose = (options: Partial<ChooseOptions>) => chooseCluster({ env: {}, home: join(folder, 'home'), root: folder, ...options });

/** The error's code, value and words. */
function refusal(options: Partial<ChooseOptions>) {
  try {
    choose(options);
  } catch (error) {
    if (error instanceof KubeConfigError) return { code: error.code, value: error.value, message: error.message.replaceAll(folder, '…') };
    throw error;
  }
  throw new Error('no error');
}

describe('which cluster', () => {
  test('none found is null, not an error', () => {
    expect(choose({})).toBeNull();
  });

  test('--kubeconfig comes before KUBECONFIG, that before ~/.kube/config, that before the pod’s', () => {
    write('home/.kube/config', config('home', 'home'));
    write('var/run/secrets/kubernetes.io/serviceaccount/token', 'x');
    const flag = write('flag', config('flag', 'flag'));
    const variable = write('variable', config('variable', 'variable'));
    const pod = { KUBERNETES_SERVICE_HOST: 'fd00:96::1', KUBERNETES_SERVICE_PORT: '443' };
    const env = { ...pod, KUBECONFIG: variable };
    const told = (options: Partial<ChooseOptions>) => {
      const { source, cluster, server } = choose(options) ?? {};
      return [source, cluster, server];
    };
    expect(told({ kubeconfig: flag, env })).toEqual(['--kubeconfig', 'flag', 'https://flag.example:6443']);
    expect(told({ env })).toEqual(['KUBECONFIG', 'variable', 'https://variable.example:6443']);
    expect(told({ env: pod })).toEqual(['~/.kube/config', 'home', 'https://home.example:6443']);
    expect(told({ env: pod, home: '' })).toEqual(['in-cluster', 'in-cluster', 'https://[fd00:96::1]:443']);
  });

  test('--context chooses among the contexts', () => {
    const kubeconfig = write('config', config('one', 'one', 'two'));
    expect(choose({ kubeconfig, context: 'two' })?.cluster).toBe('two');
  });

  test('KUBECONFIG may list files: the first to name a thing wins, missing ones are passed over', () => {
    const first = write('first', config('', 'a'));
    const second = write('second', config('b', 'a', 'b').replace('a.example', 'never.example'));
    const env = { KUBECONFIG: `${first}:${join(folder, 'missing')}::${second}` };
    expect(choose({ env })?.cluster).toBe('b');
    expect(choose({ env, context: 'a' })?.server).toBe('https://a.example:6443');
  });

  test('a kubeconfig that names nothing is as none, but not the one of the flag', () => {
    const kubeconfig = write('empty', '# nothing yet\n---\n');
    write('home/.kube/config', 'apiVersion: v1\nkind: Config\nclusters: null\ncontexts: null\nusers: null\ncurrent-context: ""\n');
    expect(choose({})).toBeNull();
    expect(choose({ env: { KUBECONFIG: kubeconfig } })).toBeNull();
    expect(refusal({ kubeconfig }).code).toBe('no-current-context');
  });
});

describe('what cannot be used is one line that names it', () => {
  test('a file that is not there', () => {
    const kubeconfig = join(folder, 'missing');
    const words = {
      code: 'kubeconfig-unreadable',
      value: kubeconfig,
      message: 'the kubeconfig …/missing cannot be read: it does not exist',
    };
    expect(refusal({ kubeconfig })).toEqual(words);
    expect(refusal({ env: { KUBECONFIG: kubeconfig } })).toEqual(words);
    expect(refusal({ env: { KUBECONFIG: `${kubeconfig}:${kubeconfig}` } })).toEqual(words);
  });

  test('a folder', () => {
    expect(refusal({ kubeconfig: folder })).toMatchObject({
      code: 'kubeconfig-unreadable',
      message: 'the kubeconfig … cannot be read: EISDIR',
    });
  });

  test.each([
    ['broken YAML', 'clusters: [', 'kubeconfig-broken'],
    ['text', 'hello', 'kubeconfig-broken'],
    ['a cluster without a server', 'clusters: [{name: a, cluster: {}}]', 'kubeconfig-broken'],
  ])('%s', (_, text, code) => {
    const { code: found, message } = refusal({ kubeconfig: write('config', text) });
    expect(found).toBe(code);
    expect(message).toMatch(/^the kubeconfig …\/config is broken: [^\n]+$/);
  });

  test('no current-context', () => {
    expect(refusal({ kubeconfig: write('config', config('', 'a', 'b')) })).toEqual({
      code: 'no-current-context',
      value: '',
      message: 'the kubeconfig of --kubeconfig has no current-context; name one with --context (there are: a, b)',
    });
  });

  test('an unknown context', () => {
    expect(refusal({ kubeconfig: write('config', config('a', 'a', 'b')), context: 'c' })).toEqual({
      code: 'unknown-context',
      value: 'c',
      message: 'there is no context "c" in the kubeconfig of --kubeconfig (there are: a, b)',
    });
    expect(refusal({ context: 'c' })).toMatchObject({ code: 'unknown-context', value: 'c' });
  });

  test('a context that leads nowhere', () => {
    const text = config('a', 'a');
    expect(refusal({ kubeconfig: write('1', text.replace('cluster: a,', 'cluster: z,')) })).toMatchObject({
      code: 'unknown-cluster',
      value: 'z',
    });
    expect(refusal({ kubeconfig: write('2', text.replace('user: a}', 'user: z}')) })).toMatchObject({ code: 'unknown-user', value: 'z' });
    expect(refusal({ kubeconfig: write('3', text.replace('https://', 'ftp://')) })).toMatchObject({
      code: 'bad-server',
      value: 'ftp://a.example:6443',
    });
  });

  test('a certificate that is not there, its path meant from the kubeconfig’s folder', () => {
    const text = config('a', 'a').replace('{server:', '{certificate-authority: ca.crt, server:');
    expect(refusal({ kubeconfig: write('sub/config', text) })).toEqual({
      code: 'file-unreadable',
      value: join(folder, 'sub/ca.crt'),
      message: 'the file …/sub/ca.crt, named by the context "a", cannot be read',
    });
  });
});
