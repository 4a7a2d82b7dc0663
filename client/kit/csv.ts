/**
 * Rows as CSV (RFC 4180): CRLF, quotes doubled. Null is an empty field, not "null" and not 0.
 * A text that a spreadsheet would take for a formula gets an apostrophe before it (CWE-1236): names come from whoever made the object.
 */
export function csv(header: readonly string[], rows: readonly (readonly (string | number | null)[])[]): string {
  return [header, ...rows].map((row) => `${row.map(field).join(',')}\r\n`).join('');
}

function field(value: string | number | null): string {
  if (value === null) return '';
  if (typeof value === 'number') return String(value);
  const safe = /^[=+\-@\t\r]/.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
