import { execFileSync, spawnSync } from 'node:child_process';
import { chmodSync, copyFileSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir, userInfo } from 'node:os';
import { join } from 'node:path';
import { pino } from 'pino';
import { afterEach, expect, type TestContext, test } from 'vitest';
import { Model } from '../model/model.ts';
import { noon } from '../testing/serve.ts';
import { smallCluster } from '../testing/smallCluster.ts';
import type { HistoryStore } from './history.ts';
import { historyAt } from './historyAt.ts';
import { Recorder } from './recorder.ts';
import { SqliteDatabase } from './sqlite/sqliteDatabase.ts';
import { startPostgres, whyNoPostgres } from './testing/engines.ts';

const ends: (() => unknown)[] = [];
afterEach(async () => {
  for (const end of ends.splice(0).reverse()) await end();
}, 60_000);

function folder(): string {
  const path = mkdtempSync(join(tmpdir(), 'cidrscape-faults-'));
  ends.push(() => rmSync(path, { recursive: true, force: true }));
  return path;
}

function recording(history: HistoryStore) {
  const store = smallCluster();
  const model = new Model(store);
  const clock = { passed: 0, now: () => noon + clock.passed, elapsed: () => clock.passed, timer: () => () => {} };
  const recorder = new Recorder({
    store,
    pools: () => model.pools().items,
    history,
    clock,
    log: pino({ level: 'silent' }),
    identity: () => 'uid',
    kept: { tenancies: 86_400_000, bytes: 1e9 },
  });
  ends.push(() => model.stop());
  ends.push(() => recorder.stop());
  const pass = (milliseconds: number) => {
    clock.passed += milliseconds;
    for (const kind of ['Node', 'Service', 'Pod'] as const) store.setReading(kind, { lastEvent: clock.now() });
  };
  const pod = store.get('Pod', 'shop/web-0-0');
  if (!pod) throw new Error('it is there');
  const arrive = (name: string, ip: string) => store.apply([{ put: { ...pod, name, uid: name, podIPs: [ip] } }]);
  const held = async (hex: string) => (await history.tenanciesOf(1, hex, noon * 2, 9)).map(({ object }) => object);
  return { recorder, pass, arrive, held };
}

test.each([
  ['what is no database', Buffer.from('this is no database, whatever its name says, and long enough to be looked at')],
  ['a database whose middle is overwritten', null],
])('%s is moved aside, kept there byte for byte, and a new history begins', async (_, content) => {
  const place = folder();
  const file = join(place, 'history.db');
  if (content) writeFileSync(file, content);
  else {
    const { recorder } = recording(historyAt({ file }, () => noon));
    await recorder.settle();
    await recorder.stop();
    const bytes = readFileSync(file);
    bytes.fill(0xa5, 4096, bytes.length - 4096);
    writeFileSync(file, bytes);
  }
  const before = readFileSync(file);
  const { recorder, held } = recording(historyAt({ file }, () => noon));
  await recorder.settle();
  expect(recorder.state).toMatchObject({ state: 'recording', error: null });
  const [aside = ''] = readdirSync(place).filter((name) => name.startsWith('history.db.corrupt-2026-11-23T12-00-00-000Z'));
  expect(recorder.state.note).toContain(`it was moved to ${join(place, aside)}`);
  expect(readFileSync(join(place, aside)).equals(before)).toBe(true);
  expect(await held('0af40002')).toEqual(['Pod shop/web-0-0']);
});

test('a file of a newer version is refused, and not a byte of it changes', async () => {
  const file = join(folder(), 'history.db');
  const first = recording(historyAt({ file }, () => noon));
  await first.recorder.settle();
  await first.recorder.stop();
  const database = new SqliteDatabase({ file, now: () => noon });
  await database.open();
  await database.run([{ sql: 'INSERT INTO history_version (version) VALUES (99)', values: [] }]);
  await database.close();
  const before = readFileSync(file);
  const { recorder, arrive } = recording(historyAt({ file }, () => noon));
  await recorder.settle();
  arrive('a', '10.244.0.9');
  await recorder.settle();
  expect(recorder.state).toMatchObject({
    state: 'refused',
    fault: 'newer',
    error: expect.stringContaining('newer version'),
    answers: false,
  });
  await recorder.stop();
  expect(readFileSync(file).equals(before)).toBe(true);
});

test('a folder that cannot be made is said, and tried again', async () => {
  const place = folder();
  writeFileSync(join(place, 'data'), 'a file where a folder should be');
  const { recorder, held } = recording(historyAt({ file: join(place, 'data', 'history.db') }, () => noon));
  await recorder.settle();
  expect(recorder.state).toMatchObject({
    state: 'failing',
    error: `${join(place, 'data')} cannot be made: there is a file of that name: name a folder`,
  });
  rmSync(join(place, 'data'));
  await recorder.settle();
  expect(recorder.state).toMatchObject({ state: 'recording', error: null });
  expect(await held('0af40002')).toEqual(['Pod shop/web-0-0']);
});

