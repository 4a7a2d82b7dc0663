import type { Family } from '../../shared/net/address.ts';

/** What is kept of the past, and the one door to it, whichever engine lies behind. Times are milliseconds since 1970. */

export type Engine = 'sqlite' | 'memory' | 'postgresql';

/** One pool at one moment, or over a longer step: then what is taken is the most that was. Counts are decimal; null is not known. */
export interface Sample {
  readonly pool: string;
  /** The start of its step. */
  readonly at: number;
  readonly family: Family;
  readonly total: string;
  readonly usable: string | null;
  readonly handedOut: string | null;
  readonly recorded: string | null;
  readonly inUse: string | null;
  /** The least that was in use in the step. */
  readonly inUseLeast: string | null;
  readonly blocks: { readonly prefixLength: number; readonly total: number; readonly handedOut: number | null } | null;
  readonly limit: 'addresses' | 'blocks';
  /** How many samples it was made from: fewer than the step has room for where there were gaps. */
  readonly count: number;
  /** Made up for the demo. */
  readonly made: boolean;
  /** How many of them another program had counted: a Prometheus, that was asked afterwards. */
  readonly imported: number;
}

/** Seconds: as they are taken, rolled up to hours, rolled up to days. */
export const steps = [300, 3600, 86_400] as const;
export type Step = (typeof steps)[number];

/** A moment that lies between two: equal where it is exact; earliest is null where nothing says how long before. */
export interface Bounds {
  readonly earliest: number | null;
  readonly latest: number;
}

/** An object that held an address for a while. */
export interface Tenancy {
  /** 8 hex digits for IPv4, 32 for IPv6: in the order of the addresses. */
  readonly address: string;
  readonly as: string;
  /** "Kind namespace/name". */
  readonly object: string;
  readonly uid: string;
  readonly from: Bounds;
  /** Null while it holds it. */
  readonly to: Bounds | null;
  readonly made: boolean;
}

/** A tenancy with the number that the engine gave it: a later one has a larger one, and it never changes. */
export type Stored = Tenancy & { readonly id: number };

/** An object that ceased to hold an address. */
export interface Ending extends Pick<Tenancy, 'address' | 'as' | 'uid'> {
  readonly to: Bounds;
}

/** What is written at once. Writing it a second time, or by another replica, changes nothing. */
export interface Batch {
  readonly endings: readonly Ending[];
  readonly tenancies: readonly Tenancy[];
  readonly marks: readonly Mark[];
  /** Up to when all that happened is written; null where that is not sure. */
  readonly seen: number | null;
}

/**
 * not-written: the engine took nothing for so long that what happened was let go, and looked up afterwards; asleep: this program did not
 * run, and was not started anew.
 */
export type MarkKind = 'restart' | 'clock-jump' | 'unreachable' | 'not-written' | 'asleep';

/** Why there may be a gap, or times that are not exact. */
export interface Mark {
  readonly kind: MarkKind;
  readonly from: number;
  readonly until: number;
  readonly note: string;
}

/** A cluster as the history knows it. */
export interface Standing {
  readonly cluster: number;
  /** When its history begins. */
  readonly since: number;
  /** Up to when all that happened was written; null where nothing was yet. */
  readonly seen: number | null;
}

export interface Kept {
  /** Milliseconds for which ended tenancies are kept. */
  readonly tenancies: number;
  /** Bytes beyond which the oldest ended tenancies go, however young. */
  readonly bytes: number;
}

export interface Range {
  readonly from: number;
  /** Not part of it. */
  readonly to: number;
}

/** A tenancy that has not ended, with the number it is found by. */
export type Open = Pick<Tenancy, 'address' | 'as' | 'object' | 'uid'> & { readonly id: number; readonly from: number };

/** How far back what is known reaches. */
export interface Extent {
  /** When samples begin. */
  readonly since: number;
  /** When this cluster was first looked at: what is before was made up for the demo. */
  readonly recorded: number;
  /** From when on all of who held an address is known: older tenancies that had ended were removed. */
  readonly tenancies: number;
  /** The same of node blocks, which older versions did not write down. */
  readonly blocks: number;
  readonly seen: number | null;
}

/** A moment that is asked about; made: it lies in a past that is made up, of which all is sure. */
export interface Moment {
  readonly at: number;
  readonly made: boolean;
}

/** Addresses, or keys of blocks, from the first to the last, in hex; families share an index and are told apart by their length. */
export interface HexRange {
  readonly first: string;
  readonly last: string;
}

