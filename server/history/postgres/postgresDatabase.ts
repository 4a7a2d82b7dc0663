import pg from 'pg';
import type { Column, Database, Dialect, Row, Statement } from '../database.ts';
import { HistoryError, type HistoryFault } from '../history.ts';

const cell = ({ name, type }: Column, i: number) => `(r ->> ${i})::${type === 'integer' ? 'bigint' : 'text'} AS ${name}`;

/** Any number that other programs' advisory locks in the same database hardly have. */
const lockSpace = 1_128_354_386;

const dialect: Dialect = {
  id: 'bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY',
  integer: 'bigint',
  bytes: 'bytea',
  keyed: '',
  unhex: (expression) => `decode(${expression}, 'hex')`,
  hex: (expression) => `encode(${expression}, 'hex')`,
  by: () => '',
  table: (parameter, columns) => `(SELECT ${columns.map(cell).join(', ')} FROM json_array_elements(CAST(${parameter} AS json)) AS r)`,
  // Two replicas of a cluster write one after the other: each sees what the other has written.
  lock: (cluster) => `SELECT pg_advisory_xact_lock(${lockSpace}, CAST(${cluster} AS integer))`,
  size: `SELECT sum(pg_total_relation_size(oid)) AS bytes FROM pg_class
    WHERE relname IN ('history_cluster', 'history_pool', 'history_sample', 'history_tenancy', 'history_mark') AND relkind = 'r'`,
  // What is deleted stays in the tables' size until it is used again: rows are counted, at what one takes with its indexes (measured: 270).
  used: 'SELECT count(*) * 270 AS bytes FROM history_tenancy WHERE cluster = $1',
  shrink: '',
};

/** Numbers that PostgreSQL gives as text, because they could be larger than ours ever are. */
const asNumber = new Set([pg.types.builtins.INT8, pg.types.builtins.NUMERIC]);
const types: pg.CustomTypesConfig = {
  getTypeParser: (oid, format) => (asNumber.has(oid as number) ? Number : pg.types.getTypeParser(oid, format)),
};

export interface PostgresOptions {
  /** postgres://user:password@host:port/database */
  readonly url: string;
  /** Milliseconds that a connection or a statement may take. */
  readonly timeout?: number;
}

/** A PostgreSQL, or what speaks like one. */
export class PostgresDatabase implements Database {
  readonly engine = 'postgresql';
  readonly dialect = dialect;
  readonly where: string;
  readonly #pool: pg.Pool;

  constructor({ url, timeout = 15_000 }: PostgresOptions) {
    this.where = withoutSecrets(url);
    this.#pool = new pg.Pool({
      connectionString: url,
      max: 3, // one writes, the others answer
      connectionTimeoutMillis: timeout,
      query_timeout: timeout,
      statement_timeout: timeout,
      lock_timeout: timeout,
      idle_in_transaction_session_timeout: timeout,
      idleTimeoutMillis: 60_000,
      allowExitOnIdle: true,
      application_name: 'cidrscape',
      types,
    });
    this.#pool.on('error', () => {}); // an idle connection was cut: the next one is made when it is needed
  }

  async open(): Promise<string> {
    await this.run([{ sql: 'SELECT 1 AS one', values: [] }]);
    return '';
  }

  async openToRead(): Promise<void> {
    await this.open();
  }

  async run(statements: readonly Statement[]): Promise<readonly (readonly Row[])[]> {
    let client: pg.PoolClient | undefined;
    try {
      client = await this.#pool.connect();
      const rows: Row[][] = [];
      await client.query('BEGIN');
      for (const { sql, values } of statements) rows.push((await client.query(sql, [...values])).rows as Row[]);
      await client.query('COMMIT');
      client.release();
      return rows;
    } catch (error) {
      client?.release(true); // whatever it was in the middle of ends with it
      throw new HistoryError(faultOf(error), `${this.where}: ${error instanceof Error ? error.message : String(error)}`, error);
    }
  }

  async close(): Promise<void> {
    if (!this.#pool.ended) await this.#pool.end();
  }
}

/** https://www.postgresql.org/docs/current/errcodes-appendix.html; without one, it never got there. */
function faultOf(error: unknown): HistoryFault {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  if (code === '53100') return 'full';
  if (code === '25006' || code === '42501') return 'read-only';
  if (/^(08|57P)/.test(code) || !/^[0-9A-Z]{5}$/.test(code)) return 'gone';
  return 'failed';
}

/** Host, port and database of a URL, and nothing that lets anybody in. */
function withoutSecrets(url: string): string {
  const { hostname, port, pathname } = new URL(url);
  return `postgres://${hostname}${port === '' ? '' : `:${port}`}${pathname}`;
}
