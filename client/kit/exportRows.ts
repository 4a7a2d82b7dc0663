import { csv } from './csv.ts';

/** A column of an export: its name and what a row says there. Null is left empty in CSV and stays null in JSON. */
export interface ExportColumn<T> {
  name: string;
  value: (row: T) => string | number | null;
}

export function toCsv<T>(columns: readonly ExportColumn<T>[], rows: readonly T[]): string {
  return csv(
    columns.map((column) => column.name),
    rows.map((row) => columns.map((column) => column.value(row))),
  );
}

export function toJson<T>(columns: readonly ExportColumn<T>[], rows: readonly T[]): string {
  const objects = rows.map((row) => Object.fromEntries(columns.map((column) => [column.name, column.value(row)])));
  return `${JSON.stringify(objects, null, 2)}\n`;
}
