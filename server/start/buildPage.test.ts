import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, expect, test } from 'vitest';
import { sourceFolder, vite, viteThatMakes } from '../testing/sourceFolder.ts';
import { buildPage } from './buildPage.ts';

const removals: (() => void)[] = [];
afterEach(() => {
  for (const remove of removals.splice(0)) remove();
});

function repository(...given: Parameters<typeof sourceFolder>): string {
  const { root, remove } = sourceFolder(...given);
  removals.push(remove);
  return root;
}

const builds = viteThatMakes('index.html', 'new page');

async function build(root: string, signal = new AbortController().signal) {
  const lines: string[] = [];
  const folder = await buildPage({ root, say: (line) => lines.push(line), signal });
  return { page: readFileSync(join(folder, 'index.html'), 'utf8'), lines };
}

test('a page younger than all it is made from is shown as it is', async () => {
  const root = repository({ 'dist/index.html': 'old page', ...builds }, { 'dist/index.html': 2000 });
  expect(await build(root)).toEqual({ page: 'old page', lines: [] });
});

test.each(['client/features/b.ts', 'shared/a.ts', 'vite.config.ts', 'package-lock.json'])(
  'a younger %s has it built anew',
  async (file) => {
    const root = repository(
      { 'dist/index.html': 'old page', 'dist/assets/old.js': '', ...builds },
      { 'dist/index.html': 2000, [file]: 3000 },
    );
    expect(await build(root)).toEqual({ page: 'new page', lines: ['Building the page …'] });
    expect(existsSync(join(root, 'dist', 'assets'))).toBe(false);
    expect(readdirSync(join(root, 'node_modules', '.cidrscape'))).toEqual([]);
  },
);

test('one that is missing is built', async () => {
  expect(await build(repository(builds))).toMatchObject({ page: 'new page' });
});

test('a build that fails leaves the page there was, and says why in one line', async () => {
  const program = vite("console.error('\\u001b[31merror during build:\\u001b[39m\\nclient/b.ts is wrong'); process.exit(1);");
  const root = repository({ 'dist/index.html': 'old page', ...program }, { 'dist/index.html': 500 });
  expect(await build(root)).toEqual({
    page: 'old page',
    lines: ['Building the page …', 'the page does not build: error during build: client/b.ts is wrong; the page built earlier is shown'],
  });
});

test('without a page and without a build that works there is an error of one line', async () => {
  await expect(build(repository({}))).rejects.toThrow('the page is not built, and vite, which builds it, is not installed: run "npm ci"');
  await expect(build(repository(vite('process.exit(3)')))).rejects.toThrow('the page does not build: vite gave no reason');
});

test('without vite an old page is better than none', async () => {
  const root = repository({ 'dist/index.html': 'old page' }, { 'dist/index.html': 500 });
  expect((await build(root)).page).toBe('old page');
});

test('a build that is given up ends vite and leaves nothing', async () => {
  const abort = new AbortController();
  const root = repository(vite('setInterval(() => {}, 1000)'));
  const built = buildPage({ root, say: () => queueMicrotask(() => abort.abort()), signal: abort.signal });
  await expect(built).rejects.toThrow('aborted');
  expect(readdirSync(join(root, 'node_modules', '.cidrscape'))).toEqual([]);
});
