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

  test('--context chooses among the contexts; an empty one is none', () => {
    const kubeconfig = write('config', config('one', 'one', 'two'));
    expect(choose({ kubeconfig, context: 'two' })?.cluster).toBe('two');
    expect(choose({ kubeconfig, context: '' })?.cluster).toBe('one');
    expect(choose({ kubeconfig: '', env: { KUBECONFIG: kubeconfig } })?.source).toBe('KUBECONFIG');
  });

  test('what is chosen is read anew each time, with the token of its own user', () => {
    const kubeconfig = write('config', config('one', 'one', 'two'));
    const chosen = choose({ kubeconfig, context: 'two' });
    expect(chosen?.load().getCurrentUser()).toMatchObject({ name: 'two', token: 't-two' });
    write('config', config('one', 'one', 'two').replace('t-two', 'rotated'));
    expect(chosen?.load().getCurrentUser()?.token).toBe('rotated');
    expect(chosen?.load().contexts).toHaveLength(1); // the chosen one alone
  });

  test('KUBECONFIG, even of files that name nothing, hides ~/.kube/config', () => {
    write('home/.kube/config', config('home', 'home'));
    expect(choose({ env: { KUBECONFIG: write('empty', '') } })).toBeNull();
    expect(choose({ env: { KUBECONFIG: ':' } })?.source).toBe('~/.kube/config');
    expect(choose({ env: { KUBECONFIG: '' } })?.source).toBe('~/.kube/config');
  });

  test.each([
    ['a context', 'contexts: [{name: a, context: {cluster: a, user: a}}]', 'no-current-context'],
    ['a cluster', 'clusters: [{name: a, cluster: {server: "https://a"}}]', 'no-current-context'],
    ['a current context', 'current-context: a', 'unknown-context'],
  ])('a kubeconfig with %s alone is one, and is refused', (_, text, code) => {
    expect(refusal({ env: { KUBECONFIG: write('config', text) } }).code).toBe(code);
  });

  test('http: is taken as it is, and TLS is not skipped for https:', () => {
    const text = config('a', 'a');
    const secure = choose({ kubeconfig: write('1', text) });
    expect(secure?.load().getCurrentCluster()?.skipTLSVerify).toBe(false);
    const plain = choose({ kubeconfig: write('2', text.replace('https:', 'http:')) });
    expect(plain?.load().getCurrentCluster()).toMatchObject({ server: 'http://a.example:6443', skipTLSVerify: true });
  });

  test('a context without a user is anonymous', () => {
    const kubeconfig = write('config', config('a', 'a').replace(', user: a}', '}'));
    expect(choose({ kubeconfig })?.load().getCurrentUser()).toEqual({ name: 'anonymous' });
  });

  describe('in a pod', () => {
    const secrets = 'var/run/secrets/kubernetes.io/serviceaccount';
    const pod = (host: string, port?: string) => ({
      KUBERNETES_SERVICE_HOST: host,
      ...(port !== undefined && { KUBERNETES_SERVICE_PORT: port }),
    });

    test.each([
      ['10.96.0.1', '6443', 'https://10.96.0.1:6443'],
      ['fd00:96::1', '443', 'https://[fd00:96::1]:443'],
      ['api.internal', '', 'https://api.internal:443'],
      ['10.96.0.1', undefined, 'https://10.96.0.1:443'],
    ])('the server at %s, port %s, is %s', (host, port, server) => {
      write(`${secrets}/token`, 'x');
      expect(choose({ env: pod(host, port) })?.server).toBe(server);
    });

    test('the CA and the token are files, read again, and TLS is checked', () => {
      write(`${secrets}/token`, 'x');
      const config = choose({ env: pod('10.96.0.1') })?.load();
      expect(config?.getCurrentCluster()).toMatchObject({
        name: 'in-cluster',
        server: 'https://10.96.0.1:443',
        caFile: join(folder, secrets, 'ca.crt'),
        skipTLSVerify: false,
      });
      expect(config?.getCurrentUser()).toMatchObject({
        authProvider: { name: 'tokenFile', config: { tokenFile: join(folder, secrets, 'token') } },
      });
    });

    test('no token, or no address of the API server, is no cluster', () => {
      expect(choose({ env: pod('10.96.0.1') })).toBeNull();
      write(`${secrets}/token`, 'x');
      expect(choose({})).toBeNull();
      expect(choose({ env: pod('') })).toBeNull();
    });

    test('--context asks for a kubeconfig all the same', () => {
      write(`${secrets}/token`, 'x');
      expect(refusal({ env: pod('10.96.0.1'), context: 'c' })).toEqual({
        code: 'unknown-context',
        value: 'c',
        message: 'there is no kubeconfig in which to look for the context "c"',
      });
    });
  });
});

