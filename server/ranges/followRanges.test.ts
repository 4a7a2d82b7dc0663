import { mkdirSync, mkdtempSync, renameSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { HandClock } from '../testing/handClock.ts';
import { type FollowedRanges, followRanges } from './followRanges.ts';
import { readRanges } from './readRanges.ts';

let folder: string;
let followed: FollowedRanges | undefined;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'cidrscape-ranges-'));
});
afterEach(() => {
  followed?.stop();
  rmSync(folder, { recursive: true, force: true });
});

const good = (...owners: string[]) => `ranges: [${owners.map((owner) => `{range: 10.0.0.0/8, owner: ${owner}}`).join()}]`;

async function follow(name: string) {
  const file = join(folder, name);
  const clock = new HandClock();
  const told: string[] = [];
  const log: string[] = [];
  const note = (level: string) => (_: object, text?: string) => void log.push(`${level} ${text?.replaceAll(folder, '')}`);
  followed = followRanges(await readRanges(file), {
    file,
    clock: { timer: clock.delay },
    log: { info: note('info'), warn: note('warn') } as never,
    changed: (ranges) => told.push(ranges.map(({ owner }) => owner).join(' ')),
  });
  return {
    told,
    log,
    warnings: () => followed?.warnings().map((text) => text.replaceAll(folder, '')),
    owners: () => followed?.outside().map(({ owner }) => owner),
    clock,
    /** The next look, and all that follows from it. */
    async look(): Promise<void> {
      clock.advance(2_000);
      while (clock.waiting === 0) await new Promise((resolve) => setImmediate(resolve));
    },
  };
}

test('a file that is written anew, replaced, or reached by another link is read again, and one that stays is not', async () => {
  const file = join(folder, 'ranges.yaml');
  writeFileSync(file, good('a'));
  const { told, look, owners } = await follow('ranges.yaml');
  expect(told).toEqual(['a']);
  await look();
  expect(told).toEqual(['a']);
  writeFileSync(file, good('b', 'c'));
  await look();
  writeFileSync(`${file}.new`, good('d', 'e')); // as editors do: of the same length, under its name
  renameSync(`${file}.new`, file);
  await look();
  await look();
  expect(told).toEqual(['a', 'b c', 'd e']);
  expect(owners()).toEqual(['d', 'e']);
});

test('a ConfigMap that is mounted: its folder is a link, and the link is swapped', async () => {
  const at = (name: string) => join(folder, name);
  for (const version of ['..1', '..2']) {
    mkdirSync(at(version));
    writeFileSync(join(at(version), 'ranges.yaml'), good(`v${version.slice(2)}`));
  }
  symlinkSync('..1', at('..data'));
  symlinkSync(join('..data', 'ranges.yaml'), at('ranges.yaml'));
  const { told, look } = await follow('ranges.yaml');
  symlinkSync('..2', at('..data_tmp'));
  renameSync(at('..data_tmp'), at('..data'));
  rmSync(at('..1'), { recursive: true });
  await look();
  expect(told).toEqual(['v1', 'v2']);
});

test('a change for the worse keeps what was good, and is said once in the log and as long as it lasts', async () => {
  const file = join(folder, 'ranges.yaml');
  writeFileSync(file, good('a'));
  const { told, log, warnings, owners, look } = await follow('ranges.yaml');
  writeFileSync(file, 'ranges:\n- range: x\n- owner: y\n');
  await look();
  await look();
  const said = [
    '--ranges: "/ranges.yaml" has 3 faults',
    'line 2, ranges[0].range: "x": it is neither an IPv4 nor an IPv6 address',
    'line 2, ranges[0].owner: it is missing: write a text',
    'line 3, ranges[1].range: it is missing: write a text',
  ];
  expect(warnings()).toEqual([`${said.join('; ')}. What it declared before stays.`]);
  expect(log).toEqual([`warn ${said.join('\n  ')}\nwhat it declared before stays`]);
  rmSync(file);
  await look();
  await look();
  expect(warnings()).toEqual(['--ranges: "/ranges.yaml" is not there. What it declared before stays.']);
  expect([log.length, owners(), told]).toEqual([2, ['a'], ['a']]);
  writeFileSync(file, good('b'));
  await look();
  expect([warnings(), owners(), told, log.at(-1)]).toEqual([[], ['b'], ['a', 'b'], 'info the file of ranges was read again']);
});

test('what is stopped looks no more', async () => {
  const file = join(folder, 'ranges.yaml');
  writeFileSync(file, good('a'));
  const { told, clock } = await follow('ranges.yaml');
  writeFileSync(file, good('b'));
  followed?.stop();
  expect(clock.waiting).toBe(0);
  clock.advance(10_000);
  expect(told).toEqual(['a']);
});
