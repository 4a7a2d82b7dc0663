import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, request as forward } from 'node:http';
import { type AddressInfo, BlockList } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { type Demo, startDemo } from '../../server/demo/startDemo.ts';
import type { PoolHistory } from '../../shared/wire/history.ts';
import type { PoolList } from '../../shared/wire/pools.ts';
import type { Status } from '../../shared/wire/status.ts';
import { startProduct } from '../cluster/product.ts';
import { untilThere } from '../cluster/until.ts';
import { expositionOf, type Life, livesOf } from './clusterPast.ts';
import { fill, type Prometheus, startPrometheus, whyNoPrometheus } from './program.ts';

/**
 * The command import against a real Prometheus that holds what kube-state-metrics would have said of two simulated clusters for weeks. What
 * the product then answers is held to the numbers that the series were made from.
 */

const root = new URL('../..', import.meta.url).pathname;
const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;
const now = Date.now();
const from = Math.floor(now / day) * day - 30 * day;
const lag = 20_000; // a scrape lies a little before the moment that is asked for

const hourly = Array.from({ length: Math.floor((now - from) / hour) }, (_, i) => from + (i + 1) * hour - lag);
const lastHours = Array.from({ length: 36 }, (_, i) => Math.floor(now / (5 * minute)) * 5 * minute - i * 5 * minute - lag);
/**
 * So that there is a present, too: the import looks at it where the last five minutes ended, so it begins before that, and it goes on
 * while the tests take their time.
 */
const present = Array.from({ length: 55 }, (_, i) => Math.floor(now / minute) * minute + (i - 15) * minute - lag);
const inOrder = (...lists: readonly (readonly number[])[]) => [...new Set(lists.flat())].sort((a, b) => a - b);
const times = inOrder(hourly, lastHours, present);
const sixTimes = inOrder(hourly, present);

const goneTimes = hourly.filter((at) => at > from + 20 * day && at < from + 20.5 * day);
/** As if another cluster had been set up in the same way. */
const goneLives = (all: readonly Life[]): Life[] =>
  all.map((life) => ({
    ...life,
    from,
    series: life.series.map(([metric, labels, value]) => [metric, labels.uid ? { ...labels, uid: `gone-${labels.uid}` } : labels, value]),
  }));

const why = whyNoPrometheus();
const folder = mkdtempSync(join(tmpdir(), 'cidrscape-prometheus-'));
let dual: Demo;
let six: Demo;
let lives: { readonly dual: readonly Life[]; readonly six: readonly Life[] };
let prometheus: Prometheus;

beforeAll(async () => {
  if (why !== null) return;
  const size = { nodes: 12, pods: 120, services: 40, churn: 0 };
  dual = await startDemo(size);
  six = await startDemo({ ...size, seed: 7, families: ['IPv6', 'IPv4'], cni: ['kubeadm'] });
  lives = {
    dual: await livesOf({ url: dual.url, from, now }),
    six: await livesOf({ url: six.url, from, now, isOld: true }),
  };
  const half = times.filter((at) => at > from + 10 * day && at < from + 12 * day);
  fill(
    folder,
    expositionOf([
      { lives: lives.dual, times, labels: { cluster: 'dual', instance: 'ksm-0' } },
      { lives: lives.dual.filter(({ kind }) => kind === 'pod'), times: half, labels: { cluster: 'dual', instance: 'ksm-1' } },
      { lives: lives.six, times: sixTimes, labels: { cluster: 'six', instance: 'ksm-0' } },
      // A cluster that was there for half a day and is gone, with the same addresses.
      { lives: goneLives(lives.dual), times: goneTimes, labels: { cluster: 'gone', instance: 'ksm-0' } },
    ]),
  );
  prometheus = await startPrometheus(folder);
}, 300_000);
afterAll(async () => {
  await prometheus?.kill();
  await dual?.stop();
  await six?.stop();
  rmSync(folder, { recursive: true, force: true });
});
beforeEach((context) => {
  if (why !== null) context.skip(why);
});

