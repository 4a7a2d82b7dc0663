import type { Database, Row, Statement, Value } from './database.ts';
import {
  type Batch,
  type Extent,
  type HeldAddress,
  type HeldCell,
  type HeldRow,
  type HexRange,
  HistoryError,
  type HistoryStore,
  type Kept,
  type Mark,
  type Moment,
  type Open,
  type Range,
  type Sample,
  type Standing,
  type Step,
  type Stored,
  steps,
  type Tenancy,
} from './history.ts';
import { migrations } from './migrations.ts';
import { rollUpBy } from './rollUp.ts';
import { statementsOf } from './statements.ts';

/** Rows that one step of pruning removes: a few milliseconds, so that nobody waits for it. */
const pruned = 250;
const day = 86_400_000;
/** How long samples of each step are kept; days stay. */
const sampleAges: readonly (readonly [step: Step, age: number])[] = [
  [300, 14 * day],
  [3600, 366 * day],
];

/** History in a database that speaks SQL. */
export class SqlHistory implements HistoryStore {
  readonly #database: Database;
  readonly #sql: ReturnType<typeof statementsOf>;

  constructor(database: Database) {
    this.#database = database;
    this.#sql = statementsOf(database.dialect);
  }

  get engine() {
    return this.#database.engine;
  }

  get where() {
    return this.#database.where;
  }

  async open(): Promise<string> {
    const note = await this.#database.open();
    // Version 0 stands for whatever migrates: one at a time.
    const rows = await this.#run([[this.#sql.lock, 0], [this.#sql.makeVersion], [this.#sql.version]]);
    const version = Number(rows[2]?.[0]?.version ?? 0);
    if (version > migrations.length) {
      throw new HistoryError(
        'newer',
        `${this.where} was written by a newer version of Cidrscape (its tables are version ${version}, this one knows ${migrations.length}); it is left alone`,
      );
    }
    if (version < migrations.length) await this.#migrate();
    return note;
  }

  async #migrate(): Promise<void> {
    for (let next = 0; next < migrations.length; next++) {
      const [, versions] = await this.#run([[this.#sql.lock, 0], [this.#sql.version]]);
      if (Number(versions?.[0]?.version ?? 0) > next) continue; // another one was quicker
      const made = migrations[next]?.(this.#database.dialect) ?? [];
      try {
        await this.#run([[this.#sql.lock, 0], ...made.map((sql) => [sql] as const), [this.#sql.setVersion, next + 1]]);
      } catch (error) {
        const [, now] = await this.#run([[this.#sql.lock, 0], [this.#sql.version]]);
        if (Number(now?.[0]?.version ?? 0) <= next) throw error;
      }
    }
  }

  async openToRead(): Promise<void> {
    await this.#database.openToRead();
    const [rows] = await this.#run([[this.#sql.version]]);
    const version = Number(rows?.[0]?.version ?? 0);
    if (version === migrations.length) return;
    throw new HistoryError(
      version > migrations.length ? 'newer' : 'read-only',
      `${this.where}: its tables are version ${version}, this Cidrscape reads ${migrations.length}, and nothing can be written there`,
    );
  }

  async known(identity: string): Promise<Standing | undefined> {
    const [rows] = await this.#run([[this.#sql.cluster, identity]]);
    return rows?.[0] && standingOf(rows[0]);
  }

