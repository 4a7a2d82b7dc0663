/** The list, or, where a server from before dual-stack (KEP-563) wrote only the singular field, that alone. */
export function listOr(list: readonly string[] | null | undefined, single: string | null | undefined): readonly string[] {
  if (list && list.length > 0) return list;
  return single ? [single] : [];
}
