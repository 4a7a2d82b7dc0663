import { globSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

const folder = import.meta.dirname;

/** Faults that every release must survive. */
const faults = [
  ...['connection refused at start', 'DNS failure', 'TLS CA mismatch', '401 once then fine', '401 forever', '403 on one kind'],
  ...['404 on one kind', '406 for protobuf', '429 with Retry-After', '429 without Retry-After', '500/503/504', '410 on list page ≥ 2'],
  ...['410 on watch', 'ERROR event 410', 'ERROR event 500', 'body cut at every byte offset of a frame', 'RST'],
  ...['half-open: headers then silence', 'half-open: no headers at all', 'slow trickle', 'clean end at once, repeatedly'],
  ...['API server restart with the same RV', 'API server restart with a lower RV', 'API server restart with a higher RV'],
  ...['duplicate ADDED', 'MODIFIED for an unknown object', 'DELETED for an unknown object', 'reordered kinds', 'malformed frame'],
  ...['oversize frame', 'object without metadata', 'object with lax addresses', 'object with 10,000 annotations', 'token rotated'],
  ...['clock jump', 'CRD installed and removed while running', 'kind renamed version', 'browser reconnect storm', 'slow browser'],
  'full disk and corrupt history file',
];

/** README.md's rows: fault, name of the test ('' where there is none), file. */
const rows = [...readFileSync(`${folder}/README.md`, 'utf8').matchAll(/^\| (.+?) +\| (.+?) +\| `(\w+)\.test\.ts` +\|$/gm)].map(
  ([, fault = '', name = '', file = '']) => ({ fault, name, file }),
);

/** The tests that there are, as their files name them: templates stand for the tests that are made of them. */
const tests = globSync('*.test.ts', { cwd: folder })
  .filter((file) => !['names.test.ts', 'proxy.test.ts'].includes(file))
  .flatMap((file) =>
    [...readFileSync(`${folder}/${file}`, 'utf8').matchAll(/(?:\btest|\))\(\s*'([^']+)',\s*async/g)].map(([, name]) => ({
      name: name ?? '',
      file: file.replace('.test.ts', ''),
    })),
  );

test('README.md names every test of a fault, and no other', () => {
  expect(tests.length).toBeGreaterThan(faults.length);
  const sorted = (of: readonly { readonly file: string; readonly name: string }[]) => of.map(({ file, name }) => `${file}: ${name}`).sort();
  expect(sorted(rows)).toEqual(sorted(tests));
  expect(new Set(tests.map(({ name }) => name)).size).toBe(tests.length);
});

test.each(faults.slice(0, -1))('%s: README.md names a test of that name', (fault) => {
  expect(rows.filter((row) => row.fault === fault && row.name.startsWith(fault.replace('500/503/504', 'HTTP %i')))).not.toEqual([]);
});

test('of the faults that every release must survive, one has no test, and README.md says why', () => {
  const named = new Set(rows.map(({ fault }) => fault));
  expect(faults.filter((fault) => !named.has(fault))).toEqual(['full disk and corrupt history file']);
  expect(readFileSync(`${folder}/README.md`, 'utf8')).toMatch(
    /^\| full disk and corrupt history file +\| no test: there is no history yet/m,
  );
});
