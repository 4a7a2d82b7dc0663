import type { Engine } from './history.ts';

export type Value = string | number | null;
export type Row = Readonly<Record<string, Value>>;

/** SQL with $1, $2, … and what stands for them. */
export interface Statement {
  readonly sql: string;
  readonly values: readonly Value[];
}

/** An engine that runs SQL: all that is known of it. */
export interface Database {
  readonly engine: Engine;
  readonly where: string;
  readonly dialect: Dialect;
  /** Connects. Words for a person where something had to be done for it, else ''. Rejects with a HistoryError. */
  open(): Promise<string>;
  /** Connects to read alone, where `open` says that nothing can be written. Rejects with a HistoryError. */
  openToRead(): Promise<void>;
  /** Runs statements in order, all or none of them, and answers with the rows of each. Rejects with a HistoryError. */
  run(statements: readonly Statement[]): Promise<readonly (readonly Row[])[]>;
  close(): Promise<void>;
}

/** Where the engines speak differently. */
export interface Dialect {
  /** A number that each new row gets. */
  readonly id: string;
  readonly integer: string;
  readonly bytes: string;
  /** What a table of history_sample ends with: rows in the order of their key, where the engine can. */
  readonly keyed: string;
  /** The bytes that hex digits stand for, and back. */
  unhex(expression: string): string;
  hex(expression: string): string;
  /** Which index to find the rows by, where the engine would else go through all of them for each row of a JSON table. */
  by(index: string): string;
  /** A JSON array of arrays as a table. */
  table(parameter: string, columns: readonly Column[]): string;
  /** Run first in whatever writes: one writer of a cluster at a time. */
  lock(cluster: string): string;
  /** One row, one column "bytes". */
  readonly size: string;
  /** The same, of what the tenancies of cluster $1 take now: what is deleted is no longer in it. */
  readonly used: string;
  /** Gives back a little of the room of what was deleted; '' where the engine does that itself. */
  readonly shrink: string;
}

export interface Column {
  readonly name: string;
  readonly type: 'text' | 'integer';
}
