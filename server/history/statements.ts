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

/** Every statement there is. What goes in by the hundred is one JSON array of arrays. */
export function statementsOf(dialect: Dialect) {
  const { hex, unhex, table } = dialect;
  const names = sampleValues.map(({ name }) => name).join(', ');
  return {
    makeVersion: `CREATE TABLE IF NOT EXISTS history_version (version ${dialect.integer} NOT NULL)`,
    version: 'SELECT max(version) AS version FROM history_version',
    setVersion: 'INSERT INTO history_version (version) VALUES ($1)',

    addCluster: 'INSERT INTO history_cluster (identity, since) VALUES ($1, $2) ON CONFLICT (identity) DO NOTHING',
    cluster: 'SELECT id, since, seen FROM history_cluster WHERE identity = $1',
    /** Other clusters have their own lock. */
    lock: dialect.lock('$1'),
    seen: 'UPDATE history_cluster SET seen = $2 WHERE id = $1 AND (seen IS NULL OR seen < $2)',
    tenanciesSince: 'SELECT tenancies_since AS since FROM history_cluster WHERE id = $1',
    tenanciesBegin: 'UPDATE history_cluster SET tenancies_since = $2 WHERE id = $1',
    begins: 'UPDATE history_cluster SET since = $2 WHERE id = $1 AND since > $2',

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
    putSamples: `INSERT INTO history_sample (cluster, pool, step, at, ${names})
      SELECT p.cluster, p.id, CAST($2 AS ${dialect.integer}), e.at, ${sampleValues.map(({ name }) => `e.${name}`).join(', ')}
      FROM ${table('$3', sampleColumns)} AS e JOIN history_pool AS p ON p.cluster = CAST($1 AS ${dialect.integer}) AND p.name = e.pool WHERE true
      ON CONFLICT (pool, step, at) DO UPDATE SET ${sampleValues.map(({ name }) => `${name} = excluded.${name}`).join(', ')}`,
    /** Of every pool. */
    samplesOfStep: `SELECT p.name AS pool, p.family, s.at, ${names} FROM history_pool AS p JOIN history_sample AS s
      ON s.pool = p.id AND s.step = $2 AND s.at >= $3 AND s.at < $4 WHERE p.cluster = $1 ORDER BY s.at`,
    pool: 'SELECT id FROM history_pool WHERE cluster = $1 AND name = $2',
    samples: `SELECT p.name AS pool, p.family, s.at, ${names} FROM history_pool AS p JOIN history_sample AS s
      ON s.pool = p.id AND s.step = $3 AND s.at >= $4 AND s.at < $5 WHERE p.cluster = $1 AND p.name = $2 ORDER BY s.at`,
    marks: `SELECT kind, begins, ends, note FROM history_mark WHERE cluster = $1 AND ends >= $2 AND begins < $3
      ORDER BY begins DESC LIMIT 1000`,
    tenanciesOf: `SELECT ${hex('address')} AS address, role, object, uid, from_earliest, from_latest, to_earliest, to_latest, made
      FROM history_tenancy WHERE cluster = $1 AND address = ${unhex('$2')} AND from_latest < $3
      ORDER BY from_latest DESC, id DESC LIMIT $4`,
    open: `SELECT id, ${hex('address')} AS address, role, object, uid, from_latest FROM history_tenancy
      WHERE cluster = $1 AND to_latest IS NULL AND id > $2 ORDER BY id LIMIT $3`,

    /** What pruneTenancies removes then is no longer known. */
    forgetTenancies: `UPDATE history_cluster SET tenancies_since = gone.latest FROM (SELECT max(to_latest) AS latest FROM (
      SELECT to_latest FROM history_tenancy WHERE cluster = $1 AND to_latest < $2 ORDER BY to_latest LIMIT $3) AS oldest) AS gone
      WHERE id = $1 AND gone.latest IS NOT NULL AND (tenancies_since IS NULL OR tenancies_since < gone.latest)`,
    pruneTenancies: `DELETE FROM history_tenancy WHERE id IN (
      SELECT id FROM history_tenancy WHERE cluster = $1 AND to_latest < $2 ORDER BY to_latest LIMIT $3) RETURNING 1 AS one`,
    pruneSamples: `DELETE FROM history_sample WHERE (pool, step, at) IN (
      SELECT s.pool, s.step, s.at FROM history_pool AS p JOIN history_sample AS s ON s.pool = p.id AND s.step = $2 AND s.at < $3
      WHERE p.cluster = $1 LIMIT $4) RETURNING 1 AS one`,
    pruneMarks: 'DELETE FROM history_mark WHERE cluster = $1 AND ends < $2',
    used: dialect.used,
    size: dialect.size,
    shrink: dialect.shrink,
  };
}
