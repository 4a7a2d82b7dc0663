import { afterEach, describe, expect, test } from 'vitest';
import { connectTo } from './connection.ts';
import { Discovery } from './discovery.ts';
import { Failure } from './failure.ts';
import type { Served } from './served.ts';
import type { Log } from './surroundings.ts';
import { status } from './testing/objects.ts';
import { silent } from './testing/play.ts';
import { PlayedClock } from './testing/playedClock.ts';
import { type Asked, type Scene, ScriptedServer } from './testing/scriptedServer.ts';
import { until } from './testing/until.ts';

/** "group/version" → plurals, as the server has them now. */
let has: Record<string, readonly string[]>;
/** Takes the place of the answer to a path. */
let instead: Record<string, Scene>;
let server: ScriptedServer;
let clock: PlayedClock;
let end: AbortController;
let done: Promise<void>;
let doubted: Set<string>;
let dice = 0;
const warned: { readonly code: unknown; readonly words: string }[] = [];
const rounds: (string | Failure)[] = [];

/** A round in one text: "metallb.io/v1beta1: ipaddresspools". */
const told = ({ versions }: Served): string =>
  [...versions]
    .map(([version, plurals]) => `${version}: ${plurals instanceof Failure ? plurals.message : [...plurals].join(' ')}`)
    .join('; ');

const answer: Scene = (asked) => {
  const scene = instead[asked.path];
  if (scene) scene(asked);
  else if (asked.path === '/apis') asked.answer(200, groupList());
  else {
    const plurals = has[asked.path.slice('/apis/'.length)];
    if (plurals) asked.answer(200, { kind: 'APIResourceList', resources: plurals.map((name) => ({ name })) });
    else asked.answer(404, '404 page not found');
  }
};

function groupList() {
  const versions = Object.keys(has).map((each) => each.split('/'));
  const names = [...new Set(versions.map(([name]) => name))];
  const of = (name: string | undefined) => versions.filter(([group]) => group === name).map(([, version]) => ({ version }));
  return { kind: 'APIGroupList', groups: names.map((name) => ({ name, versions: of(name) })) };
}

async function start(served: Record<string, readonly string[]>, special: Record<string, Scene> = {}): Promise<void> {
  has = served;
  instead = special;
  doubted = new Set();
  rounds.length = 0;
  warned.length = 0;
  server = await ScriptedServer.start(...Array.from({ length: 1000 }, () => answer));
  clock = new PlayedClock();
  end = new AbortController();
  const interest = new Map([
    ['cilium.io', ['v2', 'v2alpha1']],
    ['metallb.io', ['v1beta1']],
    ['k8s.ovn.org', []],
  ]);
  const log: Log = {
    ...silent,
    warn: (fields: object, words: string) => void warned.push({ ...fields, words } as (typeof warned)[number]),
  } as Log;
  const around = { connection: connectTo(server.url, { clock }), clock, random: () => dice, log };
  const listener = {
    found: async (found: Served) => void rounds.push(told(found)),
    failed: (failure: Failure) => void rounds.push(failure),
    doubted: () => doubted,
  };
  done = new Discovery(interest, around, listener, end.signal).run().finally(() => around.connection.close());
  await round(1);
}

/** Waits for the end of that round. */
async function round(number: number): Promise<void> {
  await until(() => rounds.length === number && clock.waiting === 1);
}

/** Lets the next round be, and gives what it asked. */
async function next(milliseconds = 65_000): Promise<string[]> {
  const before = server.asked.length;
  const number = rounds.length + 1;
  clock.advance(milliseconds);
  await round(number);
  return server.asked.slice(before).map((asked: Asked) => asked.path);
}

afterEach(async () => {
  dice = 0;
  end.abort(new Error('the test is over'));
  await done;
  expect(clock.waiting).toBe(0);
  await server.stop();
});

