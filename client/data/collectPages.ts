/** One page of a list, as the API answers it. */
export interface Page<T> {
  readonly total: number | null;
  readonly items: readonly T[];
  readonly next: string | null;
}

/**
 * Reads a list to its end, or to a bound: cut says that there was more.
 * The first page is asked for with undefined; a cursor stays good while the cluster changes, so no item comes twice.
 */
export async function collectPages<T>(
  read: (cursor: string | undefined) => Promise<Page<T>>,
  bound: number,
): Promise<{ items: T[]; total: number | null; cut: boolean }> {
  const items: T[] = [];
  let cursor: string | undefined;
  for (;;) {
    const page = await read(cursor);
    items.push(...page.items);
    if (items.length > bound) return { items: items.slice(0, bound), total: page.total, cut: true };
    if (page.next === null) return { items, total: page.total, cut: false };
    if (items.length === bound) return { items, total: page.total, cut: true };
    cursor = page.next;
  }
}
