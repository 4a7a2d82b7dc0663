import type { Family } from '../../shared/net/address.ts';
import type { Pool } from '../../shared/wire/pools.ts';
import type { HistoryStore, Sample } from '../history/history.ts';
import { rollUpBy } from '../history/rollUp.ts';
import { sampleOfPool } from '../history/sampling.ts';
import type { Span } from './client.ts';
import { addressesOf, blocksOf, type Counted, countOver } from './counting.ts';
import { type Counts, type PoolQuestions, type Question, questionsOf } from './questions.ts';
import { pagesOf } from './spacing.ts';
import { type OwnSeries, ownSeries, type WhoseOptions } from './whose.ts';

export interface PlanOptions extends WhoseOptions {
  /** As they are now: their ranges are taken to have been the same. */
  readonly pools: readonly Pool[];
  /** Of the cluster, the primary one first. */
  readonly families: readonly Family[] | null;
}

/** What is going to be asked. */
export interface Plan extends PlanOptions, OwnSeries {
  readonly pages: readonly PoolPages[];
}

/** What is asked of a pool, in which pages, and what is to be said of it beside that. */
interface PoolPages extends Pick<PoolQuestions, 'pool' | 'questions'> {
  readonly pages: readonly Span[];
  readonly said: readonly string[];
}

/** Where it is written to. */
export interface Place {
  readonly history: HistoryStore;
  readonly cluster: number;
  /** What was imported before goes first. */
  readonly replace: boolean;
}

/** It ended before it was done: what was written stays, and another run writes the rest. */
export class BrokenOffError extends Error {
  override readonly name = 'BrokenOffError';
}

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;
/** For so long the history keeps hours. */
const hoursKept = 366 * day;
const fineKept = 14 * day;
/** Two who count at moments apart, and a few Services whose first address is of the other family, differ by as much. */
const fewestApart = 5;
const words: Readonly<Record<Counts, string>> = { inUse: 'in use', blocks: 'blocks' };

/**
 * Looks at what a Prometheus has of a cluster, and whether it is this cluster's. Rejects with a PrometheusError where there is nothing to
 * import, or nothing that can be told from another cluster's.
 */
export async function planImport(options: PlanOptions): Promise<Plan> {
  const { pools, families, selector, to, now } = options;
  const { begin, isOwn } = await ownSeries(options);
  const sizes = await sizesOf(options, begin);
  const pages: PoolPages[] = [];
  for (const one of questionsOf(pools, selector, families)) {
    const { questions, said } = await held(options, one);
    const series = Math.max(0, ...questions.flatMap(({ ways }) => ways.map(({ metric }) => sizes.get(metric) ?? 0)));
    pages.push({ pool: one.pool, questions, said, pages: questions.length === 0 ? [] : pagesOf({ from: begin, to, now, series }) });
  }
  return { ...options, begin, isOwn, pages };
}

/** What a plan would ask, a line a pool. */
export function sayPlan({ pages: all, say }: Plan): void {
  for (const one of all) say(line(all, one, (question) => planned(question, one.pages)));
}

/**
 * Asks how full the pools were, and writes it where nothing is written yet. What is written is the same each time; a day is written when
 * all of it was asked, so that a second run completes one that broke off. Rejects with a BrokenOffError.
 */
export async function carryOut(plan: Plan, place: Place): Promise<{ readonly pools: number; readonly rows: number }> {
  const { begin, to, say, pages: all } = plan;
  let imported = 0;
  let rows = 0;
  try {
    if (place.replace)
      for (let at = begin; at < to; at += day) await place.history.removeImported(place.cluster, { from: at, to: Math.min(at + day, to) });
    for (const one of all) {
      const found = await importPool(plan, place, one);
      if (found.rows > 0) imported++;
      rows += found.rows;
      say(line(all, one, (question) => foundText(question, found.known)));
    }
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    throw new BrokenOffError(`${why}; what is written until here stays, and another run writes the rest`, { cause: error });
  }
  return { pools: imported, rows };
}

function line(all: readonly PoolPages[], { pool, questions, said }: PoolPages, text: (question: Question) => string): string {
  const width = Math.max(...all.map((other) => other.pool.id.length));
  return `  ${pool.id.padEnd(width)}  ${[...questions.map(text), ...said].join('; ')}`;
}

/** How many moments, of which days, are known of each number. */
type Known = Map<Counts, { readonly days: number; readonly moments: number }>;

async function importPool(plan: Plan, place: Place, { pool, questions, pages }: PoolPages): Promise<{ rows: number; known: Known }> {
  const known: Known = new Map();
  let rows = 0;
  for (const page of pages) {
    const counted = new Map<Counts, Counted>();
    for (const question of questions) {
      const moments = new Map([...(await countOver(plan.client, question, page))].filter(([at]) => plan.isOwn(at)));
      const before = known.get(question.counts) ?? { days: 0, moments: 0 };
      const days = new Set([...moments.keys()].map((at) => Math.floor(at / day))).size;
      known.set(question.counts, { days: before.days + days, moments: before.moments + moments.size });
      counted.set(question.counts, moments);
    }
    const samples = samplesOf(pool, page, counted);
    await write(plan, place, pool, page, samples);
    rows += samples.length;
  }
  return { rows, known };
}

