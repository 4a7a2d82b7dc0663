import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { expect, it } from 'vitest';

const root = new URL('..', import.meta.url).pathname;
const readme = readFileSync(`${root}README.md`, 'utf8');

it('README.md has the flags that --help lists, with what they do and their defaults', () => {
  const help = execFileSync(process.execPath, ['server/main.ts', '--help'], { cwd: root, encoding: 'utf8' });
  const listed = [...help.matchAll(/^ {2}(--(?!help|version)[a-z-]+(?: [A-Z]+)?) +(.+?)(?: \(([^ ()]+)\))?$/gm)];
  expect(listed.length).toBeGreaterThan(5);
  const rows = [...readme.matchAll(/^\| `(--(?!help)[a-z-]+(?: [A-Z]+)?)` \| (.+?) \| (?:`(.*)`)? *\|$/gm)];
  expect(rows.map(([, flag, about, fallback]) => [flag, about, fallback])).toEqual(listed.map(([, ...parts]) => parts));
});

it.each([...readme.matchAll(/\]\(([^)]+)\)/g)].map(([, target]) => target ?? ''))('README.md links to %s, which is there', (target) => {
  expect(existsSync(`${root}${target}`)).toBe(true);
});
