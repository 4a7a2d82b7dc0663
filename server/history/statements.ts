import type { Column, Dialect } from './database.ts';

const text = (name: string): Column => ({ name, type: 'text' });
const integer = (name: string): Column => ({ name, type: 'integer' });

const sampleValues: readonly Column[] = [
  text('total'),
  text('usable'),
  text('handed_out'),
  text('recorded'),
  text('in_use'),
  text('in_use_least'),
  integer('block_length'),
  text('blocks'), // 2^64 of them and more
  integer('blocks_handed_out'),
  text('limit_by'),
  integer('count'),
  integer('made'),
  integer('imported'),
];
const sampleColumns: readonly Column[] = [text('pool'), text('family'), integer('at'), ...sampleValues];
const endingColumns: readonly Column[] = [text('address'), text('role'), text('uid'), integer('to_earliest'), integer('to_latest')];
const tenancyColumns: readonly Column[] = [
  text('address'),
  text('role'),
  text('object'),
  text('uid'),
  integer('from_earliest'),
  integer('from_latest'),
  integer('to_earliest'),
  integer('to_latest'),
  integer('made'),
];
const markColumns: readonly Column[] = [text('kind'), integer('begins'), integer('ends'), text('note')];

/**
 * Within so many milliseconds a pod's address that was given up and taken again is one tenancy: another replica saw it a little later.
 * A pod does not get its address back.
 */
const replicaLag = 5000;

/** When the last of those tenancies ended that pruneTenancies removes. */
const lastGone = `SELECT max(to_latest) FROM (
  SELECT to_latest FROM history_tenancy WHERE cluster = $1 AND to_latest < $2 ORDER BY to_latest LIMIT $3) AS gone`;

const rangeColumns: readonly Column[] = [text('first_one'), text('last_one')];
/** Holders of one range that are read. */
const mostOfRange = 64;

/** Tenancies of t that were, or may have been, at a moment: a moment that is not told exactly lies between its bounds. */
const heldAt = (at: string) => `COALESCE(t.from_earliest, 0) <= ${at} AND (t.to_latest IS NULL OR t.to_latest > ${at})`;
/** 1 where t surely was; of a past that is made up, all is sure. */
const sureAt = (at: string, made: string) =>
  `CASE WHEN ${made} = 1 OR (t.from_latest <= ${at} AND (t.to_latest IS NULL OR t.to_earliest > ${at})) THEN 1 ELSE 0 END`;
const is = (role: string) => `CASE WHEN t.role = '${role}' THEN 1 ELSE 0 END`;

/**
 * The addresses held from $2 to $3, of $4 bytes each (the families share the index), at $5; $6 is 1 in a past that is made up.
 * A conflict is what the model calls one: two pods, two Services, or two of pod, Service and node. It is read from the index alone.
 */
const eachAddress = ({ unhex, by }: Dialect) => `(
  SELECT address, max(sure) AS sure, count(*) AS holdings,
    CASE WHEN sum(sure * pod) > 1 OR sum(sure * service) > 1 OR sum(sure * secondary) > 1
      OR max(sure * pod) + max(sure * service) + max(sure * node) > 1 THEN 1 ELSE 0 END AS conflict
  FROM (
    SELECT t.address, ${sureAt('$5', '$6')} AS sure, ${is('podIP')} AS pod, ${is('clusterIP')} AS service,
      ${is('nodeAddress')} AS node, ${is('secondary')} AS secondary
    FROM history_tenancy AS t ${by('history_tenancy_address')}
    WHERE t.cluster = $1 AND t.address >= ${unhex('$2')} AND t.address <= ${unhex('$3')} AND length(t.address) = $4 AND ${heldAt('$5')}
  ) AS each_holding GROUP BY address)`;

