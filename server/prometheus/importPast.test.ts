import { afterEach, beforeEach, expect, test } from 'vitest';
import type { HistoryStore, Range, Sample } from '../history/history.ts';
import { historyAt } from '../history/historyAt.ts';
import { sampleOfPool } from '../history/sampling.ts';
import { Model } from '../model/model.ts';
import { noon } from '../testing/serve.ts';
import { smallCluster } from '../testing/smallCluster.ts';
import { PrometheusError, type Series, type Span } from './client.ts';
import { carryOut, type PlanOptions, planImport, sayPlan } from './importPast.ts';

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;
const pool = 'service/kubernetes/10.96.0.0-20';
const own = { uid: 'own', namespace: 'default', service: 'kubernetes', cluster: 'prod' };

const store = smallCluster();
const model = new Model(store);
const { items, families } = model.pools({ limit: 1000 });
const services = items.filter(({ id }) => id === pool);
const here = Number(services[0]?.addresses.inUse);

let history: HistoryStore;
let cluster: number;
beforeEach(async () => {
  history = historyAt('memory', () => noon);
  await history.open();
  ({ cluster } = await history.standing('uid', noon));
});
afterEach(() => history.close());

/** How many Services there were; a Prometheus that knows that since a moment, and fails after so many questions. */
const were = (at: number) => Math.max(0, here - Math.floor((noon - at) / (7 * day)));
function prometheus({
  since = noon - 40 * day,
  most = Number.POSITIVE_INFINITY,
  size = 10,
  gone = null,
}: {
  since?: number;
  most?: number;
  size?: number;
  /** When the Service default/kubernetes was not there, although the others were. */
  gone?: Range | null;
} = {}) {
  const asked: string[] = [];
  return {
    asked,
    where: 'http://prometheus',
    async queryRange(query: string, { from, to, step }: Span): Promise<readonly Series[]> {
      asked.push(query);
      if (asked.length > most) throw new PrometheusError('unreachable', 'http://prometheus cannot be reached: gone');
      const over = (of: (at: number) => number) => {
        const points = new Map<number, number>();
        for (let at = from; at <= to; at += step) if (at >= since) points.set(at, of(at));
        return points;
      };
      if (query.includes('cluster="other"')) return [];
      if (query.includes('service="kubernetes"')) {
        const points = [...over(() => 1)].filter(([at]) => !gone || at <= gone.from || at > gone.to);
        return [{ labels: own, points: new Map(points) }];
      }
      if (query.startsWith('count by (cluster')) return [{ labels: { cluster: own.cluster }, points: over(() => size) }];
      if (query.includes('cluster_ip=~"10')) return [{ labels: {}, points: over(were) }];
      return [{ labels: {}, points: over(() => size) }];
    },
  };
}

const said: string[] = [];
const plan = (client: ReturnType<typeof prometheus>, rest: Partial<PlanOptions> = {}) => {
  said.length = 0;
  return planImport({
    client,
    pools: services,
    families,
    uid: 'own',
    selector: '',
    from: null,
    to: noon,
    now: noon,
    say: (line) => void said.push(line),
    ...rest,
  });
};
const rows = async (step: 300 | 3600 | 86_400) => (await history.samples(cluster, pool, step, { from: 0, to: noon + day })) ?? [];
const place = (rest: object = {}) => ({ history, cluster, replace: false, ...rest });

