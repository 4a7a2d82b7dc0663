import { setImmediate as rest } from 'node:timers/promises';
import type { Pool } from '../../../shared/wire/pools.ts';
import type { HistoryStore, Tenancy } from '../history.ts';
import { type Holding, type HoldingRecord, holdingsOf } from '../holdings.ts';
import { sampleOfPool } from '../sampling.ts';
import { HeldOver, isBlock, slotLength } from './heldOver.ts';
import { type MadeFrom, madeSamples } from './madeSamples.ts';
import { type PastPod, pastPods, pastTenancies } from './pastPods.ts';

/** A past for the demo cluster, which has none of its own: each row of it says that it is made up. */

const day = 86_400_000;
/** Days of tenancies: fewer than they are kept for. */
const mostDays = 29;
/** Pods of which as many days are written; where there are more, it is fewer days of all of them. */
const mostPods = 10_000;
/** A younger cluster has no past to speak of. */
const youngest = 7 * day;
const mostPools = 40;
const atOnce = 500;
const recordsAtOnce = 250;

export interface MadeOptions {
  readonly pools: readonly Pool[];
  /** The moment of the first sample that was counted, in milliseconds since 1970. */
  readonly at: number;
  /** All that hold addresses now, or have ceased to since they were written down. */
  readonly records: () => Iterable<HoldingRecord>;
  /** Before this it held nothing; 0: nothing says it. */
  readonly bornAt: (record: HoldingRecord) => number;
  /** When a node was made. */
  readonly nodeSince: (name: string) => number;
  readonly days: number;
  /** How old what is in a pool is, where nobody that is followed holds it. */
  readonly created: (pool: string) => MadeFrom;
}

/**
 * Writes the past of a cluster, a little at a time. Who held an address when comes first, and samples are the sum of that: the map of a
 * moment and the chart show the same. Nothing is made from before the first of all there is was created, and nothing where that is less
 * than a week ago: a cluster just made.
 */
export async function writeMadeHistory(history: HistoryStore, cluster: number, options: MadeOptions): Promise<void> {
  const { at, records, bornAt, nodeSince, created } = options;
  const pools = options.pools.slice(0, mostPools);
  const { shared, oldest, pods } = await lookedThrough(options);
  if (oldest > at - youngest) return;
  const begin = Math.ceil(Math.max(at - options.days * day, oldest) / day) * day;
  if (begin >= at) return;
  const held = new HeldOver(pools, begin, Math.ceil((at - begin) / slotLength), shared);
  const from = Math.max(begin, at - mostDays * day * Math.min(1, mostPods / Math.max(1, pods)));
  let rows: Tenancy[] = [];
  const write = async () => {
    if (rows.length > 0) await history.write(cluster, { endings: [], tenancies: rows, marks: [], seen: null });
    rows = [];
  };
  const done = new Set<string>();
  for (const record of records()) {
    if (done.size % recordsAtOnce === 0) await rest();
    const now = { from: bornAt(record), to: Number.POSITIVE_INFINITY };
    if (now.from >= at || done.has(record.uid)) continue; // what goes meanwhile comes twice
    done.add(record.uid);
    const holdings = holdingsOf(record);
    const past = pastPods(record, { now: at, back: begin, bornAt: now.from, nodeSince: nodeSince(nodeOf(record)) });
    const alone = holdings.filter((holding) => !shared.has(holding.address));
    for (const holding of holdings) held.add(holding, shared.has(holding.address) ? [now] : [now, ...past]);
    rows.push(...tenanciesSince(from, record, alone, past));
    if (rows.length >= atOnce) await write();
  }
  await write();
  for (const [index, counts] of held.counts().entries()) {
    const pool = pools[index] as Pool;
    const made = madeSamples(sampleOfPool(pool, at), begin, counts, created(pool.id));
    for (const step of [300, 3600, 86_400] as const)
      for (let n = 0; n < made[step].length; n += atOnce) await history.writeMade(cluster, step, made[step].slice(n, n + atOnce));
  }
  await history.tenanciesMade(cluster, from);
}

function tenanciesSince(from: number, record: HoldingRecord, holdings: readonly Holding[], past: readonly PastPod[]): readonly Tenancy[] {
  return past.flatMap((pod) => (pod.to > from ? pastTenancies(record, holdings, pod) : []));
}

/** Which addresses more than one holds, when the oldest was created, and how many pods there are. */
async function lookedThrough({ records, bornAt, at }: MadeOptions) {
  const once = new Set<string>();
  const shared = new Set<string>();
  let oldest = Number.POSITIVE_INFINITY;
  let pods = 0;
  let seen = 0;
  for (const record of records()) {
    if (++seen % recordsAtOnce === 0) await rest();
    const born = bornAt(record);
    if (born >= at) continue;
    if (record.kind === 'Pod') pods++;
    if (born > 0) oldest = Math.min(oldest, born);
    for (const holding of holdingsOf(record)) {
      if (isBlock(holding)) continue;
      if (once.has(holding.address)) shared.add(holding.address);
      else once.add(holding.address);
    }
  }
  return { shared, oldest, pods };
}

function nodeOf(record: HoldingRecord): string {
  return record.kind === 'Pod' ? record.nodeName : '';
}
