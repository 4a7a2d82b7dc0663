import type { Family } from '../../shared/net/address.ts';
import type { Pool } from '../../shared/wire/pools.ts';
import type { HistoryStore, Sample } from '../history/history.ts';
import { rollUpBy } from '../history/rollUp.ts';
import { sampleOfPool } from '../history/sampling.ts';
import { type PrometheusClient, PrometheusError, type Span } from './client.ts';
import { addressesOf, askInPieces, blocksOf, type Counted, countOver } from './counting.ts';
import { type Counts, type PoolQuestions, type Question, questionsOf } from './questions.ts';
import { pagesOf } from './spacing.ts';

export interface ImportOptions {
  readonly client: Pick<PrometheusClient, 'queryRange' | 'where'>;
  readonly history: HistoryStore;
  readonly cluster: number;
  /** As they are now: their ranges are taken to have been the same. */
  readonly pools: readonly Pool[];
  /** Of the cluster, the primary one first. */
  readonly families: readonly Family[] | null;
  /** Further label matchers, or ''. */
  readonly selector: string;
  /** Null: as far back as the Prometheus goes, two years at most. */
  readonly from: number | null;
  readonly to: number;
  readonly now: number;
  /** What was imported before goes first. */
  readonly replace: boolean;
  /** Asks, and writes nothing. */
  readonly dryRun: boolean;
  readonly say: (line: string) => void;
}

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;
const farthest = 731 * day;
/** For so long the history keeps hours. */
const hoursKept = 366 * day;
const fineKept = 14 * day;
const words: Readonly<Record<Counts, string>> = { inUse: 'in use', blocks: 'blocks' };

/**
 * Asks a Prometheus how full the pools were, and writes it where nothing is written yet. What is written is the same each time; a day is
 * written when all of it was asked, so that a second run completes one that broke off. Rejects with a PrometheusError or a HistoryError.
 */
export async function importPast(options: ImportOptions): Promise<{ readonly pools: number; readonly rows: number }> {
  const { client, history, cluster, pools, families, selector, say, to, replace, dryRun } = options;
  const begin = await beginOf(options);
  say(`Prometheus  ${client.where}: kube-state-metrics since ${dayText(begin)}`);
  const sizes = await sizesOf(options, begin);
  const asked: PoolQuestions[] = [];
  for (const one of questionsOf(pools, selector, families)) asked.push(await held(options, one));
  if (replace && !dryRun)
    for (let at = begin; at < to; at += day) await history.removeImported(cluster, { from: at, to: Math.min(at + day, to) });

  const width = Math.max(...pools.map(({ id }) => id.length));
  let imported = 0;
  let rows = 0;
  for (const { pool, questions, leftOut } of asked) {
    const series = Math.max(0, ...questions.flatMap(({ ways }) => ways.map(({ metric }) => sizes.get(metric) ?? 0)));
    const pages = questions.length === 0 ? [] : pagesOf({ from: begin, to, now: options.now, series });
    const known = new Map<Counts, { days: number; moments: number }>();
    if (!dryRun)
      for (const page of pages) {
        const counted = new Map<Counts, Counted>();
        for (const question of questions) counted.set(question.counts, await countOver(client, question, page));
        const samples = samplesOf(pool, page, counted);
        await write(options, pool, page, samples);
        rows += samples.length;
        for (const [counts, moments] of counted) {
          const before = known.get(counts) ?? { days: 0, moments: 0 };
          const days = new Set([...moments.keys()].map((at) => Math.floor(at / day))).size;
          known.set(counts, { days: before.days + days, moments: before.moments + moments.size });
        }
      }
    if ([...known.values()].some(({ moments }) => moments > 0)) imported++;
    const found = questions.map((question) => (dryRun ? planned(question, pages) : foundText(question, known.get(question.counts))));
    say(`  ${pool.id.padEnd(width)}  ${[...found, ...(leftOut === null ? [] : [`left out: ${leftOut}`])].join('; ')}`);
  }
  return { pools: imported, rows };
}

function planned({ counts, ways }: Question, pages: readonly Span[]): string {
  const moments = pages.reduce((sum, { from, to, step }) => sum + Math.floor((to - from) / step) + 1, 0);
  return `${words[counts]}: ${moments.toLocaleString('en')} moments in ${pages.length} queries of ${ways[0]?.metric}`;
}

function foundText({ counts, ways }: Question, known: { days: number; moments: number } | undefined): string {
  if (!known || known.moments === 0) return `${words[counts]}: not known, no ${ways.map(({ metric }) => metric).join(' and no ')} tells it`;
  return `${words[counts]}: ${known.days} days, ${known.moments.toLocaleString('en')} moments`;
}

/** Where the series of kube-state-metrics begin. */
async function beginOf({ client, selector, from, to, now }: ImportOptions): Promise<number> {
  const first = Math.max(from ?? 0, now - farthest);
  const step = 6 * hour;
  const span: Span = { from: Math.floor(first / step) * step, to, step };
  const query = (matchers: string) => `count(kube_node_info{${matchers}}) or count(kube_service_info{${matchers}})`;
  const found = await askInPieces(client, query(selector), span);
  const moments = found.flatMap(({ points }) => [...points.keys()]);
  if (moments.length > 0) return Math.max(Math.floor(Math.min(...moments) / day) * day, Math.floor(first / day) * day);
  const what = 'kube_node_info and no kube_service_info';
  const when = `from ${dayText(first)} to ${dayText(to)}`;
  const others = selector === '' ? [] : await askInPieces(client, query(''), span);
  throw new PrometheusError(
    'no-series',
    others.length > 0
      ? `${client.where} has no ${what} with ${selector} ${when}, but some with other labels: look at --selector`
      : `${client.where} has no ${what} ${when}: does it scrape kube-state-metrics?`,
  );
}

/** How many series a metric had at most, looked at five times. */
async function sizesOf({ client, selector, to }: ImportOptions, begin: number): Promise<ReadonlyMap<string, number>> {
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
async function held({ client, now, to }: ImportOptions, asked: PoolQuestions): Promise<PoolQuestions> {
  if (now - to > 15 * minute) return asked;
  const { pool } = asked;
  const questions: Question[] = [];
  const reasons = asked.leftOut === null ? [] : [asked.leftOut];
  for (const question of asked.questions) {
    const at = Math.floor(to / minute) * minute;
    const counted = (await countOver(client, question, { from: at, to: at, step: minute })).get(at);
    const is =
      question.counts === 'blocks' ? (pool.blocks?.handedOut ?? null) : pool.addresses.inUse === null ? null : Number(pool.addresses.inUse);
    const said = counted && (question.counts === 'blocks' ? blocksOf(counted, pool.family).blocks : Number(addressesOf(counted)));
    if (said === undefined || is === null || Math.abs(said - is) <= Math.max(5, is / 10)) questions.push(question);
    else reasons.push(`${words[question.counts]}: ${said} by the Prometheus now, ${is} by the cluster; does it take a --selector?`);
  }
  return { pool, questions, leftOut: reasons.length === 0 ? null : reasons.join('; ') };
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
async function write({ history, cluster, to, now }: ImportOptions, { id }: Pool, page: Span, samples: readonly Sample[]): Promise<void> {
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

function dayText(at: number): string {
  return new Date(at).toISOString().slice(0, 10);
}
