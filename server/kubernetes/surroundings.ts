import type pino from 'pino';
import type { Clock } from './clock.ts';
import type { Connection } from './connection.ts';
import type { Gate } from './gate.ts';
import type { Warnings } from './warnings.ts';
import type { WatchLists } from './watchLists.ts';

export type Log = Pick<pino.Logger, 'debug' | 'info' | 'warn' | 'error'>;

/** What the reflectors of one cluster have in common. */
export interface Surroundings {
  readonly connection: Connection;
  readonly clock: Clock;
  readonly random: () => number; // 0 ≤ x < 1
  readonly log: Log;
  readonly warnings: Warnings;
  readonly gate: Gate;
  readonly watchLists: WatchLists;
  /** Tells every kind to look whether the server's state went back. */
  readonly suspectRewind: () => void;
}