test('what is asked becomes samples of five minutes, hours and days, each no longer than it is kept', async () => {
  const result = await carryOut(await plan(prometheus({ since: noon - 400 * day })), place());
  expect(result.pools).toBe(1);
  const [fine, hours, days] = [await rows(300), await rows(3600), await rows(86_400)];
  expect([fine[0]?.at, fine.at(-1)?.at]).toEqual([noon - 14 * day, noon - 5 * minute]);
  expect([hours[0]?.at, hours.at(-1)?.at]).toEqual([noon - 366 * day, noon - hour]);
  expect([days[0]?.at, days.at(-1)?.at]).toEqual([noon - 400.5 * day, noon - 1.5 * day]); // today is not over
  expect(days.length).toBe(400);
  for (const row of [...fine, ...hours, ...days]) expect([row.imported, row.made]).toEqual([row.count, false]);
  for (const row of fine)
    expect(row).toEqual({
      ...sampleOfPool(services[0] as never, row.at),
      recorded: null,
      inUse: String(were(row.at)),
      inUseLeast: String(were(row.at)),
      imported: 1,
    });
  for (const { at, inUse, inUseLeast } of days.slice(40))
    expect([inUse, inUseLeast]).toEqual([String(were(at + 23 * hour)), String(were(at))]);
  expect((await history.standing('uid', noon)).since).toBe(days[0]?.at);
});

test('twice is once, and with another end it adds what is missing', async () => {
  await carryOut(await plan(prometheus(), { to: noon - 5.2 * day }), place());
  const first = [await rows(300), await rows(3600), await rows(86_400)];
  expect(first[2]?.at(-1)?.at).toBe(noon - 6.5 * day);
  await carryOut(await plan(prometheus(), { to: noon - 5.2 * day }), place());
  expect([await rows(300), await rows(3600), await rows(86_400)]).toEqual(first);
  await carryOut(await plan(prometheus()), place());
  const whole = [await rows(300), await rows(3600), await rows(86_400)];
  await history.removeImported(cluster, { from: 0, to: noon + day });
  expect(await rows(86_400)).toEqual([]);
  await carryOut(await plan(prometheus()), place());
  expect([await rows(300), await rows(3600), await rows(86_400)]).toEqual(whole);
});

test('what was counted stays, in every step; a day that was counted in part has the imported hours beside it', async () => {
  const counted = (at: number): Sample => ({ ...sampleOfPool(services[0] as never, at), inUse: '77', inUseLeast: '77' });
  const at = noon - 2 * day;
  await history.writeSamples(cluster, at, [counted(at)]);
  await carryOut(await plan(prometheus()), place());
  const of = async (step: 300 | 3600 | 86_400, begin: number) => (await rows(step)).find((row) => row.at === begin);
  expect(await of(300, at)).toMatchObject({ inUse: '77', imported: 0 });
  expect(await of(3600, at)).toMatchObject({ inUse: '77', count: 1, imported: 0 });
  expect(await of(86_400, at - 12 * hour)).toMatchObject({ inUse: '77', count: 1, imported: 0 });
  expect(await of(3600, at - hour)).toMatchObject({ inUse: String(were(at - hour)), imported: 12 });
  await carryOut(await plan(prometheus()), place({ replace: true }));
  expect(await of(300, at)).toMatchObject({ inUse: '77', imported: 0 });
  expect(await of(86_400, at - 12 * hour)).toMatchObject({ inUse: '77', imported: 0 });
});

test('with --replace another answer takes the place of an earlier one', async () => {
  const wrong = await plan(prometheus());
  await carryOut(
    { ...wrong, client: { ...wrong.client, queryRange: async (_, { from }) => [{ labels: {}, points: new Map([[from, 1234]]) }] } },
    place(),
  );
  await carryOut(await plan(prometheus()), place());
  expect((await rows(86_400)).some(({ inUse }) => inUse === '1234')).toBe(true);
  await carryOut(await plan(prometheus()), place({ replace: true }));
  expect((await rows(86_400)).some(({ inUse }) => inUse === '1234')).toBe(false);
  expect((await rows(86_400)).length).toBe(40);
});

