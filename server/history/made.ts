import type { HistoryStore, Sample, Tenancy } from './history.ts';
import { type HoldingRecord, holdingsOf, objectOf } from './holdings.ts';
import { rollUpBy } from './rollUp.ts';

/** A past for the demo cluster, which has none of its own: each row of it says that it is made up. */

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;
const growthSpan = 56 * day;
const fineSpan = 14 * day;

/** The same text and number, the same dice: from 0 to 1. */
function dice(text: string, n: number): number {
  let hash = 2_166_136_261 ^ n;
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 16_777_619);
  hash = Math.imul(hash ^ (hash >>> 15), 2_246_822_519);
  return ((hash ^ (hash >>> 13)) >>> 0) / 2 ** 32;
}

/** The part of what is taken now that was not in eight weeks ago: in the middle of what pools have. */
const usualGrowth = 0.375;

/** How much of what is taken now was taken at a moment: it grew, with days and weekends in it, and ends where it is now. */
function part(pool: string, at: number, now: number): number {
  const age = (now - at) / growthSpan;
  const grown = 0.25 + 0.25 * dice(pool, 0);
  const growth = age <= 1 ? 1 - grown * age : (1 - grown) / age; // slower before, and never from nothing
  const daily = 0.03 * Math.sin((2 * Math.PI * at) / day);
  const weekend = new Date(at).getUTCDay() % 6 === 0 ? -0.04 : 0;
  const noise = 0.01 * (dice(pool, Math.floor(at / (30 * minute))) - 0.5);
  return Math.max(0, growth + (daily + weekend + noise) * Math.min(1, age * 40));
}

function scaled(text: string | null, by: number): string | null {
  return text === null ? null : ((BigInt(text) * BigInt(Math.round(by * 1e6))) / 1_000_000n).toString();
}

/** So many of what there is were created on a day, counted from 1970-01-01 in UTC. */
type Created = readonly { readonly day: number; readonly count: number }[];

/** On which days those came that have blocks, and that hold addresses; empty: nothing says it. */
export interface MadeFrom {
  readonly blocks: Created;
  readonly addresses: Created;
}

/** What there was of something by creation times, never from nothing; null where these say nothing. What has gone since is not made up. */
function thereAt(now: number, created: Created, at: number): number | null {
  if (created.length === 0) return null;
  const today = at / day;
  const later = created.reduce((sum, one) => sum + one.count * Math.min(1, Math.max(0, one.day + 1 - today)), 0);
  return Math.min(now, Math.max(Math.min(1, now), now - Math.floor(later)));
}

/** A pool as it may have been: blocks, Services and nodes as their ages say, so that nothing is younger than what was there; pods sway. */
function madeSample(now: Sample, at: number, { blocks, addresses }: MadeFrom): Sample {
  const by = part(now.pool, at, now.at);
  const handed = now.blocks?.handedOut ?? null;
  const byAge = handed === null ? null : thereAt(handed, blocks, at);
  const grown =
    handed === null ? null : (byAge ?? Math.min(handed, Math.max(Math.min(1, handed), Math.ceil(handed * (1 - (1 - by) * 0.8)))));
  const held = now.inUse === null || now.pool.startsWith('pod/') ? null : thereAt(Number(now.inUse), addresses, at);
  const inUse = held === null ? scaled(now.inUse, Math.min(1, by)) : `${held}`;
  const ofNow = held === null || now.inUse === '0' ? by : held / Number(now.inUse);
  return {
    ...now,
    at,
    inUse,
    inUseLeast: inUse,
    recorded: scaled(now.recorded, Math.min(1, ofNow)),
    handedOut:
      now.handedOut === null || !handed || grown === null ? now.handedOut : `${(BigInt(now.handedOut) * BigInt(grown)) / BigInt(handed)}`,
    blocks: now.blocks && { ...now.blocks, handedOut: grown },
    made: true,
  };
}

const nothingSaid: MadeFrom = { blocks: [], addresses: [] };

