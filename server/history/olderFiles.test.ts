import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { afterEach, expect, test } from 'vitest';
import { noon } from '../testing/serve.ts';
import type { HistoryStore } from './history.ts';
import { historyAt } from './historyAt.ts';
import { migrations } from './migrations.ts';

/**
 * Files that each version of the tables wrote while it was the newest: the product of that time followed the small cluster of the tests for
 * 77 minutes and was stopped; ten minutes later it was started again and stopped at once. A new version adds its own here.
 */
const versions = [1, 2, 3] as const;

const minute = 60_000;
const hour = 60 * minute;
const ends: (() => unknown)[] = [];
afterEach(async () => {
  for (const end of ends.splice(0).reverse()) await end();
});

async function opened(version: number): Promise<{ readonly history: HistoryStore; readonly file: string }> {
  const folder = mkdtempSync(join(tmpdir(), 'cidrscape-older-'));
  ends.push(() => rmSync(folder, { recursive: true, force: true }));
  const file = join(folder, 'history.db');
  writeFileSync(file, gunzipSync(readFileSync(new URL(`fixtures/version-${version}.db.gz`, import.meta.url))));
  const history = historyAt({ file }, () => noon);
  ends.push(() => history.close());
  expect(await history.open()).toBe('');
  return { history, file };
}

test('there is a file of every version', () => {
  expect(versions.at(-1)).toBe(migrations.length);
});

test.each(versions)('a file of version %i says after it was brought forward what it said before', async (version) => {
  const { history } = await opened(version);
  const seen = noon + 87 * minute;
  const standing = await history.standing('uid', noon + 2 * hour);
  expect(standing).toEqual({ cluster: 1, since: noon, seen });

  const told = async (hex: string) =>
    (await history.tenanciesOf(1, hex, noon * 2, 9)).map(({ object, as, from, to, made }) => [
      object,
      as,
      from.earliest && (from.earliest - noon) / minute,
      (from.latest - noon) / minute,
      to && [to.earliest && (to.earliest - noon) / minute, (to.latest - noon) / minute],
      made,
    ]);
  expect(await told('0af40009')).toEqual([
    ['Pod shop/b', 'podIP', 2, 2, [77, 87], false],
    ['Pod shop/a', 'podIP', 1, 1, [2, 2], false],
  ]);
  expect(await told('fd000244000000000000000000000009')).toEqual([['Pod shop/a', 'podIP', 1, 1, [2, 2], false]]);
  expect(await told('0af40002')).toEqual([['Pod shop/web-0-0', 'podIP', -24 * 60, 0, null, false]]);
  expect(await told('0a600001')).toEqual([['Service default/kubernetes', 'clusterIP', -24 * 60, 0, null, false]]);

  const range = { from: noon - 24 * hour, to: noon + 24 * hour };
  const samples = async (step: 300 | 3600 | 86_400) =>
    (await history.samples(1, 'service/kubernetes/10.96.0.0-20', step, range))?.map((row) => [
      (row.at - noon) / minute,
      row.inUse,
      row.inUseLeast,
      row.usable,
      row.count,
      row.imported,
      row.made,
    ]);
  const fine = [0, ...Array.from({ length: 15 }, (_, i) => 5 * (i + 1)), 85];
  expect(await samples(300)).toEqual(fine.map((at) => [at, '3', '3', '4094', 1, 0, false]));
  expect(await samples(3600)).toEqual([
    [0, '3', '3', '4094', 12, 0, false],
    [60, '3', '3', '4094', 5, 0, false],
  ]);
  expect(await samples(86_400)).toEqual([[-720, '3', '3', '4094', 17, 0, false]]);
  expect(await history.marks(1, range)).toEqual([{ kind: 'restart', from: noon + 77 * minute, until: seen, note: '' }]);

  const all = { first: '0af40000', last: '0af4ffff' };
  const cells = await history.heldCells(1, { at: noon + 30 * minute, made: false }, all, 4);
  expect(cells).toMatchObject([{ digits: '0af4', unsure: 0, conflicts: 0 }]);
  // Known from no later than it was, and blocks from now on where they were not written down.
  const extent = await history.extent(1);
  expect(extent).toMatchObject({ since: noon, recorded: noon, seen });
  expect(extent.tenancies).toBe(version < 3 ? noon + 2 * minute : noon);
  expect(extent.blocks).toBe(version < 3 ? noon + 2 * hour : noon);
});

test.each(versions)('a file of version %i is written to afterwards, and opened again', async (version) => {
  const { history, file } = await opened(version);
  await history.write(1, {
    endings: [
      {
        address: '0af40002',
        as: 'podIP',
        uid: (await history.tenanciesOf(1, '0af40002', noon * 2, 1))[0]?.uid ?? '',
        to: { earliest: noon + 3 * hour, latest: noon + 3 * hour },
      },
    ],
    tenancies: [],
    marks: [],
    seen: noon + 3 * hour,
  });
  await history.close();
  const again = historyAt({ file }, () => noon);
  ends.push(() => again.close());
  expect(await again.open()).toBe('');
  expect((await again.tenanciesOf(1, '0af40002', noon * 2, 1))[0]?.to?.latest).toBe(noon + 3 * hour);
  expect((await again.known('uid'))?.seen).toBe(noon + 3 * hour);
});
