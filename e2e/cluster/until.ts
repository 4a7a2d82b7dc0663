import { setTimeout as sleep } from 'node:timers/promises';

/** A bound against hanging, generous on purpose: nothing here judges speed. */
export const patience = 60_000;

/**
 * Tries until there is nothing left to complain about; gives back the last complaints, none where it came right.
 * An attempt that throws is a complaint too: the API server may be away. A signal ends a long wait early.
 */
export async function untilRight(
  attempt: () => Promise<readonly string[]>,
  bound = patience,
  pause = 100,
  signal?: AbortSignal,
): Promise<readonly string[]> {
  const end = performance.now() + bound;
  while (true) {
    const complaints = await attempt().catch((error: unknown) => [String(error instanceof Error ? error.message : error)]);
    if (complaints.length === 0 || performance.now() > end || signal?.aborted) return complaints;
    await sleep(pause);
  }
}

/** Waits for a value; throws with what was waited for where the bound passes. */
export async function untilThere<T>(what: string, attempt: () => Promise<T | undefined>, bound = patience, pause = 25): Promise<T> {
  const end = performance.now() + bound;
  while (true) {
    const value = await attempt();
    if (value !== undefined) return value;
    if (performance.now() > end) throw new Error(`waited ${bound / 1000} s in vain for ${what}`);
    await sleep(pause);
  }
}