  async standing(identity: string, now: number): Promise<Standing> {
    const [, , rows] = await this.#run([
      [this.#sql.addCluster, identity, now],
      [this.#sql.blocksBegin, identity, now],
      [this.#sql.cluster, identity],
    ]);
    const row = rows?.[0];
    if (!row) throw new HistoryError('failed', `${this.where}: the cluster ${identity} was written and is not there`);
    return standingOf(row);
  }

  async write(cluster: number, { endings, tenancies, marks, seen }: Batch): Promise<void> {
    const statements: Asked[] = [[this.#sql.lock, cluster]];
    if (endings.length > 0) {
      const rows = endings.map(({ address, as, uid, to }) => [address, as, uid, to.earliest, to.latest]);
      statements.push([this.#sql.end, cluster, JSON.stringify(rows)]);
    }
    if (tenancies.length > 0) statements.push([this.#sql.begin, cluster, JSON.stringify(tenancies.map(tenancyRow))]);
    if (marks.length > 0) {
      const rows = marks.map(({ kind, from, until, note }) => [kind, from, until, note]);
      statements.push([this.#sql.mark, cluster, JSON.stringify(rows)]);
    }
    if (seen !== null) statements.push([this.#sql.seen, cluster, seen]);
    await this.#run(statements);
  }

  async writeSamples(cluster: number, at: number, samples: readonly Sample[]): Promise<void> {
    if (samples.length === 0) return;
    await this.#put(this.#sql.addSamples, cluster, 300, samples);
    for (const [from, to] of [
      [300, 3600],
      [3600, 86_400],
    ] as const) {
      const begin = Math.floor(at / (to * 1000)) * to * 1000;
      const [rows] = await this.#run([[this.#sql.samplesOfStep, cluster, from, begin, begin + to * 1000]]);
      await this.#put(this.#sql.putSamples, cluster, to, rollUpBy(to, (rows ?? []).map(sampleOf)));
    }
  }

  async writeMade(cluster: number, step: Step, samples: readonly Sample[]): Promise<void> {
    const first = samples.reduce((least, { at }) => Math.min(least, at), Number.POSITIVE_INFINITY);
    if (samples.length === 0) return;
    await this.#put(this.#sql.addSamples, cluster, step, samples);
    await this.#run([[this.#sql.begins, cluster, first]]);
  }

  async removeImported(cluster: number, { from, to }: Range): Promise<void> {
    await this.#run([
      [this.#sql.lock, cluster],
      [this.#sql.removeImported, cluster, from, to],
    ]);
  }

  async pools(cluster: number): Promise<readonly string[]> {
    const [rows = []] = await this.#run([[this.#sql.pools, cluster]]);
    return rows.map(({ name }) => String(name));
  }

  async samples(cluster: number, pool: string, step: Step, { from, to }: Range): Promise<readonly Sample[] | undefined> {
    const [known, rows] = await this.#run([
      [this.#sql.pool, cluster, pool],
      [this.#sql.samples, cluster, pool, step, from, to],
    ]);
    return known?.length === 0 ? undefined : rows?.map(sampleOf);
  }

  async marks(cluster: number, { from, to }: Range): Promise<readonly Mark[]> {
    const [rows = []] = await this.#run([[this.#sql.marks, cluster, from, to]]);
    return rows
      .map((row) => ({
        kind: String(row.kind) as Mark['kind'],
        from: Number(row.begins),
        until: Number(row.ends),
        note: String(row.note),
      }))
      .reverse();
  }

  async tenanciesOf(cluster: number, address: string, before: number, most: number, below = 0): Promise<readonly Stored[]> {
    const [rows = []] = await this.#run([[this.#sql.tenanciesOf, cluster, address, before, most, below]]);
    return rows.map((row) => ({ id: Number(row.id), ...tenancyOf(row) }));
  }

  async openTenancies(cluster: number, after: number, most: number): Promise<readonly Open[]> {
    const [rows = []] = await this.#run([[this.#sql.open, cluster, after, most]]);
    return rows.map(({ id, address, role, object, uid, from_latest }) => ({
      id: Number(id),
      address: String(address).toLowerCase(),
      as: String(role),
      object: String(object),
      uid: String(uid),
      from: Number(from_latest),
    }));
  }

  async extent(cluster: number): Promise<Extent> {
    const [rows] = await this.#run([[this.#sql.extent, cluster]]);
    const row = rows?.[0];
    if (!row) throw new HistoryError('failed', `${this.where}: the cluster ${cluster} is not there any more`);
    const since = Number(row.since);
    return {
      since,
      recorded: numberOr(row.recorded_since) ?? since,
      tenancies: numberOr(row.tenancies_since) ?? since,
      blocks: numberOr(row.blocks_since) ?? Number.POSITIVE_INFINITY,
      seen: numberOr(row.seen),
    };
  }

  async recordingBegins(cluster: number, now: number): Promise<void> {
    await this.#run([
      [this.#sql.lock, cluster],
      [this.#sql.recordingBegins, cluster, now],
    ]);
  }

  async tenanciesMade(cluster: number, since: number): Promise<void> {
    await this.#run([
      [this.#sql.lock, cluster],
      [this.#sql.tenanciesBegin, cluster, since],
    ]);
  }

  async heldCells(cluster: number, { at, made }: Moment, { first, last }: HexRange, digits: number): Promise<readonly HeldCell[]> {
    const [rows = []] = await this.#run([[this.#sql.heldCells, cluster, first, last, first.length / 2, at, Number(made), digits]]);
    return rows.map(({ cell, addresses, unsure, conflicts, holdings }) => ({
      digits: String(cell).toLowerCase(),
      addresses: Number(addresses),
      unsure: Number(unsure),
      conflicts: Number(conflicts),
      holdings: Number(holdings),
    }));
  }

  async heldAddresses(cluster: number, { at, made }: Moment, { first, last }: HexRange, most: number): Promise<readonly HeldAddress[]> {
    const [rows = []] = await this.#run([[this.#sql.heldAddresses, cluster, first, last, first.length / 2, at, Number(made), most]]);
    return rows.map(({ address, sure, conflict }) => ({
      address: String(address).toLowerCase(),
      sure: Number(sure) === 1,
      conflict: Number(conflict) === 1,
    }));
  }

  async holders(cluster: number, { at, made }: Moment, ranges: readonly HexRange[]): Promise<readonly HeldRow[]> {
    const [range] = ranges;
    if (!range) return [];
    const asked = JSON.stringify(ranges.map(({ first, last }) => [first, last]));
    const [rows = []] = await this.#run([[this.#sql.holders, cluster, asked, range.first.length / 2, at, Number(made)]]);
    return rows.map((row) => heldRowOf(row, row.address));
  }

  async blocks(
    cluster: number,
    { at, made }: Moment,
    { first, last }: HexRange,
    most: number,
    named: readonly string[],
  ): Promise<readonly HeldRow[]> {
    const [within = [], others = []] = await this.#run([
      [this.#sql.blocks, cluster, first, last, first.length / 2, at, Number(made), most],
      [this.#sql.blocksNamed, cluster, JSON.stringify(named.map((key) => [key])), at, Number(made)],
    ]);
    return [...others, ...within].map((row) => heldRowOf(row, row.block));
  }

  async poolsAt(cluster: number, at: number): Promise<{ step: Step | null; samples: readonly Sample[] }> {
    for (const step of steps) {
      // One late sample is no gap.
      const [rows = []] = await this.#run([[this.#sql.samplesOfStep, cluster, step, at - 2 * step * 1000, at + 1]]);
      if (rows.length > 0) return { step, samples: [...new Map(rows.map(sampleOf).map((sample) => [sample.pool, sample])).values()] };
    }
    return { step: null, samples: [] };
  }

  async prune(cluster: number, now: number, kept: Kept): Promise<boolean> {
    const [, , tenancies] = await this.#run([
      [this.#sql.lock, cluster],
      [this.#sql.forget, cluster, now - kept.tenancies, pruned],
      [this.#sql.pruneTenancies, cluster, now - kept.tenancies, pruned],
      [this.#sql.pruneMarks, cluster, now - 366 * day],
    ]);
    let more = tenancies?.length === pruned;
    for (const [step, age] of sampleAges) {
      const [, samples] = await this.#run([
        [this.#sql.lock, cluster],
        [this.#sql.pruneSamples, cluster, step, now - age, pruned],
      ]);
      more ||= samples?.length === pruned;
    }
    const [used] = await this.#run([[this.#sql.used, ...(this.#sql.used.includes('$1') ? [cluster] : [])]]);
    if (Number(used?.[0]?.bytes ?? 0) > kept.bytes) {
      const [, , ended] = await this.#run([
        [this.#sql.lock, cluster],
        [this.#sql.forget, cluster, Number.MAX_SAFE_INTEGER, pruned],
        [this.#sql.pruneTenancies, cluster, Number.MAX_SAFE_INTEGER, pruned],
      ]);
      more ||= ended?.length === pruned;
    }
    if (this.#sql.shrink !== '') await this.#run([[this.#sql.shrink]]);
    return more;
  }

  async bytes(): Promise<number> {
    const [rows] = await this.#run([[this.#sql.size]]);
    return Number(rows?.[0]?.bytes ?? 0);
  }

  close(): Promise<void> {
    return this.#database.close();
  }

  async #put(sql: string, cluster: number, step: number, samples: readonly Sample[]): Promise<void> {
    for (let at = 0; at < samples.length; at += 500) {
      const rows = JSON.stringify(samples.slice(at, at + 500).map(sampleRow));
      await this.#run([
        [this.#sql.lock, cluster],
        [this.#sql.addPools, cluster, rows],
        [sql, cluster, step, rows],
      ]);
    }
  }

  #run(asked: readonly Asked[]): Promise<readonly (readonly Row[])[]> {
    return this.#database.run(asked.map(([sql, ...values]): Statement => ({ sql, values })));
  }
}

type Asked = readonly [sql: string, ...values: Value[]];

function standingOf(row: Row): Standing {
  return { cluster: Number(row.id), since: Number(row.since), seen: numberOr(row.seen) };
}

function numberOr(value: Value | undefined): number | null {
  return value === null || value === undefined ? null : Number(value);
}

function textOr(value: Value | undefined): string | null {
  return value === null || value === undefined ? null : String(value);
}

function heldRowOf({ role, object, sure }: Row, address: Value | undefined): HeldRow {
  return { address: String(address).toLowerCase(), as: String(role), object: String(object), sure: Number(sure) === 1 };
}

function tenancyRow({ address, as, object, uid, from, to, made }: Tenancy): Value[] {
  return [address, as, object, uid, from.earliest, from.latest, to?.earliest ?? null, to?.latest ?? null, Number(made)];
}

function tenancyOf(row: Row): Tenancy {
  const to = numberOr(row.to_latest);
  return {
    address: String(row.address).toLowerCase(),
    as: String(row.role),
    object: String(row.object),
    uid: String(row.uid),
    from: { earliest: numberOr(row.from_earliest), latest: Number(row.from_latest) },
    to: to === null ? null : { earliest: numberOr(row.to_earliest), latest: to },
    made: Number(row.made) === 1,
  };
}

function sampleRow({
  pool,
  family,
  at,
  total,
  usable,
  handedOut,
  recorded,
  inUse,
  inUseLeast,
  blocks,
  limit,
  count,
  made,
  imported,
}: Sample): Value[] {
  const cut = [blocks?.prefixLength ?? null, blocks?.total ?? null, blocks?.handedOut ?? null];
  return [pool, family, at, total, usable, handedOut, recorded, inUse, inUseLeast, ...cut, limit, count, Number(made), imported];
}

function sampleOf(row: Row): Sample {
  const length = numberOr(row.block_length);
  return {
    pool: String(row.pool),
    at: Number(row.at),
    family: row.family === 'IPv6' ? 'IPv6' : 'IPv4',
    total: String(row.total),
    usable: textOr(row.usable),
    handedOut: textOr(row.handed_out),
    recorded: textOr(row.recorded),
    inUse: textOr(row.in_use),
    inUseLeast: textOr(row.in_use_least),
    blocks: length === null ? null : { prefixLength: length, total: Number(row.blocks), handedOut: numberOr(row.blocks_handed_out) },
    limit: row.limit_by === 'blocks' ? 'blocks' : 'addresses',
    count: Number(row.count),
    made: Number(row.made) === 1,
    imported: Number(row.imported),
  };
}