test('where it breaks off it says so, and another run writes the rest', async () => {
  const far = { since: noon - 900 * day, size: 20_000 };
  const asked = prometheus({ ...far, most: 40 });
  await expect(carryOut(await plan(asked), place())).rejects.toThrow(
    'http://prometheus cannot be reached: gone; what is written until here stays, and another run writes the rest',
  );
  const partly = (await rows(86_400)).length;
  expect(partly).toBeGreaterThan(0);
  await carryOut(await plan(prometheus(far)), place());
  const completed = [await rows(300), await rows(3600), await rows(86_400)];
  expect(completed[2]?.length).toBeGreaterThan(partly);
  await carryOut(await plan(prometheus(far)), place({ replace: true }));
  expect([await rows(300), await rows(3600), await rows(86_400)]).toEqual(completed);
});

test('a large cluster is asked four times a day', async () => {
  const result = await carryOut(await plan(prometheus({ size: 150_000 })), place());
  expect(result.rows).toBe(39 * 4 + 2 + 2);
  expect((await rows(86_400)).map(({ count }) => count)).toEqual([2, ...Array.from({ length: 39 }, () => 4)]);
});

test('of times in which nothing tells whose the series are, nothing is imported: a gap', async () => {
  const gone = { from: noon - 20.5 * day, to: noon - 10.25 * day };
  const { rows: all } = await carryOut(await plan(prometheus()), place());
  await history.removeImported(cluster, { from: 0, to: noon + day });
  const { rows: some } = await carryOut(await plan(prometheus({ gone })), place());
  expect(said[1]).toBe('            nothing tells whose they are at times (2026-11-03 to 2026-11-13), which are left out');
  const [fine, hours, days] = [await rows(300), await rows(3600), await rows(86_400)];
  expect(days.map(({ at }) => (noon - at) / day).filter((ago) => ago > 9 && ago < 22)).toEqual([21.5, 20.5, 10.5, 9.5]); // at its midnight it was there
  for (const row of [...fine, ...hours]) expect(row.at <= gone.from || row.at >= gone.to).toBe(true);
  expect(hours.at(0)?.at).toBe(noon - 40 * day);
  expect(all - some).toBe(7 * 24 + 3.25 * 288);
});

test('no series at all, or none with these labels', async () => {
  await expect(plan(prometheus({ since: noon + day }))).rejects.toThrow(
    'http://prometheus has no kube_node_info and no kube_service_info from 2024-11-22 to 2026-11-23: does it scrape kube-state-metrics?',
  );
  await expect(plan(prometheus(), { selector: 'cluster="other"' })).rejects.toThrow(
    'with cluster="other" from 2024-11-22 to 2026-11-23, but some with other labels: look at --selector',
  );
});

test('a number that is otherwise now than the cluster has it is left out, and a little otherwise is said', async () => {
  const off = (by: number) => {
    const client = prometheus();
    return {
      ...client,
      queryRange: async (query: string, span: Span) =>
        query.includes('cluster_ip=~"10') ? [{ labels: {}, points: new Map([[span.from, here + by]]) }] : client.queryRange(query, span),
    };
  };
  const far = await plan(off(6));
  expect(far.pages[0]?.questions).toEqual([]);
  expect(far.pages[0]?.said).toEqual([`left out: in use is ${here + 6} by the Prometheus now, and ${here} by the cluster`]);
  const near = await plan(off(1));
  expect(near.pages[0]?.questions.length).toBe(1);
  expect(near.pages[0]?.said).toEqual([`in use is ${here + 1} by the Prometheus now, and ${here} by the cluster`]);
  expect((await plan(off(6), { to: noon - day })).pages[0]?.questions.length).toBe(1); // an earlier time is not compared
});

test('a plan in words, a line a pool', async () => {
  const all = await plan(prometheus(), { pools: items });
  said.length = 0;
  sayPlan(all);
  expect(said.length).toBe(items.length);
  expect(said.find((line) => line.includes(pool))).toMatch(
    /^ {2}service\/kubernetes\/10\.96\.0\.0-20 +in use: 4,[\d]+ moments in \d queries of kube_service_info$/,
  );
});
