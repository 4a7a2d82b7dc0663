/** Time as it is passed in, so that a test can play minutes of waiting in a moment. */
export interface Clock {
  /** Milliseconds since 1970, for people to read. May jump. */
  now(): number;
  /** Milliseconds since some fixed moment, for durations. Never jumps. */
  elapsed(): number;
  /** Calls back once after so many milliseconds; returns the undo. */
  timer(milliseconds: number, callback: () => void): () => void;
}

export const systemClock: Clock = {
  now: () => Date.now(),
  elapsed: () => performance.now(),
  timer(milliseconds, callback) {
    const handle = setTimeout(callback, milliseconds);
    return () => clearTimeout(handle);
  },
};

/** Resolves after so many milliseconds; rejects with the signal's reason when that comes first. */
export function wait(clock: Clock, milliseconds: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    if (signal.aborted) {
      reject(signal.reason);
      return;
    }
    const stop = () => {
      cancel();
      reject(signal.reason);
    };
    const cancel = clock.timer(milliseconds, () => {
      signal.removeEventListener('abort', stop);
      resolve();
    });
    signal.addEventListener('abort', stop, { once: true });
  });
}