/** Every statement there is. What goes in by the hundred is one JSON array of arrays. */
export function statementsOf(dialect: Dialect) {
  const { hex, unhex, table } = dialect;
  const names = sampleValues.map(({ name }) => name).join(', ');
  return {
    makeVersion: `CREATE TABLE IF NOT EXISTS history_version (version ${dialect.integer} NOT NULL)`,
    version: 'SELECT max(version) AS version FROM history_version',
    setVersion: 'INSERT INTO history_version (version) VALUES ($1)',

    addCluster: `INSERT INTO history_cluster (identity, since, recorded_since, tenancies_since, blocks_since) VALUES ($1, $2, $2, $2, $2)
      ON CONFLICT (identity) DO NOTHING`,
    recordingBegins: `UPDATE history_cluster SET recorded_since = $2, tenancies_since = $2, blocks_since = $2 WHERE id = $1 AND seen IS NULL`,
    /** Blocks are recorded from now on where an older version did not. */
    blocksBegin: 'UPDATE history_cluster SET blocks_since = $2 WHERE identity = $1 AND blocks_since IS NULL',
    cluster: 'SELECT id, since, seen FROM history_cluster WHERE identity = $1',
    extent: 'SELECT since, seen, recorded_since, tenancies_since, blocks_since FROM history_cluster WHERE id = $1',
    /** Other clusters have their own lock. */
    lock: dialect.lock('$1'),
    seen: 'UPDATE history_cluster SET seen = $2 WHERE id = $1 AND (seen IS NULL OR seen < $2)',
    begins: 'UPDATE history_cluster SET since = $2 WHERE id = $1 AND since > $2',
    tenanciesBegin: `UPDATE history_cluster SET tenancies_since = $2, blocks_since = $2
      WHERE id = $1 AND tenancies_since > $2`,

    end: `UPDATE history_tenancy AS t ${dialect.by('history_tenancy_address')} SET to_earliest = e.to_earliest, to_latest = e.to_latest
      FROM ${table('$2', endingColumns)} AS e
      WHERE t.cluster = $1 AND t.address = ${unhex('e.address')} AND t.uid = e.uid AND t.role = e.role
        AND t.to_latest IS NULL AND t.from_latest <= e.to_latest`,
    begin: `INSERT INTO history_tenancy
        (cluster, address, role, object, uid, from_earliest, from_latest, to_earliest, to_latest, made)
      SELECT CAST($1 AS ${dialect.integer}), ${unhex('e.address')}, e.role, e.object, e.uid, e.from_earliest, e.from_latest, e.to_earliest, e.to_latest, e.made
      FROM ${table('$2', tenancyColumns)} AS e
      WHERE NOT EXISTS (
        SELECT 1 FROM history_tenancy AS t ${dialect.by('history_tenancy_address')}
        WHERE t.cluster = $1 AND t.address = ${unhex('e.address')} AND t.uid = e.uid AND t.role = e.role
          AND (t.to_latest IS NULL OR t.from_latest = e.from_latest
            OR t.to_latest + CASE WHEN e.role = 'podIP' THEN ${replicaLag} ELSE 0 END > e.from_latest)
      )`,
    mark: `INSERT INTO history_mark (cluster, kind, begins, ends, note)
      SELECT CAST($1 AS ${dialect.integer}), e.kind, e.begins, e.ends, e.note FROM ${table('$2', markColumns)} AS e WHERE true
      ON CONFLICT (cluster, kind, begins) DO UPDATE SET ends = excluded.ends, note = excluded.note`,
    addPools: `INSERT INTO history_pool (cluster, name, family)
      SELECT DISTINCT CAST($1 AS ${dialect.integer}), e.pool, e.family FROM ${table('$2', sampleColumns)} AS e WHERE true
      ON CONFLICT (cluster, name) DO NOTHING`,
    addSamples: `INSERT INTO history_sample (cluster, pool, step, at, ${names})
      SELECT p.cluster, p.id, CAST($2 AS ${dialect.integer}), e.at, ${sampleValues.map(({ name }) => `e.${name}`).join(', ')}
      FROM ${table('$3', sampleColumns)} AS e JOIN history_pool AS p ON p.cluster = CAST($1 AS ${dialect.integer}) AND p.name = e.pool WHERE true
      ON CONFLICT (pool, step, at) DO NOTHING`,
    /** What was made from more samples stays: a clock that was put back comes to hours of which the samples are removed already. */
    putSamples: `INSERT INTO history_sample (cluster, pool, step, at, ${names})
      SELECT p.cluster, p.id, CAST($2 AS ${dialect.integer}), e.at, ${sampleValues.map(({ name }) => `e.${name}`).join(', ')}
      FROM ${table('$3', sampleColumns)} AS e JOIN history_pool AS p ON p.cluster = CAST($1 AS ${dialect.integer}) AND p.name = e.pool WHERE true
      ON CONFLICT (pool, step, at) DO UPDATE SET ${sampleValues.map(({ name }) => `${name} = excluded.${name}`).join(', ')}
      WHERE excluded.count >= history_sample.count`,
    /** Of every pool. */
    samplesOfStep: `SELECT p.name AS pool, p.family, s.at, ${names} FROM history_pool AS p JOIN history_sample AS s
      ON s.pool = p.id AND s.step = $2 AND s.at >= $3 AND s.at < $4 WHERE p.cluster = $1 ORDER BY s.at`,
    pool: 'SELECT id FROM history_pool WHERE cluster = $1 AND name = $2',
    pools: 'SELECT name FROM history_pool WHERE cluster = $1 ORDER BY id DESC',
    samples: `SELECT p.name AS pool, p.family, s.at, ${names} FROM history_pool AS p JOIN history_sample AS s
      ON s.pool = p.id AND s.step = $3 AND s.at >= $4 AND s.at < $5 WHERE p.cluster = $1 AND p.name = $2 ORDER BY s.at`,
    marks: `SELECT kind, begins, ends, note FROM history_mark WHERE cluster = $1 AND ends >= $2 AND begins < $3
      ORDER BY begins DESC LIMIT 1000`,
    tenanciesOf: `SELECT id, ${hex('address')} AS address, role, object, uid, from_earliest, from_latest, to_earliest, to_latest, made
      FROM history_tenancy WHERE cluster = $1 AND address = ${unhex('$2')} AND (from_latest < $3 OR (from_latest = $3 AND id < $5))
      ORDER BY from_latest DESC, id DESC LIMIT $4`,
    /** By the first $7 hex digits of the addresses from $2 to $3: how many were held, how many of them by nobody of whom that is sure. */
    heldCells: `SELECT substr(${hex('address')}, 1, $7) AS cell, count(*) AS addresses, sum(1 - sure) AS unsure,
        sum(conflict) AS conflicts, sum(holdings) AS holdings
      FROM ${eachAddress(dialect)} AS each_address GROUP BY cell`,
    heldAddresses: `SELECT ${hex('address')} AS address, sure, conflict FROM ${eachAddress(dialect)} AS each_address
      ORDER BY address LIMIT $7`,
    /** Who held the first addresses of each range. */
    holders: `SELECT ${hex('address')} AS address, role, object, sure FROM (
        SELECT t.address, t.role, t.object, ${sureAt('$4', '$5')} AS sure,
          row_number() OVER (PARTITION BY r.first_one ORDER BY t.address, t.id) AS place
        FROM ${table('$2', rangeColumns)} AS r JOIN history_tenancy AS t ${dialect.by('history_tenancy_address')}
          ON t.address >= ${unhex('r.first_one')} AND t.address <= ${unhex('r.last_one')}
        WHERE t.cluster = $1 AND length(t.address) = $3 AND ${heldAt('$4')}
      ) AS held WHERE place <= ${mostOfRange} ORDER BY held.address, place`,
    /** Node blocks by their keys, from $2 to $3. */
    blocks: `SELECT ${hex('t.address')} AS block, role, object, ${sureAt('$5', '$6')} AS sure
      FROM history_tenancy AS t ${dialect.by('history_tenancy_address')}
      WHERE t.cluster = $1 AND t.address >= ${unhex('$2')} AND t.address <= ${unhex('$3')} AND length(t.address) = $4 AND ${heldAt('$5')}
      ORDER BY t.address LIMIT $7`,
    blocksNamed: `SELECT ${hex('t.address')} AS block, role, object, ${sureAt('$3', '$4')} AS sure
      FROM ${table('$2', [text('key')])} AS r JOIN history_tenancy AS t ${dialect.by('history_tenancy_address')}
        ON t.address = ${unhex('r.key')}
      WHERE t.cluster = $1 AND ${heldAt('$3')} ORDER BY t.address`,
    open: `SELECT id, ${hex('address')} AS address, role, object, uid, from_latest FROM history_tenancy
      WHERE cluster = $1 AND to_latest IS NULL AND id > $2 ORDER BY id LIMIT $3`,

    /** Before the last that goes, not all is known any more. */
    forget: `UPDATE history_cluster SET tenancies_since = (${lastGone})
      WHERE id = $1 AND tenancies_since < (${lastGone})`,
    pruneTenancies: `DELETE FROM history_tenancy WHERE id IN (
      SELECT id FROM history_tenancy WHERE cluster = $1 AND to_latest < $2 ORDER BY to_latest LIMIT $3) RETURNING 1 AS one`,
    pruneSamples: `DELETE FROM history_sample WHERE (pool, step, at) IN (
      SELECT s.pool, s.step, s.at FROM history_pool AS p JOIN history_sample AS s ON s.pool = p.id AND s.step = $2 AND s.at < $3
      WHERE p.cluster = $1 LIMIT $4) RETURNING 1 AS one`,
    removeImported: `DELETE FROM history_sample WHERE imported > 0 AND imported >= count AND at >= $2 AND at < $3
      AND pool IN (SELECT id FROM history_pool WHERE cluster = $1)`,
    pruneMarks: 'DELETE FROM history_mark WHERE cluster = $1 AND ends < $2',
    used: dialect.used,
    size: dialect.size,
    shrink: dialect.shrink,
  };
}
