import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, expect, test } from 'vitest';
import { buildPage } from './buildPage.ts';

const roots: string[] = [];
afterEach(() => {
  for (const root of roots.splice(0)) rmSync(root, { recursive: true });
});

/** A repository whose files were all changed at second 1000, save those given with another second. */
function repository(files: Readonly<Record<string, string>>, changedAt: Readonly<Record<string, number>> = {}): string {
  const root = mkdtempSync(join(tmpdir(), 'cidrscape-build-'));
  roots.push(root);
  const all = {
    'package.json': '{}',
    'package-lock.json': '{}',
    'vite.config.ts': '',
    'shared/a.ts': '',
    'client/features/b.ts': '',
    ...files,
  };
  for (const [name, text] of Object.entries(all)) {
    mkdirSync(dirname(join(root, name)), { recursive: true });
    writeFileSync(join(root, name), text);
  }
  for (const name of Object.keys(all)) {
    const at = changedAt[name] ?? 1000;
    utimesSync(join(root, name), at, at);
  }
  for (const folder of ['client', 'client/features', 'shared']) utimesSync(join(root, folder), 1000, 1000);
  return root;
}

const vite = (program: string) => ({ 'node_modules/vite/package.json': '{}', 'node_modules/vite/bin/vite.js': program });
const builds = vite(`
  const fs = require('node:fs');
  const to = process.argv[process.argv.indexOf('--outDir') + 1];
  fs.mkdirSync(to, { recursive: true });
  fs.writeFileSync(to + '/index.html', 'new page');
`);

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
