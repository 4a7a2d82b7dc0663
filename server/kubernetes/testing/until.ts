import { setTimeout as pass } from 'node:timers/promises';

/** Resolves once the condition holds. What never holds ends in the test's own time limit. */
export async function until(condition: () => boolean): Promise<void> {
  while (!condition()) await pass(1);
}
