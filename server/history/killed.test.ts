import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { SqlHistory } from './sqlHistory.ts';
import { SqliteDatabase } from './sqlite/sqliteDatabase.ts';

const writer = fileURLToPath(new URL('testing/writer.ts', import.meta.url));
const hex = (n: number) => n.toString(16).padStart(8, '0');

/** Kills a writer in the midst of it, so many milliseconds after its first batch; the last batch that it said was written. */
async function kill(file: string, first: number, after: number): Promise<number> {
  const env = { ...process.env, NODE_COMPILE_CACHE: `${file}.cache` }; // it is started again and again
  const child = spawn(process.execPath, [writer, file, String(first)], { env, stdio: ['ignore', 'pipe', 'ignore'] });
  let said = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    said = (said + text).slice(-200);
  });
  await once(child.stdout, 'data');
  const end = performance.now() + after;
  while (performance.now() < end) await new Promise(setImmediate);
  const closed = once(child, 'close');
  child.kill('SIGKILL');
  await closed;
  return Number(said.slice(0, said.lastIndexOf('\n')).split('\n').at(-1));
}

/** So many times in a row on one file: what was said to be written is there, whole batches of it, and no more than a few beyond. */
async function killAgainAndAgain(rounds: number): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'cidrscape-killed-'));
  try {
    const file = join(folder, 'history.db');
    let first = 1;
    for (let round = 0; round < rounds; round++) {
      const last = await kill(file, first, (round * 7) % 23);
      expect(last).toBeGreaterThanOrEqual(first);
      const history = new SqlHistory(new SqliteDatabase({ file, now: Date.now }));
      expect(await history.open()).toBe(''); // it was checked, and not moved aside
      const { cluster, seen } = await history.standing('uid', 1);
      const reached = Number(seen) - 1000;
      expect(reached).toBeGreaterThanOrEqual(last);
      for (const n of [first, last, reached]) {
        const held = await history.tenanciesOf(cluster, hex(n), 1e9, 200);
        expect(held.length).toBe(100);
        expect(held.every(({ to }) => (to === null) === (n === reached))).toBe(true);
      }
      expect(await history.tenanciesOf(cluster, hex(reached + 1), 1e9, 200)).toEqual([]);
      await history.close();
      first = reached + 1;
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

test('killed 100 times while it writes, it loses nothing that was written, has no half batch, and is never corrupt', {
  timeout: 300_000,
}, async () => {
  await Promise.all([killAgainAndAgain(34), killAgainAndAgain(33), killAgainAndAgain(33)]);
});