/** Addresses that begin with the same hex digits. */
export interface HeldCell {
  readonly digits: string;
  readonly addresses: number;
  /** Those of them of which it is not sure that somebody held them at that moment. */
  readonly unsure: number;
  readonly conflicts: number;
  /** Holders, each once an address. */
  readonly holdings: number;
}

export interface HeldAddress {
  readonly address: string;
  readonly sure: boolean;
  readonly conflict: boolean;
}

/** Who held an address, or a block by its key. */
export interface HeldRow {
  readonly address: string;
  readonly as: string;
  readonly object: string;
  readonly sure: boolean;
}

/** Each of these rejects with a HistoryError where the engine fails; what was stored before stays. */
export interface HistoryStore {
  readonly engine: Engine;
  /** A file or host and database; no secrets. */
  readonly where: string;
  /** Connects and migrates. Says in words what a person should know about it (a corrupt file that was moved aside), else ''. */
  open(): Promise<string>;
  /** Connects to read what is stored, where nothing can be written: a disk that is read-only. */
  openToRead(): Promise<void>;
  /** The cluster of an identity, undefined where it is new; nothing is written. */
  known(identity: string): Promise<Standing | undefined>;
  /** The cluster of an identity, made where it is new. */
  standing(identity: string, now: number): Promise<Standing>;
  write(cluster: number, batch: Batch): Promise<void>;
  /** Samples of one moment, rolled up at once. A sample that is there already stays. */
  writeSamples(cluster: number, at: number, samples: readonly Sample[]): Promise<void>;
  /** Who holds what is written down from now on: a cluster can be known before that, from an import. Nothing where it is already. */
  recordingBegins(cluster: number, now: number): Promise<void>;
  /** From when on a past that is made up says who held what. */
  tenanciesMade(cluster: number, since: number): Promise<void>;
  /** Rows of any step as they are, where there are none yet: for history that is made, or imported. */
  writeMade(cluster: number, step: Step, samples: readonly Sample[]): Promise<void>;
  /** Removes samples that were imported, and nothing else: a row that something was counted for stays. */
  removeImported(cluster: number, range: Range): Promise<void>;
  /** The ids of all pools that ever were sampled, the last known first. */
  pools(cluster: number): Promise<readonly string[]>;
  /** In order of time; undefined where no such pool was ever sampled. */
  samples(cluster: number, pool: string, step: Step, range: Range): Promise<readonly Sample[] | undefined>;
  marks(cluster: number, range: Range): Promise<readonly Mark[]>;
  /**
   * The latest first, at most so many, of those that began before a moment; with `below` also those that began just then and have a smaller
   * number, so that a page goes on where the last one ended, however many began at once.
   */
  tenanciesOf(cluster: number, address: string, before: number, most: number, below?: number): Promise<readonly Stored[]>;
  /** Those that have not ended, in order of their numbers. */
  openTenancies(cluster: number, after: number, most: number): Promise<readonly Open[]>;
  extent(cluster: number): Promise<Extent>;
  /** How many addresses of a range were held, counted by their first hex digits; groups of which none was are left out. */
  heldCells(cluster: number, moment: Moment, range: HexRange, digits: number): Promise<readonly HeldCell[]>;
  /** In order, at most so many. */
  heldAddresses(cluster: number, moment: Moment, range: HexRange, most: number): Promise<readonly HeldAddress[]>;
  /** Who held the first addresses of each range (they are apart, of one family), at most 64 holders each. */
  holders(cluster: number, moment: Moment, ranges: readonly HexRange[]): Promise<readonly HeldRow[]>;
  /** Node blocks with keys in a range, at most so many, and those with the keys that are named. */
  blocks(cluster: number, moment: Moment, range: HexRange, most: number, named: readonly string[]): Promise<readonly HeldRow[]>;
  /** The last sample of each pool at or before a moment that is not far away, and their step; none where there is a gap. */
  poolsAt(cluster: number, at: number): Promise<{ readonly step: Step | null; readonly samples: readonly Sample[] }>;
  /** Removes a little of what is too old or too much; true where there is more to remove. */
  prune(cluster: number, now: number, kept: Kept): Promise<boolean>;
  /** How much room it takes. */
  bytes(): Promise<number>;
  close(): Promise<void>;
}

/**
 * corrupt: the file is none, or broken; newer: a newer version wrote it, and it is left alone; full, read-only; gone: the database gives
 * no answer; failed: anything else.
 */
export type HistoryFault = 'corrupt' | 'newer' | 'full' | 'read-only' | 'gone' | 'failed';

export class HistoryError extends Error {
  override readonly name = 'HistoryError';
  readonly fault: HistoryFault;

  constructor(fault: HistoryFault, message: string, cause?: unknown) {
    super(message, { cause });
    this.fault = fault;
  }
}
