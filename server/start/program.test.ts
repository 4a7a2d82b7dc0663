import { existsSync, readFileSync, statSync, utimesSync } from 'node:fs';
import { join, relative } from 'node:path';
import { afterEach, expect, test } from 'vitest';
import { sourceFolder, vite, viteThatMakes } from '../testing/sourceFolder.ts';
import { programToRun } from './program.ts';

const removals: (() => void)[] = [];
afterEach(() => {
  for (const remove of removals.splice(0)) remove();
});

function repository(...given: Parameters<typeof sourceFolder>): string {
  const { root, remove } = sourceFolder(...given);
  removals.push(remove);
  return root;
}

async function choose(root: string, args: readonly string[] = [], signal = new AbortController().signal) {
  const lines: string[] = [];
  const program = await programToRun({ root, args, env: {}, say: (line) => lines.push(line), signal });
  return { program: relative(root, program), lines };
}

const built = join('dist-server', 'main.js');
const sources = join('server', 'main.ts');
const old = { 'dist-server/main.js': 'old server' };
const builds = viteThatMakes('main.js', 'new server');
const textOf = (root: string) => readFileSync(join(root, built), 'utf8');

test('a built server younger than all it is made from runs as it is', async () => {
  const root = repository({ ...old, ...builds }, { 'dist-server/main.js': 2000, 'client/features/b.ts': 3000 });
  expect(await choose(root)).toEqual({ program: built, lines: [] });
  expect(textOf(root)).toBe('old server');
});

test.each(['server/main.ts', 'shared/a.ts', 'vite.server.config.ts', 'package-lock.json'])(
  'a younger %s has it built anew',
  async (file) => {
    const root = repository({ ...old, ...builds }, { 'dist-server/main.js': 2000, [file]: 3000 });
    expect(await choose(root)).toEqual({ program: built, lines: ['Building the server …'] });
    expect(textOf(root)).toBe('new server');
    expect(await choose(root)).toEqual({ program: built, lines: [] });
  },
);

test('what is changed while it is built has it built again', async () => {
  const root = repository(builds);
  const before = Date.now() / 1000;
  await choose(root);
  const source = join(root, 'shared', 'a.ts');
  utimesSync(source, before, before);
  expect((await choose(root)).lines).toEqual([]);
  const during = statSync(join(root, built)).mtimeMs / 1000 + 0.01;
  utimesSync(source, during, during);
  expect((await choose(root)).lines).toEqual(['Building the server …']);
});

test('without vite the server built earlier runs, and without one the sources do', async () => {
  const why = 'the server is not built, and vite, which builds it, is not installed: run "npm ci"';
  expect(await choose(repository(old, { 'dist-server/main.js': 500 }))).toEqual({
    program: built,
    lines: [`${why}; the one built earlier runs`],
  });
  expect(await choose(repository({}))).toEqual({ program: sources, lines: [`${why}; it runs from its sources, in more memory`] });
});

test('a build that fails leaves the server there was, and says why in one line', async () => {
  const fails = vite("console.error('error during build:\\nserver/main.ts is wrong'); process.exit(1);");
  const root = repository({ ...old, ...fails }, { 'dist-server/main.js': 500 });
  expect(await choose(root)).toEqual({
    program: built,
    lines: ['Building the server …', 'the server does not build: error during build: server/main.ts is wrong; the one built earlier runs'],
  });
  expect(textOf(root)).toBe('old server');
});

test.each([[['--help']], [['--version']], [['--prot', '9000']]])('%j is answered without a build', async (args) => {
  const root = repository(builds);
  expect(await choose(root, args)).toEqual({ program: sources, lines: [] });
  expect(existsSync(join(root, built))).toBe(false);
});

test('a build that is given up rejects, and leaves nothing', async () => {
  const root = repository(vite('setInterval(() => {}, 1000)'));
  const abort = new AbortController();
  const say = () => queueMicrotask(() => abort.abort());
  await expect(programToRun({ root, args: [], env: {}, say, signal: abort.signal })).rejects.toThrow('aborted');
  expect(existsSync(join(root, 'dist-server'))).toBe(false);
});
