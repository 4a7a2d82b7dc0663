import { expect, test } from 'vitest';
import type { KindStatus, Status } from '../../shared/wire/status.ts';
import { livenessOf } from './liveness.ts';

const now = '2026-11-23T09:00:00Z';
const kind = (name: string, change: Partial<KindStatus> = {}): KindStatus => ({
  kind: name,
  optional: false,
  resource: `${name.toLowerCase()}s`,
  state: 'synced',
  connected: true,
  objects: 3,
  lastEvent: '2026-11-23T08:59:58Z',
  error: null,
  missing: null,
  rule: null,
  restarts: 0,
  relists: 0,
  decodeErrors: 0,
  ...change,
});
const status = (kinds: KindStatus[], connected = true): Status => ({
  revision: '1',
  cluster: { name: 'c', version: 'v1.34.2', server: 'https://c', source: 'KUBECONFIG', demo: false },
  connected,
  synced: true,
  warnings: [],
  kinds,
  history: {
    engine: 'memory',
    where: 'memory',
    state: 'recording',
    error: null,
    fault: null,
    note: null,
    since: null,
    tenanciesSince: null,
    until: null,
    answers: true,
    bytes: null,
  },
  memory: { rss: 1, heapUsed: 1 },
  uptime: 1,
  version: '0.1.0',
  now,
});
const live = (change: Partial<Parameters<typeof livenessOf>[0]>) =>
  livenessOf({ status: status([kind('Pod'), kind('Node')]), receivedAt: 1000, failed: false, stream: 'open', now: 1000, ...change });

test('all well: live, with the age of the last byte', () => {
  expect(live({})).toEqual({ tone: 'live', word: 'Live', about: 'data 2 s old', short: '2 s' });
});

test('the age goes on by our own clock while no answer comes', () => {
  expect(live({ now: 9000 }).about).toBe('data 10 s old');
});

test('a stale kind is named with its age', () => {
  const stale = status([kind('Node'), kind('Pod', { state: 'stale', connected: false, lastEvent: '2026-11-23T08:53:48Z' })]);
  expect(live({ status: stale })).toEqual({ tone: 'stale', word: 'Stale', about: 'Pods 6 min old', short: '6 min' });
});

test('of several stale kinds the oldest is named', () => {
  const stale = status([
    kind('IPAddress', { state: 'stale', lastEvent: '2026-11-23T08:50:00Z' }),
    kind('Pod', { state: 'stale', lastEvent: '2026-11-23T08:59:00Z' }),
  ]);
  expect(live({ status: stale }).about).toBe('IPAddresses 10 min old');
});

test('a forbidden kind does not make the rest old', () => {
  const some = status([kind('Pod'), kind('Service', { state: 'forbidden', connected: false, objects: null, lastEvent: null })]);
  expect(live({ status: some }).word).toBe('Live');
});

test('while a kind is being read, it says which', () => {
  expect(live({ status: status([kind('Pod', { state: 'syncing' })]) })).toMatchObject({ tone: 'reading', word: 'Reading', about: 'Pods' });
});

test('a server that was lost is not live, whatever it said last', () => {
  expect(live({ stream: 'waiting' })).toMatchObject({ tone: 'down', word: 'Not connected', about: 'data 2 s old' });
  expect(live({ failed: true })).toMatchObject({ tone: 'down', word: 'Not connected' });
  expect(live({ stream: 'offline' })).toMatchObject({ tone: 'down', word: 'Offline' });
});

test('before the first answer it is connecting; where none comes it is not connected', () => {
  expect(live({ status: undefined })).toEqual({ tone: 'reading', word: 'Connecting', about: null, short: null });
  expect(live({ status: undefined, failed: true })).toEqual({ tone: 'down', word: 'Not connected', about: null, short: null });
});

test('a cluster that forbids all of it is there, and nothing may be read', () => {
  const none = status([kind('Pod', { state: 'forbidden', connected: false, objects: null, lastEvent: null })], false);
  expect(live({ status: none })).toEqual({ tone: 'down', word: 'No rights', about: null, short: null });
});

test('a cluster that never answered has no age', () => {
  const none = status([kind('Pod', { state: 'syncing', connected: false, objects: null, lastEvent: null })], false);
  expect(live({ status: none })).toEqual({ tone: 'down', word: 'No cluster', about: null, short: null });
});
