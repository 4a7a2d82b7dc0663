import { existsSync, mkdtempSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { makeFolder } from './makeFolder.ts';

let place: string;
beforeEach(() => {
  place = mkdtempSync(join(tmpdir(), 'cidrscape-folder-'));
});
afterEach(() => rmSync(place, { recursive: true, force: true }));

test('the folders around it are made too, for this user alone; one that is there stays as it is', () => {
  makeFolder(join(place, 'a', 'b'));
  expect(statSync(join(place, 'a')).mode & 0o777).toBe(0o700);
  expect(statSync(join(place, 'a', 'b')).mode & 0o777).toBe(0o700);
  makeFolder(join(place, 'a', 'b'));
});

test('a file in its place is said', () => {
  writeFileSync(join(place, 'data'), '');
  expect(() => makeFolder(join(place, 'data'))).toThrow('there is a file of that name: name a folder');
});

test('a link that leads nowhere is said', () => {
  symlinkSync(join(place, 'gone'), join(place, 'link'));
  expect(() => makeFolder(join(place, 'link', 'x'))).toThrow('EEXIST');
});

test.runIf(existsSync('/proc/self'))('where no folder can be made that is said, and does not take for ever', () => {
  expect(() => makeFolder('/proc/cidrscape/x')).toThrow('ENOENT');
});
