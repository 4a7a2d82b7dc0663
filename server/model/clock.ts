/** Time as the model uses it, passed in: since when a finding holds, and when findings are looked at again. */
export interface Clock {
  /** Milliseconds since 1970. */
  now(): number;
  /** Calls back once after so many milliseconds; returns the undo. Without it nothing happens by itself. */
  timer?(milliseconds: number, run: () => void): () => void;
}

/** For a model that nobody waits on: nothing happens by itself, and every answer is up to date when it is asked for. */
export const withoutTimers: Clock = { now: () => Date.now() };
