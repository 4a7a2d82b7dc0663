/** A server's sort parameter: "name" ascends, "-name" descends. */
export interface SortField {
  field: string;
  descending: boolean;
}

export function parseSort(text: string | undefined): SortField | undefined {
  if (!text || text === '-') return undefined;
  return text.startsWith('-') ? { field: text.slice(1), descending: true } : { field: text, descending: false };
}

/** The next step when a column's head is pressed: up, down, off. */
export function nextSort(current: string | undefined, field: string): string | undefined {
  const sort = parseSort(current);
  if (sort?.field !== field) return field;
  return sort.descending ? undefined : `-${field}`;
}