let folders = 0;
/** A kubeconfig and a place for the history. */
function place(demo: Demo): { readonly kubeconfig: string; readonly data: string } {
  const data = join(folder, `place-${++folders}`);
  mkdirSync(data);
  const kubeconfig = join(data, 'kubeconfig');
  const config = {
    apiVersion: 'v1',
    kind: 'Config',
    clusters: [{ name: 'demo', cluster: { server: demo.url } }],
    users: [{ name: 'me', user: {} }],
    contexts: [{ name: 'demo', context: { cluster: 'demo', user: 'me' } }],
    'current-context': 'demo',
  };
  writeFileSync(kubeconfig, JSON.stringify(config));
  return { kubeconfig, data };
}

async function runImport(at: ReturnType<typeof place>, args: readonly string[], env: Readonly<Record<string, string>> = {}) {
  const flags = ['--kubeconfig', at.kubeconfig, '--data-dir', at.data, ...args];
  const child = spawn(process.execPath, ['server/main.ts', 'import', ...flags], {
    cwd: root,
    env: { PATH: process.env.PATH ?? '', HOME: at.data, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let out = '';
  let err = '';
  child.stdout.on('data', (chunk: Buffer) => {
    out += chunk.toString();
  });
  child.stderr.on('data', (chunk: Buffer) => {
    err += chunk.toString();
  });
  const [code] = await once(child, 'close');
  return { code, out, err };
}

/** Every point of every pool, from the day on that the series begin. */
async function pastOf(
  at: ReturnType<typeof place>,
  steps: readonly { readonly from: number; readonly to: number; readonly step: number }[],
) {
  const product = await startProduct(at.kubeconfig, undefined, ['--data-dir', at.data]);
  try {
    await untilThere('all that is read, and a history that is open', async () => {
      const { kinds, history } = await product.get<Status>('/status');
      return kinds.every(({ state }) => state !== 'syncing') && history.state === 'recording' ? true : undefined;
    });
    const { items: pools } = await product.get<PoolList>('/pools?limit=1000');
    await untilThere('a first sample of its own', async () => {
      const { points } = await product.get<PoolHistory>(`/history?pool=${encodeURIComponent(pools[0]?.id ?? '')}`);
      return points.some(({ origin }) => origin === 'counted') ? true : undefined;
    });
    const past = new Map<string, PoolHistory['points'][number][]>();
    for (const { id } of pools) {
      const points: PoolHistory['points'][number][] = [];
      for (const span of steps) {
        const asked = `pool=${encodeURIComponent(id)}&from=${new Date(span.from).toISOString()}&to=${new Date(span.to).toISOString()}`;
        points.push(...(await product.get<PoolHistory>(`/history?${asked}&step=${span.step}`)).points);
      }
      past.set(id, points);
    }
    return { pools, past };
  } finally {
    await product.stop();
  }
}

const turn = Math.ceil((now - 14 * day) / day) * day;
const hours = { from, to: turn - day, step: 3600 };
const fine = { from: turn + day, to: turn + 3 * day, step: 300 };
const recent = { from: Math.floor(now / day) * day - day, to: Math.floor(now / hour) * hour, step: 300 };

/** Whether an address, or the first of a CIDR, lies in ranges. */
function within(ranges: readonly string[]): (text: string) => boolean {
  const list = new BlockList();
  for (const range of ranges) {
    const [base = '', length] = range.split('/');
    const family = base.includes(':') ? 'ipv6' : 'ipv4';
    if (length !== undefined) list.addSubnet(base, Number(length), family);
    else list.addRange(...(range.split('-') as [string, string]), family);
  }
  return (text) => {
    const [address = ''] = text.split('/');
    return address !== '' && address !== 'None' && list.check(address, address.includes(':') ? 'ipv6' : 'ipv4');
  };
}

/** What was at the last scrape before a moment; undefined where that was too long before. */
function aliveAt(all: readonly Life[], scrapes: readonly number[], at: number): readonly Life[] | undefined {
  const scrape = scrapes.findLast((time) => time <= at && time > at - 5 * minute);
  return scrape === undefined ? undefined : all.filter((life) => life.from <= scrape && scrape < life.to);
}

type Truth = (alive: readonly Life[], pool: PoolList['items'][number]) => { inUse: string | null; blocks: number | null };

/** Each point of a step that is one moment is what was; where nothing was scraped there is none. */
function expectTruth(found: Awaited<ReturnType<typeof pastOf>>, all: readonly Life[], scrapes: readonly number[], truth: Truth): number {
  let compared = 0;
  for (const pool of found.pools) {
    const points = new Map((found.past.get(pool.id) ?? []).map((point) => [Date.parse(point.at), point]));
    const wrong: unknown[] = [];
    for (const span of [hours, fine, recent])
      for (let at = span.from; at < span.to; at += span.step * 1000) {
        const alive = aliveAt(all, scrapes, at);
        const is = alive && truth(alive, pool);
        const want = is && (is.inUse !== null || is.blocks !== null) ? [is.inUse, is.blocks, 'imported'] : undefined;
        const point = points.get(at);
        const got = point && [point.inUse, point.blocks?.handedOut ?? null, point.origin];
        if (JSON.stringify(got) !== JSON.stringify(want)) wrong.push([new Date(at).toISOString(), got, want]);
        else if (got) compared++;
      }
    expect([pool.id, wrong.length, wrong.slice(0, 3)]).toEqual([pool.id, 0, []]);
  }
  return compared;
}

const distinct = (texts: readonly string[]) => String(new Set(texts).size);
const ofKind = (alive: readonly Life[], kind: Life['kind']) => alive.filter((life) => life.kind === kind);

const truthOf =
  (primary: 'IPv4' | 'IPv6', isOld: boolean): Truth =>
  (alive, pool) => {
    const isIn = within(pool.ranges);
    const isKnown = !isOld || pool.family === primary; // an old kube-state-metrics has but the first address of everything
    switch (pool.kind) {
      case 'pod': {
        const live = ofKind(alive, 'pod').filter(({ isLive }) => isLive);
        const blocks = ofKind(alive, 'node').flatMap(({ blocks: own }) => own);
        return {
          inUse: isKnown ? distinct(live.flatMap(({ addresses }) => addresses).filter(isIn)) : null,
          blocks: pool.blocks && pool.family === primary ? new Set(blocks.filter(isIn)).size : null,
        };
      }
      case 'service': {
        const firsts = ofKind(alive, 'service').map(({ first = '' }) => first);
        return { inUse: pool.family === primary && firsts.length > 0 ? distinct(firsts.filter(isIn)) : null, blocks: null };
      }
      case 'node':
        return {
          inUse: isKnown
            ? distinct(
                ofKind(alive, 'node')
                  .flatMap(({ addresses }) => addresses)
                  .filter(isIn),
              )
            : null,
          blocks: null,
        };
      case 'loadBalancer':
        return {
          inUse: distinct(
            ofKind(alive, 'service')
              .flatMap(({ loadBalancer = [] }) => loadBalancer)
              .filter(isIn),
          ),
          blocks: null,
        };
      case 'secondary':
        return { inUse: null, blocks: null };
    }
  };

describe('the command import on a real Prometheus', () => {
  test('what /history answers is what was, in hours and in five minutes, also when it is run twice', async () => {
    const at = place(dual);
    const args = ['--prometheus', prometheus.url, '--selector', 'cluster="dual"'];
    const first = await runImport(at, args);
    expect([first.code, first.err]).toEqual([0, '']);
    const once = await pastOf(at, [hours, fine, recent]);
    expect(expectTruth(once, lives.dual, times, truthOf('IPv4', false))).toBeGreaterThan(1000);
    const second = await runImport(at, args);
    expect([second.code, second.err]).toEqual([0, '']);
    const twice = await pastOf(at, [hours, fine, recent]);
    expect([...twice.past]).toEqual([...once.past]);
    expect(first.out).toMatch(/service\/kubernetes\/fd00:96::-112 +left out: kube_service_info has the first address/);
    expect(first.out).toContain(`Prometheus  ${prometheus.url}: kube-state-metrics since ${new Date(from).toISOString().slice(0, 10)}`);
  }, 300_000);

  test('IPv6 first, from a kube-state-metrics that knows one address of everything: the other family stays unknown', async () => {
    const at = place(six);
    const { code, err, out } = await runImport(at, ['--prometheus', prometheus.url, '--selector', 'cluster="six"']);
    expect([code, err]).toEqual([0, '']);
    expect(out).toMatch(/pod\/cluster-cidr\/10\.244\.0\.0-16 +in use: not known, no kube_pod_ips and no kube_pod_info tells it/);
    const found = await pastOf(at, [hours, fine, recent]);
    expect(expectTruth(found, lives.six, sixTimes, truthOf('IPv6', true))).toBeGreaterThan(1000);
  }, 300_000);

  test('clusters with the same ranges in one Prometheus are told apart, and how to is said', async () => {
    const at = place(dual);
    const dayOf = (time: number) => new Date(time).toISOString().slice(0, 10);
    const choice = 'give a --selector that is true of this one, such as cluster="dual"\n';
    const all = await runImport(at, ['--prometheus', prometheus.url]);
    expect([all.code, all.err]).toEqual([
      2,
      expect.stringMatching(new RegExp(`^cidrscape: ${prometheus.url} has series of 3 clusters \\(the others: [-0-9 to]+\\): ${choice}$`)),
    ]);
    const once = await runImport(at, ['--prometheus', prometheus.url, '--selector', 'cluster=~"dual|gone"']);
    expect([once.code, once.err]).toEqual([
      2,
      `cidrscape: ${prometheus.url} has series of 2 clusters (the other one: ${dayOf(from + 20 * day)}): ${choice}`,
    ]);
    const other = await runImport(at, ['--prometheus', prometheus.url, '--selector', 'cluster="six"']);
    expect([other.code, other.err]).toEqual([2, expect.stringContaining('has series of another cluster, and not of this one')]);
    expect(existsSync(join(at.data, 'history.db'))).toBe(false);
  }, 300_000);

  test('a selector that matches nothing, and a server that is none: one line, and no history', async () => {
    const at = place(dual);
    const wrong = await runImport(at, ['--prometheus', prometheus.url, '--selector', 'cluster="prod"']);
    expect([wrong.code, wrong.err]).toEqual([
      2,
      expect.stringMatching(
        /^cidrscape: http:\S+ has no kube_node_info and no kube_service_info with cluster="prod" from .* look at --selector\n$/,
      ),
    ]);
    const api = await runImport(at, ['--prometheus', dual.url]);
    const what = `${dual.url} answered 404, and not as a Prometheus does; does its URL have a path, such as /prometheus?`;
    expect([api.code, api.err]).toEqual([2, `cidrscape: ${what}\n`]);
    expect(existsSync(join(at.data, 'history.db'))).toBe(false);
  }, 300_000);

  test('--dry-run says what would be asked, and writes nothing', async () => {
    const at = place(dual);
    const { code, out } = await runImport(at, ['--prometheus', prometheus.url, '--selector', 'cluster="dual"', '--dry-run']);
    expect(code).toBe(0);
    expect(out).toMatch(/node\/addresses\/192\.168\.0\.0-27 +in use: [\d,]+ moments in 2 queries of kube_node_status_addresses\n/);
    expect(existsSync(join(at.data, 'history.db'))).toBe(false);
  });

  test('a counted sample stays what it is, although the Prometheus counts otherwise', async () => {
    const at = place(dual);
    const lately = { from: now - 2 * hour, to: now + hour, step: 300 };
    const pool = 'service/kubernetes/10.96.0.0-26'; // two of its addresses are the second of their Service, which is in no series
    const before = (await pastOf(at, [lately])).past.get(pool) ?? [];
    expect(before.map(({ inUse, origin }) => [inUse, origin])).toContainEqual(['42', 'counted']);
    const { code } = await runImport(at, ['--prometheus', prometheus.url, '--selector', 'cluster="dual"', '--replace']);
    expect(code).toBe(0);
    const after = (await pastOf(at, [lately])).past.get(pool) ?? [];
    for (const point of before) expect(after).toContainEqual(point);
    expect(after.filter(({ origin }) => origin === 'imported').map(({ inUse }) => inUse)).toContain('40');
  }, 120_000);
});

describe('a Prometheus that asks who asks, and that dies', () => {
  const data = join(folder, 'small');
  const scrapes = Array.from({ length: 72 }, (_, i) => Math.floor(now / hour) * hour - (72 - i) * hour - lag);
  // The example of Prometheus' own documentation: what bcrypt makes of "test".
  const bcrypt = '$2b$12$hNf2lSsxfm0.i4a.1kVpSOVyBCfIB51VRjgBUyv6kdnyTlgWj81Ay';
  let small: Prometheus;
  beforeAll(async () => {
    if (why !== null) return;
    mkdirSync(data);
    fill(data, expositionOf([{ lives: lives.dual, times: inOrder(scrapes, present), labels: {} }]));
    small = await startPrometheus(data, { bcrypt });
  }, 120_000);
  afterAll(() => small?.kill());

  test('no word, a wrong password, a wrong token: named, and never repeated', async () => {
    const at = place(dual);
    const token = join(at.data, 'token');
    writeFileSync(token, 'not-the-token\n');
    const none = await runImport(at, ['--prometheus', small.url]);
    expect([none.code, none.err]).toEqual([
      2,
      expect.stringContaining('answered 401: it wants to know who asks; give a token by --prometheus-token-file'),
    ]);
    const password = await runImport(at, ['--prometheus', small.url.replace('//', '//reader:guessed@')]);
    const byFile = await runImport(at, ['--prometheus', small.url, '--prometheus-token-file', token]);
    const byVariable = await runImport(at, ['--prometheus', small.url], { CIDRSCAPE_PROMETHEUS_TOKEN: 'not-the-token' });
    for (const { code, out, err } of [password, byFile, byVariable]) {
      expect([code, err]).toEqual([2, `cidrscape: ${small.url} answered 401: it refuses the token or password that was given\n`]);
      expect(out + err).not.toMatch(/guessed|not-the-token/);
    }
  }, 300_000);

  test('where it dies in between, what is written is good, and the next run writes the rest', async () => {
    const steps = [{ from: now - 3 * day, to: Math.floor(now / hour) * hour, step: 3600 }];
    const url = small.url.replace('//', '//reader:test@');
    const whole = place(dual);
    const all = await runImport(whole, ['--prometheus', url]);
    expect([all.code, all.err, all.out.includes('test@')]).toEqual([0, '', false]);
    const wanted = await pastOf(whole, steps);

    // It dies when it is asked for the past of the Services: that of the pods, which is asked for before, is written then.
    const relay = createServer(async (request, response) => {
      const body = await text(request);
      const asked = new URLSearchParams(body);
      if (asked.get('query')?.includes('kube_service_info{cluster_ip') && asked.get('start') !== asked.get('end')) await small.kill();
      const { authorization = '' } = request.headers;
      const on = forward(`${small.url}${request.url}`, {
        method: 'POST',
        headers: { authorization, 'content-type': 'application/x-www-form-urlencoded' },
      });
      on.on('response', (answer) => {
        response.writeHead(answer.statusCode ?? 500, { 'content-type': 'application/json' });
        answer.pipe(response);
        answer.on('error', () => response.destroy());
      });
      on.on('error', () => response.destroy());
      on.end(body);
    });
    relay.listen(0, '127.0.0.1');
    await once(relay, 'listening');
    const { port } = relay.address() as AddressInfo;
    const broken = place(dual);
    const first = await runImport(broken, ['--prometheus', `http://reader:test@127.0.0.1:${port}`]);
    expect([first.code, first.err]).toEqual([
      1,
      expect.stringMatching(
        /^cidrscape: http:\/\/127\.0\.0\.1:\d+ cannot be reached: .*; what is written until here stays, and another run writes the rest\n$/,
      ),
    ]);
    relay.close();
    await small.kill();
    const partly = await pastOf(broken, steps);
    const imported = ({ past }: typeof partly) =>
      [...past].flatMap(([pool, points]) => points.filter(({ origin }) => origin === 'imported').map((point) => ({ pool, ...point })));
    expect(imported(partly).length).toBeGreaterThan(0);
    expect(imported(partly)).toEqual(imported(wanted).filter(({ pool }) => pool.startsWith('pod/')));
    expect(imported(wanted).map(({ pool }) => pool)).toContain('service/kubernetes/10.96.0.0-26');

    small = await startPrometheus(data, { bcrypt });
    const second = await runImport(broken, ['--prometheus', small.url.replace('//', '//reader:test@')]);
    expect([second.code, second.err]).toEqual([0, '']);
    expect([...(await pastOf(broken, steps)).past]).toEqual([...wanted.past]);
  }, 180_000);
});
