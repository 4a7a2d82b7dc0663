import { accessSync, constants, existsSync, renameSync } from 'node:fs';
import { dirname } from 'node:path';
import { Worker } from 'node:worker_threads';
import type { Column, Database, Dialect, Row, Statement } from '../database.ts';
import { HistoryError, type HistoryFault } from '../history.ts';
import { type Answered, type Asked, host } from './host.ts';
import { makeFolder } from './makeFolder.ts';

const cell = ({ name }: Column, i: number) => `value ->> ${i} AS ${name}`;
const pages = (count: string) =>
  `SELECT (${count}) * page_size AS bytes FROM pragma_page_count(), pragma_freelist_count(), pragma_page_size()`;

const dialect: Dialect = {
  id: 'INTEGER PRIMARY KEY',
  integer: 'INTEGER',
  bytes: 'BLOB',
  keyed: 'WITHOUT ROWID',
  unhex: (expression) => `unhex(${expression})`,
  hex: (expression) => `hex(${expression})`,
  by: (index) => `INDEXED BY ${index}`,
  table: (parameter, columns) => `(SELECT ${columns.map(cell).join(', ')} FROM json_each(${parameter}))`,
  lock: () => '', // whatever writes holds the file's only lock
  size: pages('page_count'),
  used: pages('page_count - freelist_count'),
  shrink: 'PRAGMA incremental_vacuum(256)',
};

export interface SqliteOptions {
  /** null: in memory, and gone with it. */
  readonly file: string | null;
  /** Milliseconds since 1970: what a corrupt file is named after. */
  readonly now: () => number;
}

/** A file of SQLite's, in a worker of its own. */
export class SqliteDatabase implements Database {
  readonly dialect = dialect;
  readonly #options: SqliteOptions;
  #worker: Worker | undefined;
  #isReadOnly = false;
  /** What is asked while it is opened anew waits for that. */
  #opening: Promise<unknown> = Promise.resolve();
  #last = 0;
  readonly #waiting = new Map<number, { resolve(rows: NonNullable<Answered['rows']>): void; reject(error: unknown): void }>();

  constructor(options: SqliteOptions) {
    this.#options = options;
  }

  get engine() {
    return this.#options.file === null ? 'memory' : 'sqlite';
  }

  get where(): string {
    return this.#options.file ?? 'memory';
  }

  open(): Promise<string> {
    return this.#opened(() => this.#openToWrite());
  }

  openToRead(): Promise<void> {
    return this.#opened(async () => {
      const { file } = this.#options;
      if (file === null || (this.#worker && this.#isReadOnly)) return;
      await this.close();
      await this.#start(file, true);
    });
  }

  async #opened<T>(how: () => Promise<T>): Promise<T> {
    const opening = this.#opening.then(how);
    this.#opening = opening.catch(() => {});
    return opening;
  }

  async #openToWrite(): Promise<string> {
    const { file } = this.#options;
    if (file === null) {
      if (!this.#worker) await this.#start(':memory:'); // opening it again must not lose it
      return '';
    }
    attempt(`${dirname(file)} cannot be made`, () => makeFolder(dirname(file)));
    // Asked of the system first: what is open to be read stays open.
    for (const path of [dirname(file), file]) {
      if (existsSync(path)) attempt(`${path} cannot be written to`, () => accessSync(path, constants.W_OK));
    }
    await this.close();
    try {
      await this.#start(file);
      return '';
    } catch (error) {
      if (!(error instanceof HistoryError) || error.fault !== 'corrupt') throw error;
      const aside = this.#moveAside(file);
      await this.#start(file);
      return `${file} was corrupt (${error.message}): it was moved to ${aside}, and a new history begins`;
    }
  }

  async run(statements: readonly Statement[]): Promise<readonly (readonly Row[])[]> {
    await this.#opening;
    const run = statements.filter(({ sql }) => sql !== '');
    const rows = [...(await this.#ask({ run }))];
    return statements.map(({ sql }) => (sql === '' ? [] : (rows.shift() ?? [])));
  }

  async close(): Promise<void> {
    const worker = this.#worker;
    if (!worker) return;
    try {
      await this.#ask({ close: true });
    } catch {
      // it holds nothing that a transaction has not written
    }
    this.#worker = undefined;
    await worker.terminate();
  }

  async #start(file: string, readOnly = false): Promise<void> {
    const worker = new Worker(`(${host.toString()})()`, { eval: true, execArgv: [], env: {}, name: 'history' });
    this.#worker = worker;
    this.#isReadOnly = readOnly;
    worker.unref();
    worker.on('message', ({ id, rows, error }: Answered) => {
      const waiting = this.#waiting.get(id);
      this.#waiting.delete(id);
      if (error) waiting?.reject(new HistoryError(faultOf(error.code), `${this.where}: ${error.message}`));
      else waiting?.resolve(rows ?? []);
      if (this.#waiting.size === 0) worker.unref();
    });
    const ended = (why: string) => {
      if (this.#worker === worker) this.#worker = undefined;
      for (const { reject } of this.#waiting.values()) reject(new HistoryError('failed', `${this.where}: ${why}`));
      this.#waiting.clear();
    };
    worker.on('error', (error) => ended(error instanceof Error ? error.message : String(error)));
    worker.on('exit', () => ended('its worker has ended'));
    try {
      await this.#ask({ open: file, readOnly });
    } catch (error) {
      this.#worker = undefined;
      await worker.terminate();
      throw error;
    }
  }

  #ask(what: Omit<Asked, 'id'>): Promise<NonNullable<Answered['rows']>> {
    const worker = this.#worker;
    if (!worker) return Promise.reject(new HistoryError('failed', `${this.where} is not open`));
    return new Promise((resolve, reject) => {
      const id = ++this.#last;
      this.#waiting.set(id, { resolve, reject });
      worker.ref();
      worker.postMessage({ id, ...what } satisfies Asked);
    });
  }

  #moveAside(file: string): string {
    const time = new Date(this.#options.now()).toISOString().replace(/[:.]/g, '-');
    let aside = `${file}.corrupt-${time}`;
    for (let n = 2; existsSync(aside); n++) aside = `${file}.corrupt-${time}-${n}`;
    for (const end of ['', '-wal', '-shm']) if (existsSync(`${file}${end}`)) renameSync(`${file}${end}`, `${aside}${end}`);
    return aside;
  }
}

/** Does it; what the system refuses is a HistoryError that says what could not be done. */
function attempt(what: string, how: () => void): void {
  try {
    how();
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : '';
    const fault = code === 'ENOSPC' ? 'full' : code === 'EROFS' || code === 'EACCES' || code === 'EPERM' ? 'read-only' : 'failed';
    throw new HistoryError(fault, `${what}: ${error instanceof Error ? error.message : String(error)}`, error);
  }
}

/** https://www.sqlite.org/rescode.html: the lower eight bits are the primary code. */
function faultOf(code: number): HistoryFault {
  switch (code & 255) {
    case 11:
    case 26:
      return 'corrupt';
    case 13:
      return 'full';
    case 8:
    case 14: // the file cannot be opened, which an old one always could
      return 'read-only';
    default:
      return 'failed';
  }
}
