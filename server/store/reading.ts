/**
 * How the reading of one kind stands. "Connected" (bytes flow) and state (what we hold is whole) are two questions.
 * - syncing: not yet whole; synced: whole and followed; stale: was whole, the connection is lost;
 * - forbidden: RBAC refuses it; not-served: the API server has no such kind.
 */
export interface Reading {
  readonly state: 'syncing' | 'synced' | 'stale' | 'forbidden' | 'not-served';
  readonly connected: boolean;
  /** Milliseconds since 1970 of the last byte that the API server sent for this kind, bookmarks included; 0: none yet. */
  readonly lastEvent: number;
  /** The last failure in words, null once all is well again. */
  readonly error: string | null;
  readonly restarts: number; // watches opened again
  readonly relists: number; // full reads after the first
  readonly decodeErrors: number; // objects or frames that could not be read
}

export const initialReading: Reading = {
  state: 'syncing',
  connected: false,
  lastEvent: 0,
  error: null,
  restarts: 0,
  relists: 0,
  decodeErrors: 0,
};