function planned({ counts, ways }: Question, pages: readonly Span[]): string {
  const moments = pages.reduce((sum, { from, to, step }) => sum + Math.floor((to - from) / step) + 1, 0);
  return `${words[counts]}: ${moments.toLocaleString('en')} moments in ${pages.length} queries of ${ways[0]?.metric}`;
}

function foundText({ counts, ways }: Question, all: Known): string {
  const known = all.get(counts);
  if (!known || known.moments === 0) return `${words[counts]}: not known, no ${ways.map(({ metric }) => metric).join(' and no ')} tells it`;
  return `${words[counts]}: ${known.days} days, ${known.moments.toLocaleString('en')} moments`;
}

/** How many series a metric had at most, looked at five times. */
async function sizesOf({ client, selector, to }: PlanOptions, begin: number): Promise<ReadonlyMap<string, number>> {
  const metrics = ['kube_node_info', 'kube_node_status_addresses', 'kube_service_info', 'kube_pod_info', 'kube_pod_ips'];
  const step = Math.max(minute, Math.floor((to - begin) / 4 / minute) * minute);
  const sizes = new Map<string, number>();
  for (const metric of metrics) {
    const found = await client.queryRange(`count(${metric}{${selector}})`, { from: to - 4 * step, to, step });
    sizes.set(metric, Math.max(0, ...found.flatMap(({ points }) => [...points.values()])));
  }
  return sizes;
}

/** Without what the Prometheus counts otherwise than the cluster does, now that both can be asked: another cluster's, or two clusters'. */
async function held(
  { client, now, to }: PlanOptions,
  { pool, questions, leftOut }: PoolQuestions,
): Promise<Pick<PoolPages, 'questions' | 'said'>> {
  const said = leftOut === null ? [] : [`left out: ${leftOut}`];
  if (now - to > 15 * minute) return { questions, said };
  const kept: Question[] = [];
  const at = Math.floor(to / minute) * minute;
  for (const question of questions) {
    const counted = (await countOver(client, question, { from: at, to: at, step: minute })).get(at);
    const [there, here] = [counted && numberOf(question, pool, counted), numberNow(question, pool)];
    const differs = there === undefined || here === null ? 0 : Math.abs(there - here);
    const isLike = differs <= Math.max(fewestApart, (here ?? 0) / 10);
    if (isLike) kept.push(question);
    const both = `${words[question.counts]} is ${there} by the Prometheus now, and ${here} by the cluster`;
    if (differs > 0) said.push(isLike ? both : `left out: ${both}`);
  }
  return { questions: kept, said };
}

function numberOf({ counts }: Question, { family }: Pool, counted: ReadonlyMap<string, number>): number {
  return counts === 'blocks' ? blocksOf(counted, family).blocks : Number(addressesOf(counted));
}

function numberNow({ counts }: Question, { blocks, addresses }: Pool): number | null {
  if (counts === 'blocks') return blocks?.handedOut ?? null;
  return addresses.inUse === null ? null : Number(addresses.inUse);
}

function samplesOf(pool: Pool, { from, to, step }: Span, counted: ReadonlyMap<Counts, Counted>): Sample[] {
  const samples: Sample[] = [];
  for (let at = from; at <= to; at += step) {
    const addresses = counted.get('inUse')?.get(at);
    const lengths = counted.get('blocks')?.get(at);
    if (!addresses && !lengths) continue;
    const inUse = addresses ? addressesOf(addresses).toString() : null;
    const handed = lengths ? blocksOf(lengths, pool.family) : null;
    const is = sampleOfPool(pool, at);
    samples.push({
      ...is,
      inUse,
      inUseLeast: inUse,
      recorded: null,
      handedOut: handed ? handed.addresses.toString() : null,
      blocks: is.blocks && { ...is.blocks, handedOut: handed ? handed.blocks : null },
      imported: 1,
    });
  }
  return samples;
}

/** In every step that the history keeps of that time. Hours and days are made of what is there now, whoever counted it. */
async function write({ to, now }: Plan, { history, cluster }: Place, { id }: Pool, page: Span, samples: readonly Sample[]): Promise<void> {
  const range = { from: page.from, to: Math.ceil((page.to + 1) / day) * day };
  const isOver = (seconds: number) => (sample: Sample) => sample.at + seconds * 1000 <= to;
  const isFine = page.step < hour;
  await history.writeMade(
    cluster,
    300,
    samples.filter(({ at }) => at >= now - fineKept),
  );
  const fine = isFine ? await history.samples(cluster, id, 300, range) : samples;
  const hours = rollUpBy(3600, fine ?? []).filter(isOver(3600));
  const isKept = ({ at }: Sample) => at >= now - hoursKept;
  await history.writeMade(cluster, 3600, hours.filter(isKept));
  const stored = (await history.samples(cluster, id, 3600, range)) ?? [];
  const days = rollUpBy(86_400, [...hours.filter((sample) => !isKept(sample)), ...stored.filter(isKept)]);
  await history.writeMade(cluster, 86_400, days.filter(isOver(86_400)));
}
