import type { Dialect } from './database.ts';

/**
 * Every change of the tables there ever was, in order; forward only. What has been released here never changes: a change is one more
 * entry at the end. The number of entries is the version of the tables.
 */
export const migrations: readonly ((dialect: Dialect) => readonly string[])[] = [
  ({ id, integer, bytes, keyed }) => [
    `CREATE TABLE history_cluster (
       id ${id}, identity text NOT NULL UNIQUE, since ${integer} NOT NULL, seen ${integer}
     )`,
    `CREATE TABLE history_pool (
       id ${id}, cluster ${integer} NOT NULL, name text NOT NULL, family text NOT NULL, UNIQUE (cluster, name)
     )`,
    `CREATE TABLE history_sample (
       cluster ${integer} NOT NULL, pool ${integer} NOT NULL, step ${integer} NOT NULL, at ${integer} NOT NULL,
       total text NOT NULL, usable text, handed_out text, recorded text, in_use text, in_use_least text,
       block_length ${integer}, blocks text, blocks_handed_out ${integer},
       limit_by text NOT NULL, count ${integer} NOT NULL, made ${integer} NOT NULL,
       PRIMARY KEY (pool, step, at)
     ) ${keyed}`,
    `CREATE TABLE history_tenancy (
       id ${id}, cluster ${integer} NOT NULL, address ${bytes} NOT NULL, role text NOT NULL, object text NOT NULL, uid text NOT NULL,
       from_earliest ${integer}, from_latest ${integer} NOT NULL, to_earliest ${integer}, to_latest ${integer}, made ${integer} NOT NULL
     )`,
    'CREATE INDEX history_tenancy_address ON history_tenancy (address, cluster)',
    'CREATE INDEX history_tenancy_open ON history_tenancy (cluster, id) WHERE to_latest IS NULL',
    'CREATE INDEX history_tenancy_ended ON history_tenancy (cluster, to_latest) WHERE to_latest IS NOT NULL',
    `CREATE TABLE history_mark (
       cluster ${integer} NOT NULL, kind text NOT NULL, begins ${integer} NOT NULL, ends ${integer} NOT NULL, note text NOT NULL,
       PRIMARY KEY (cluster, kind, begins)
     )`,
  ],
  ({ integer }) => [`ALTER TABLE history_sample ADD COLUMN imported ${integer} NOT NULL DEFAULT 0`],
  // Who held what at a moment is read from the index alone; from when on all of that is known stands with the cluster.
  ({ integer }) => [
    'DROP INDEX history_tenancy_address',
    `CREATE INDEX history_tenancy_address
       ON history_tenancy (address, cluster, from_earliest, from_latest, to_earliest, to_latest, role)`,
    `ALTER TABLE history_cluster ADD COLUMN recorded_since ${integer}`,
    `ALTER TABLE history_cluster ADD COLUMN tenancies_since ${integer}`,
    `ALTER TABLE history_cluster ADD COLUMN blocks_since ${integer}`,
    `UPDATE history_cluster SET recorded_since = since, tenancies_since = COALESCE(
       (SELECT min(t.to_latest) FROM history_tenancy AS t WHERE t.cluster = history_cluster.id AND t.to_latest IS NOT NULL), since)`,
  ],
];