describe('what kubectl reads and KubeConfig alone does not', () => {
  const user = (flow: string) => {
    const kubeconfig = write('sub/config', config('a', 'a').replace('user: {token: t-a}', `user: ${flow}`));
    return choose({ kubeconfig })?.load().getCurrentUser();
  };

  test('tokenFile comes before token, and its path is meant from the kubeconfig’s folder', () => {
    const file = write('sub/token', 'x');
    expect(user('{tokenFile: token, token: never}')).toEqual({
      name: 'a',
      authProvider: { name: 'tokenFile', config: { tokenFile: file } },
    });
    expect(user('{tokenFile: "", token: t}')).toMatchObject({ token: 't' });
    expect(user('{tokenFile: 5, token: t}')).toMatchObject({ token: 't' });
  });

  test('an exec command with a slash is meant from there too, and is told about itself', () => {
    const info = (apiVersion: string) => ({
      name: 'KUBERNETES_EXEC_INFO',
      value: `{"apiVersion":"${apiVersion}","kind":"ExecCredential","spec":{"interactive":false}}`,
    });
    expect(user('{exec: {command: ./plugin}}')?.exec).toMatchObject({
      command: join(folder, 'sub/plugin'),
      env: [info('client.authentication.k8s.io/v1')],
    });
    expect(
      user('{exec: {command: plugin, apiVersion: client.authentication.k8s.io/v1beta1, env: [{name: A, value: b}]}}')?.exec,
    ).toMatchObject({
      command: 'plugin',
      env: [{ name: 'A', value: 'b' }, info('client.authentication.k8s.io/v1beta1')],
    });
  });

  test('a user who is nothing at all has no credentials', () => {
    expect(user('{}')).toMatchObject({ name: 'a' });
  });
});

describe('several files', () => {
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
      message: 'the context "a" names the cluster "z", which is missing',
    });
    expect(refusal({ kubeconfig: write('2', text.replace('user: a}', 'user: z}')) })).toMatchObject({
      code: 'unknown-user',
      value: 'z',
      message: 'the context "a" names the user "z", which is missing',
    });
    expect(refusal({ kubeconfig: write('3', text.replace('https://', 'ftp://')) })).toMatchObject({
      code: 'bad-server',
      value: 'ftp://a.example:6443',
      message: 'the server "ftp://a.example:6443" of the cluster "a" is no http(s) URL',
    });
    for (const server of ['a.example', 'httpsx://a', 'xhttp://a', '10.0.0.1:6443'])
      expect(refusal({ kubeconfig: write('4', text.replace('https://a.example:6443/', server)) }).code).toBe('bad-server');
  });

  test('a certificate that is not there, its path meant from the kubeconfig’s folder', () => {
    const text = config('a', 'a').replace('{server:', '{certificate-authority: ca.crt, server:');
    expect(refusal({ kubeconfig: write('sub/config', text) })).toEqual({
      code: 'file-unreadable',
      value: join(folder, 'sub/ca.crt'),
      message: 'the file …/sub/ca.crt, named by the context "a", cannot be read',
    });
  });

  test.each([
    ['client-certificate', 'c.crt'],
    ['client-key', 'c.key'],
    ['tokenFile', 'token'],
  ])('a %s that is not there', (key, file) => {
    const kubeconfig = write('sub/config', config('a', 'a').replace('token: t-a', `${key}: ${file}`));
    expect(refusal({ kubeconfig })).toMatchObject({ code: 'file-unreadable', value: join(folder, 'sub', file) });
  });

  test('no context at all', () => {
    expect(refusal({ kubeconfig: write('config', 'clusters: [{name: a, cluster: {server: "https://a"}}]') }).message).toBe(
      'the kubeconfig of --kubeconfig has no current-context; name one with --context (there is none)',
    );
  });
});
