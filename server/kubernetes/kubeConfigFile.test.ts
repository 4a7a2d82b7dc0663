import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { KubeConfigError } from './kubeConfigError.ts';
import { readKubeConfigFile, readKubeConfigFiles } from './kubeConfigFile.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'kubeconfig-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

function write(name: string, text: string): string {
  const file = join(folder, name);
  writeFileSync(file, text);
  return file;
}

/** Context, cluster and user of one name; what each says of itself is `said`. */
const entry = (name: string, said: string): string => `
contexts: [{name: ${name}, context: {cluster: ${name}, user: ${name}, namespace: ${said}}}]
clusters: [{name: ${name}, cluster: {server: "https://${said}"}}]
users: [{name: ${name}, user: {token: ${said}}}]
`;

describe('one file', () => {
  test.each(['', '\n\n', '# a comment', '  # one\n\t\n---\n# two\n', '---  ', '---'])('that says nothing (%j) names nothing', (text) => {
    const config = readKubeConfigFile(write('config', text));
    expect([config.clusters, config.users, config.contexts]).toEqual([[], [], []]);
  });

  test('that says something after a comment is read', () => {
    const config = readKubeConfigFile(write('config', `# mine\n---\n${entry('a', 'x')}`));
    expect(config.contexts).toMatchObject([{ name: 'a', cluster: 'a', user: 'a', namespace: 'x' }]);
    expect(config.clusters).toMatchObject([{ name: 'a', server: 'https://x' }]);
    expect(config.users).toMatchObject([{ name: 'a', token: 'x' }]);
  });

  test('each user keeps what is its own', () => {
    const text = `
users:
- {name: a, user: {tokenFile: /a/token}}
- {name: b, user: {token: b}}
- {name: c, user: null}
- {name: d, user: {exec: {command: /bin/d, env: null}}}
`;
    const [a, b, c, d] = readKubeConfigFile(write('config', text)).users;
    expect(a).toEqual({ name: 'a', authProvider: { name: 'tokenFile', config: { tokenFile: '/a/token' } } });
    expect(b).toMatchObject({ name: 'b', token: 'b' });
    expect(b?.exec).toBeUndefined();
    expect(c).toMatchObject({ name: 'c' });
    expect(d?.exec).toMatchObject({ command: '/bin/d', env: [{ name: 'KUBERNETES_EXEC_INFO' }] });
  });

  test.each([
    ['7', 'no mapping of keys to values'],
    ['text', 'no mapping of keys to values'],
  ])('that is %j is broken: %s', (text, reason) => {
    const file = write('config', text);
    expect(() => readKubeConfigFile(file)).toThrow(
      expect.objectContaining({ code: 'kubeconfig-broken', value: file, message: `the kubeconfig ${file} is broken: ${reason}` }),
    );
  });

  test('that is broken is told by the first line of what the parser says, and keeps what it threw', () => {
    const file = write('config', 'clusters: [\n  {name: a');
    const thrown = (() => {
      try {
        return readKubeConfigFile(file);
      } catch (error) {
        return error;
      }
    })();
    expect(thrown).toBeInstanceOf(KubeConfigError);
    const { message, cause } = thrown as KubeConfigError;
    expect(cause).toBeInstanceOf(Error);
    expect((cause as Error).message).toContain('\n'); // the parser shows the text below
    expect(message).toBe(`the kubeconfig ${file} is broken: ${(cause as Error).message.split('\n')[0]}`);
  });
});

describe('several files', () => {
  test('the first to name a cluster, a user or a context wins; the others add theirs', () => {
    const merged = readKubeConfigFiles([
      write('1', entry('a', 'first')),
      write('2', entry('a', 'second')),
      write('3', entry('b', 'third')),
    ]);
    const said = (name: string) => ({
      context: merged.getContextObject(name)?.namespace,
      cluster: merged.getCluster(name)?.server,
      user: merged.getUser(name)?.token,
    });
    expect(said('a')).toEqual({ context: 'first', cluster: 'https://first', user: 'first' });
    expect(said('b')).toEqual({ context: 'third', cluster: 'https://third', user: 'third' });
    expect([merged.contexts, merged.clusters, merged.users].map((list) => list.length)).toEqual([2, 2, 2]);
  });

  test('the first current-context counts; none is the empty one', () => {
    const files = [write('1', entry('a', 'x')), write('2', 'current-context: b'), write('3', 'current-context: c')];
    expect(readKubeConfigFiles(files).currentContext).toBe('b');
    expect(readKubeConfigFiles(files.slice(0, 1)).currentContext).toBe('');
  });

  test('those that do not exist are passed over as long as one does', () => {
    const missing = join(folder, 'missing');
    expect(readKubeConfigFiles([missing, write('1', entry('a', 'x')), missing]).contexts).toHaveLength(1);
    expect(readKubeConfigFiles([missing, write('2', '')]).contexts).toEqual([]);
    for (const files of [[missing], [missing, missing]])
      expect(() => readKubeConfigFiles(files)).toThrow(`the kubeconfig ${missing} cannot be read: it does not exist`);
    expect(readKubeConfigFiles([]).contexts).toEqual([]);
  });

  test('one that is there and cannot be read, or is broken, is an error all the same', () => {
    const good = write('1', entry('a', 'x'));
    expect(() => readKubeConfigFiles([good, folder])).toThrow(`the kubeconfig ${folder} cannot be read: EISDIR`);
    expect(() => readKubeConfigFiles([good, write('2', 'clusters: [')])).toThrow('2 is broken');
  });
});