test('a disk that is read-only is said, and tried again; what is stored is answered meanwhile, and none of it is lost', async (context) => {
  const place = mounted(context.skip, 'size=16m');
  const file = join(place, 'history.db');
  const first = recording(historyAt({ file }, () => noon));
  await first.recorder.settle();
  await first.recorder.stop();
  const before = readFileSync(file);
  execFileSync('mount', ['-o', 'remount,ro', place]); // which the system refuses while a file is open for writing
  const { recorder, pass, arrive, held } = recording(historyAt({ file }, () => noon));
  pass(60_000);
  await recorder.settle();
  arrive('a', '10.244.0.9');
  await recorder.settle();
  expect(recorder.state).toMatchObject({
    state: 'failing',
    error: expect.stringMatching(/read.?only/i),
    fault: 'read-only',
    answers: true,
    since: noon,
  });
  expect([recorder.standing?.cluster, recorder.until]).toEqual([1, noon]);
  expect([await held('0af40002'), await held('0af40009')]).toEqual([['Pod shop/web-0-0'], []]);
  await recorder.settle();
  expect(await held('0af40002')).toEqual(['Pod shop/web-0-0']);
  expect(readFileSync(file).equals(before)).toBe(true);
  execFileSync('mount', ['-o', 'remount,rw', place]);
  pass(60_000);
  await recorder.settle();
  expect(recorder.state).toMatchObject({ state: 'recording', error: null });
  expect(await held('0af40009')).toEqual(['Pod shop/a']);
  expect(await held('0af40002')).toEqual(['Pod shop/web-0-0']);
});

test('after a kill the log beside the file is read too, from a disk that is read-only', async (context) => {
  const place = mounted(context.skip, 'size=16m');
  const file = join(place, 'history.db');
  const first = recording(historyAt({ file }, () => noon));
  await first.recorder.settle();
  const killed = folder();
  for (const end of ['', '-wal', '-shm']) copyFileSync(`${file}${end}`, join(killed, `history.db${end}`));
  await first.recorder.stop();
  for (const end of ['', '-wal', '-shm']) copyFileSync(join(killed, `history.db${end}`), `${file}${end}`);
  execFileSync('mount', ['-o', 'remount,ro', place]);
  const { recorder, held } = recording(historyAt({ file }, () => noon));
  await recorder.settle();
  expect(recorder.state).toMatchObject({ state: 'failing', answers: true });
  expect(await held('0af40002')).toEqual(['Pod shop/web-0-0']);
});

test('a disk that becomes read-only has nothing to answer where there is no history yet', async (context) => {
  const place = mounted(context.skip, 'ro,size=1m');
  const { recorder } = recording(historyAt({ file: join(place, 'history.db') }, () => noon));
  await recorder.settle();
  expect(recorder.state).toMatchObject({ state: 'failing', error: expect.stringContaining(place), answers: false, since: null });
  expect([recorder.standing, recorder.until]).toEqual([undefined, null]);
});

test('a full disk is said; nothing that was stored is lost, and with room again all is written', async (context) => {
  const place = mounted(context.skip, 'size=1m');
  const file = join(place, 'history.db');
  const { recorder, pass, arrive, held } = recording(historyAt({ file }, () => noon));
  await recorder.settle();
  pass(60_000);
  const ballast = join(place, 'ballast');
  spawnSync('dd', ['if=/dev/zero', `of=${ballast}`, 'bs=4k', 'count=1000']);
  for (let i = 0; i < 3000; i++) arrive(`p${i}`, `10.244.${1 + (i >> 8)}.${i & 255}`);
  await recorder.settle();
  expect(recorder.state).toMatchObject({ state: 'failing', error: expect.stringMatching(/full|disk I\/O/i) });
  expect(recorder.standing?.cluster).toBe(1);
  expect(await held('0af40002')).toEqual(['Pod shop/web-0-0']);
  execFileSync('mount', ['-o', 'remount,size=64m', place]);
  pass(60_000);
  await recorder.settle();
  expect(recorder.state).toMatchObject({ state: 'recording', error: null });
  expect(await held('0af40002')).toEqual(['Pod shop/web-0-0']);
  expect(await held('0af40105')).toEqual(['Pod shop/p5']);
  expect(await held('0af40cb7')).toEqual(['Pod shop/p2999']);
});

/** A small disk of its own, where this user may mount one. */
function mounted(skip: TestContext['skip'], options: string): string {
  const place = folder();
  if (userInfo().uid !== 0) skip('only root may mount a disk to fill');
  const { status } = spawnSync('mount', ['-t', 'tmpfs', '-o', options, 'tmpfs', place]);
  if (status !== 0) skip('no disk can be mounted here');
  ends.push(() => spawnSync('umount', ['-l', place]));
  return place;
}

test('a folder that may not be written to is said', async (context) => {
  if (userInfo().uid === 0) context.skip('root may write anywhere');
  const place = folder();
  chmodSync(place, 0o500);
  ends.push(() => chmodSync(place, 0o700));
  const { recorder } = recording(historyAt({ file: join(place, 'history.db') }, () => noon));
  await recorder.settle();
  expect(recorder.state).toMatchObject({ state: 'failing', error: expect.stringContaining(place) });
  expect(existsSync(join(place, 'history.db'))).toBe(false);
});

test('a PostgreSQL that is gone is said, without its password, and written to when it is back', async (context) => {
  const why = whyNoPostgres();
  if (why !== null) context.skip(why);
  const server = await startPostgres();
  ends.push(() => server.stop());
  const { recorder, pass, arrive, held } = recording(historyAt({ url: await server.database('net') }, () => noon));
  await recorder.settle();
  pass(60_000);
  await server.halt();
  arrive('a', '10.244.0.9');
  await recorder.settle();
  expect(recorder.state).toMatchObject({ state: 'failing', error: expect.stringContaining('postgres://127.0.0.1') });
  expect(JSON.stringify(recorder.state)).not.toContain('secret');
  arrive('b', '10.244.0.10');
  await server.resume();
  pass(60_000);
  await recorder.settle();
  expect(recorder.state).toMatchObject({ state: 'recording', error: null });
  expect([await held('0af40009'), await held('0af4000a')]).toEqual([['Pod shop/a'], ['Pod shop/b']]);
});
