/** What goes into the worker and comes out of it. */
export interface Asked {
  readonly id: number;
  /** Opens the file and says what is wrong with it, if anything. */
  readonly open?: string;
  /** Opens it only to be read. */
  readonly readOnly?: boolean;
  readonly run?: readonly { readonly sql: string; readonly values: readonly (string | number | null)[] }[];
  readonly close?: true;
}

export interface Answered {
  readonly id: number;
  readonly rows?: readonly (readonly Readonly<Record<string, string | number | null>>[])[];
  /** code: SQLite's own result code. */
  readonly error?: { readonly code: number; readonly message: string };
}

/**
 * The program of the worker that holds the file: SQLite waits for the disk, and nobody else should. Its text is what runs there, so it
 * uses nothing from outside of itself, and the built product stays one file.
 */
export function host(): void {
  const { parentPort: port } = process.getBuiltinModule('node:worker_threads');
  const { DatabaseSync } = process.getBuiltinModule('node:sqlite');
  const { existsSync: exists, statSync: stat } = process.getBuiltinModule('node:fs');
  const { pathToFileURL: urlOf } = process.getBuiltinModule('node:url');
  let database: InstanceType<typeof DatabaseSync> | undefined;
  const prepared = new Map<string, ReturnType<InstanceType<typeof DatabaseSync>['prepare']>>();

  const check = (of: InstanceType<typeof DatabaseSync>): void => {
    const found = of.prepare('PRAGMA quick_check(1)').get() as { readonly quick_check?: string } | undefined;
    if (found?.quick_check !== 'ok') throw Object.assign(new Error(String(found?.quick_check)), { errcode: 11 });
  };

  const open = (file: string): void => {
    // What turns out to be broken, or newer than we are, stays as it was, byte for byte: it is looked at before anything is written.
    if (file !== ':memory:' && exists(file)) {
      const reading = new DatabaseSync(file, { readOnly: true, timeout: 5000 });
      try {
        check(reading);
      } finally {
        reading.close();
      }
    }
    database = new DatabaseSync(file, { timeout: 5000 });
    const pages = database.prepare('PRAGMA page_count').get() as { readonly page_count: number };
    if (pages.page_count === 0) database.exec('PRAGMA auto_vacuum = INCREMENTAL; PRAGMA journal_mode = WAL');
    database.exec('PRAGMA synchronous = NORMAL; PRAGMA cache_size = -1000');
  };

  /** Beside a database with a write-ahead log SQLite wants to write even to read it, unless it is told that nobody writes. */
  const openToRead = (file: string): void => {
    const reading = new DatabaseSync(file, { readOnly: true, timeout: 5000 });
    try {
      check(reading);
      database = reading;
    } catch (error) {
      reading.close();
      const log = `${file}-wal`;
      if (Number((error as { errcode?: number }).errcode) !== 14 || (exists(log) && stat(log).size > 0)) throw error;
      const url = urlOf(file);
      url.searchParams.set('immutable', '1');
      database = new DatabaseSync(url, { readOnly: true });
      check(database);
    }
  };

  const run = (statements: NonNullable<Asked['run']>): NonNullable<Answered['rows']> => {
    if (!database) throw new Error('it is not open');
    const reads = statements.every(({ sql }) => sql.startsWith('SELECT'));
    const all = () =>
      statements.map(({ sql, values }) => {
        let statement = prepared.get(sql);
        if (!statement) {
          statement = (database as InstanceType<typeof DatabaseSync>).prepare(sql.replace(/\$(\d)/g, '?$1'));
          prepared.set(sql, statement);
        }
        return statement.all(...values) as unknown as Readonly<Record<string, string | number | null>>[];
      });
    database.exec(reads ? 'BEGIN' : 'BEGIN IMMEDIATE');
    try {
      const rows = all();
      database.exec('COMMIT');
      return rows;
    } catch (error) {
      if (database.isTransaction) database.exec('ROLLBACK');
      throw error;
    }
  };

  port?.on('message', ({ id, open: file, readOnly, run: statements, close }: Asked) => {
    try {
      if (file !== undefined && readOnly) openToRead(file);
      else if (file !== undefined) open(file);
      const rows = statements ? run(statements) : [];
      if (close) database?.close();
      port.postMessage({ id, rows } satisfies Answered);
      if (close) port.close();
    } catch (error) {
      const code = error instanceof Error && 'errcode' in error ? Number(error.errcode) : 0;
      port.postMessage({ id, error: { code, message: error instanceof Error ? error.message : String(error) } } satisfies Answered);
    }
  });
}
