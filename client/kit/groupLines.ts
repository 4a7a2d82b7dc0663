/** A line of a table in groups: the head of a group (its key), or a row (its index). */
export type GroupLine = string | number;

/**
 * Rows with a head before each run of rows of one key. Rows come in the server's order and are not moved: where that order splits a group,
 * its head stands before each part.
 */
export function groupLines(keys: readonly string[]): GroupLine[] {
  return keys.flatMap((key, index): GroupLine[] => (key === keys[index - 1] ? [index] : [key, index]));
}