describe('what is served', () => {
  test('is asked of the groups and versions of interest alone', async () => {
    await start({
      'metallb.io/v1beta1': ['ipaddresspools', 'ipaddresspools/status'],
      'metallb.io/v1beta2': ['bgppeers'],
      'apps/v1': ['deployments'],
      'k8s.ovn.org/v1': ['egressips'],
    });
    expect(rounds).toEqual(['metallb.io/v1beta1: ipaddresspools ipaddresspools/status']);
    expect(server.asked.map((asked) => asked.path)).toEqual(['/apis', '/apis/metallb.io/v1beta1']);
    expect(server.asked[0]?.headers.accept).toBe('application/json');
  });

  test('comes and goes with its group', async () => {
    await start({});
    has = { 'cilium.io/v2': ['ciliumnodes'] };
    expect(await next()).toEqual(['/apis', '/apis/cilium.io/v2']);
    has = {};
    expect(await next()).toEqual(['/apis']);
    expect(rounds).toEqual(['', 'cilium.io/v2: ciliumnodes', '']);
  });

  test('of a group that has just come is looked at for three rounds more: operators make their kinds one after the other', async () => {
    await start({ 'cilium.io/v2': ['ciliumnodes'] });
    has = { 'cilium.io/v2': ['ciliumnodes', 'ciliumendpoints'] };
    expect(await next()).toEqual(['/apis', '/apis/cilium.io/v2']);
    expect(rounds.at(-1)).toBe('cilium.io/v2: ciliumnodes ciliumendpoints');
    await next();
    await next();
    expect(await next()).toEqual(['/apis', '/apis/cilium.io/v2']); // its turn, in the fifth round
    expect(await next()).toEqual(['/apis']);
  });

  test('changes with the versions of its group', async () => {
    await start({ 'cilium.io/v2alpha1': ['ciliumpodippools'] });
    has = { 'cilium.io/v2': ['ciliumpodippools'], 'cilium.io/v2alpha1': ['ciliumpodippools'] };
    await next();
    expect(rounds.at(-1)).toBe('cilium.io/v2alpha1: ciliumpodippools; cilium.io/v2: ciliumpodippools');
  });

  test('is looked at again now and then, each version in its turn, and at once where it is doubted', async () => {
    await start({ 'cilium.io/v2': ['ciliumnodes'], 'metallb.io/v1beta1': ['ipaddresspools'] });
    const asked: string[][] = [];
    for (let n = 2; n <= 15; n += 1) asked.push((await next()).slice(1));
    expect(asked.slice(3)).toEqual([
      ['/apis/cilium.io/v2'], // round 5
      ...[[], [], [], []],
      ['/apis/metallb.io/v1beta1'], // round 10
      ...[[], [], [], []],
      ['/apis/cilium.io/v2'],
    ]);
    doubted.add('metallb.io/v1beta1');
    has = { ...has, 'metallb.io/v1beta1': [] };
    expect(await next()).toEqual(['/apis', '/apis/metallb.io/v1beta1']);
    expect(rounds.at(-1)).toBe('cilium.io/v2: ciliumnodes; metallb.io/v1beta1: ');
  });

  test('costs at most 70 requests in a quiet hour', async () => {
    await start({ 'cilium.io/v2': ['a'], 'cilium.io/v2alpha1': ['b'], 'metallb.io/v1beta1': ['c'], 'k8s.ovn.org/v1': [] });
    for (let n = 0; n < 5; n += 1) await next();
    const before = server.asked.length;
    for (let passed = 0; passed < 3600; passed += 65) await next();
    expect(server.asked.length - before).toBeLessThanOrEqual(70);
    expect(server.asked.length - before).toBeGreaterThan(56);
  });
});

