import { mkdirSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

/** A repository in a folder of its own, whose files were all changed at second 1000, save those given with another second. */
export function sourceFolder(files: Readonly<Record<string, string>>, changedAt: Readonly<Record<string, number>> = {}) {
  const root = mkdtempSync(join(tmpdir(), 'cidrscape-build-'));
  const all = {
    'package.json': '{}',
    'package-lock.json': '{}',
    'vite.config.ts': '',
    'vite.server.config.ts': '',
    'shared/a.ts': '',
    'client/features/b.ts': '',
    'server/main.ts': '',
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
  for (const folder of ['client', 'client/features', 'server', 'shared']) utimesSync(join(root, folder), 1000, 1000);
  return { root, remove: () => rmSync(root, { recursive: true }) };
}

/** The files of a vite whose program is that. */
export const vite = (program: string) => ({ 'node_modules/vite/package.json': '{}', 'node_modules/vite/bin/vite.js': program });

/** A vite that makes one file with that text. */
export const viteThatMakes = (file: string, text: string) =>
  vite(`
  const fs = require('node:fs');
  const to = process.argv[process.argv.indexOf('--outDir') + 1];
  fs.mkdirSync(to, { recursive: true });
  fs.writeFileSync(to + '/${file}', '${text}');
`);