/** So many days before a sample, in every step. */
export function madeSamples(
  now: Sample,
  days: number,
  from = nothingSaid,
): {
  readonly 300: readonly Sample[];
  readonly 3600: readonly Sample[];
  readonly 86400: readonly Sample[];
} {
  const begin = Math.ceil((now.at - days * day) / day) * day;
  const fineBegin = Math.ceil((now.at - Math.min(days * day, fineSpan)) / day) * day;
  const fine: Sample[] = [];
  for (let at = fineBegin; at < now.at; at += 5 * minute) fine.push(madeSample(now, at, from));
  const hours: Sample[] = [];
  for (let at = begin; at < fineBegin; at += hour) hours.push({ ...madeSample(now, at, from), count: 12 });
  hours.push(...rollUpBy(3600, fine));
  return { 300: fine, 3600: hours, 86400: rollUpBy(86_400, hours) };
}

/** Days of tenancies: fewer than they are kept for. */
const mostDays = 29;

/**
 * Who may have held a pod's addresses before it, in so many days and at most a month: pods of the same set, one after the other, back to
 * when the cluster, which grew, had that many, and not before the node was there. So the map of then has about as many as the samples say.
 */
export function madeTenancies(record: HoldingRecord, now: number, days: number, nodeSince = 0): readonly Tenancy[] {
  if (record.kind !== 'Pod' || record.createdAt === 0) return [];
  const object = objectOf(record);
  const name = object.replace(/[a-z0-9]{1,5}$/, '');
  const tenancies: Tenancy[] = [];
  const begin = now - Math.min(days, mostDays) * day;
  const first = Math.max(nodeSince, now - ((1 - dice(object, 0)) / usualGrowth) * growthSpan);
  let until = record.createdAt;
  for (let n = 1; until > begin; n++) {
    const to = until - Math.round((1 + 240 * dice(object, 3 * n)) * minute);
    if (to < begin || to < first) break;
    const from = Math.max(nodeSince, to - Math.round((1 + 240 * dice(object, 3 * n + 1)) * hour));
    const suffix = dice(object, 3 * n + 2)
      .toString(36)
      .slice(2, 7)
      .padEnd(5, 'x');
    for (const holding of holdingsOf(record))
      tenancies.push({
        ...holding,
        object: `${name}${suffix}`,
        uid: `made-${n}-${record.uid}`,
        from: { earliest: from, latest: from },
        to: { earliest: to, latest: to },
        made: true,
      });
    until = from;
  }
  return tenancies;
}

const mostPools = 40;
const mostPods = 5000;

/** Writes all of it, a little at a time. */
export async function writeMadeHistory(
  history: HistoryStore,
  cluster: number,
  {
    samples,
    records,
    nodeSince,
    days,
    created = () => nothingSaid,
  }: {
    readonly samples: readonly Sample[];
    readonly records: Iterable<HoldingRecord>;
    /** When a node was made. */
    readonly nodeSince: (name: string) => number;
    readonly days: number;
    readonly created?: (pool: string) => MadeFrom;
  },
): Promise<void> {
  for (const sample of samples.slice(0, mostPools)) {
    const made = madeSamples(sample, days, created(sample.pool));
    for (const step of [300, 3600, 86_400] as const)
      for (let at = 0; at < made[step].length; at += 500) await history.writeMade(cluster, step, made[step].slice(at, at + 500));
  }
  const now = samples[0]?.at ?? 0;
  let rows: Tenancy[] = [];
  let pods = 0;
  const write = async () => {
    if (rows.length > 0) await history.write(cluster, { endings: [], tenancies: rows, marks: [], seen: null });
    rows = [];
  };
  for (const record of records) {
    if (++pods > mostPods) break;
    rows.push(...madeTenancies(record, now, days, record.kind === 'Pod' ? nodeSince(record.nodeName) : 0));
    if (rows.length >= 500) await write();
  }
  await write();
  await history.tenanciesMade(cluster, now - Math.min(days, mostDays) * day);
}