describe('what cannot be asked', () => {
  test('at first is tried again soon', async () => {
    await start({ 'cilium.io/v2': ['ciliumnodes'] }, { '/apis': (asked) => asked.answer(503, status(503, 'starting')) });
    expect(rounds).toEqual([expect.objectContaining({ code: 'server', message: 'HTTP 503: starting' })]);
    instead = {};
    await next(0); // a backoff whose dice show 0
    expect(rounds.at(-1)).toBe('cilium.io/v2: ciliumnodes');
  });

  test('is told as forbidden where RBAC has it so', async () => {
    await start({}, { '/apis': (asked) => asked.answer(403, status(403, 'User "u" cannot get path "/apis"')) });
    expect(rounds).toEqual([expect.objectContaining({ code: 'forbidden', message: 'HTTP 403: User "u" cannot get path "/apis"' })]);
  });

  test('is told once it was known, and asked again in the next round', async () => {
    await start({ 'cilium.io/v2': ['ciliumnodes'] });
    instead = { '/apis': (asked) => asked.reset() };
    await next();
    expect(rounds.at(-1)).toMatchObject({ code: 'unreachable' });
    instead = {};
    await next();
    expect(rounds.at(-1)).toBe('cilium.io/v2: ciliumnodes');
  });

  test('of one version leaves the others, and what was known of it', async () => {
    const broken: Scene = (asked) => asked.answer(503, status(503, 'the extension server is away'));
    await start({ 'cilium.io/v2': ['ciliumnodes'], 'metallb.io/v1beta1': ['ipaddresspools'] }, { '/apis/cilium.io/v2': broken });
    expect(rounds).toEqual(['cilium.io/v2: HTTP 503: the extension server is away; metallb.io/v1beta1: ipaddresspools']);
    instead = {};
    await next();
    instead = { '/apis/cilium.io/v2': broken };
    await next();
    expect(rounds.slice(1)).toEqual(Array(2).fill('cilium.io/v2: ciliumnodes; metallb.io/v1beta1: ipaddresspools'));
  });

  test.each([
    ['no JSON', '<html>', '/apis is no JSON'],
    ['no list of groups', { kind: 'Status' }, '/apis is a Status, no APIGroupList'],
    ['nothing at all', 'null', '/apis is a nameless thing, no APIGroupList'],
  ])('or is %s is malformed', async (_, body, words) => {
    await start({}, { '/apis': (asked) => asked.answer(200, body) });
    expect(rounds).toEqual([expect.objectContaining({ code: 'malformed', message: words })]);
  });

  test('a version that went between the two questions has no kinds', async () => {
    await start({ 'cilium.io/v2': ['ciliumnodes'] }, { '/apis/cilium.io/v2': (asked) => asked.answer(404, '404 page not found') });
    expect(rounds).toEqual(['cilium.io/v2: ']);
  });

  test('a version whose answer is no list of kinds is malformed', async () => {
    await start({ 'cilium.io/v2': ['ciliumnodes'] }, { '/apis/cilium.io/v2': (asked) => asked.answer(200, { kind: 'Status' }) });
    expect(rounds).toEqual(['cilium.io/v2: /apis/cilium.io/v2 is no APIResourceList']);
  });

  test('groups, versions and kinds of other types are none', async () => {
    const groups = [null, 5, { name: 'cilium.io', versions: [null, { version: 'v2' }, {}] }, { name: 'metallb.io', versions: 'v1beta1' }];
    await start(
      {},
      {
        '/apis': (asked) => asked.answer(200, { kind: 'APIGroupList', groups }),
        '/apis/cilium.io/v2': (asked) => asked.answer(200, { kind: 'APIResourceList', resources: [null, { name: 'ciliumnodes' }, 'x'] }),
      },
    );
    expect(rounds).toEqual(['cilium.io/v2:  ciliumnodes']);
  });

  test('is warned of, with its code', async () => {
    await start({}, { '/apis': (asked) => asked.answer(503, status(503, 'starting')) });
    expect(warned).toEqual([{ code: 'server', words: 'which kinds there are is not known: HTTP 503: starting' }]);
  });
});

describe('a round', () => {
  /** Whether a round begins exactly after so many milliseconds. */
  async function after(milliseconds: number): Promise<void> {
    clock.advance(milliseconds - 1);
    expect(clock.waiting).toBe(1); // it is still to come
    await next(1);
  }

  test('comes 65 s after the last, or up to a quarter later', async () => {
    dice = 0.5;
    await start({ 'cilium.io/v2': ['ciliumnodes'] });
    await after(73_125);
    dice = 0;
    await next(73_125);
    await after(65_000);
  });

  test('that was forbidden is not hurried, though it was the first', async () => {
    dice = 0.5;
    await start({}, { '/apis': (asked) => asked.answer(403, status(403, 'no')) });
    await after(73_125);
  });

  test('that failed at first comes back with the backoff, and later in its own time', async () => {
    dice = 0.5;
    await start({}, { '/apis': (asked) => asked.answer(503, status(503, 'starting')) });
    await after(400);
    await after(800);
    instead = {};
    await next(1600);
    instead = { '/apis': (asked) => asked.answer(503, status(503, 'away')) };
    await next(73_125);
    await after(73_125);
  });

  test('waits as long as the server asks for', async () => {
    await start({}, { '/apis': (asked) => asked.answer(429, 'slow down', { 'retry-after': '100' }) });
    await after(100_000);
  });
});
