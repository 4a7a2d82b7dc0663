import { Menu } from '@mantine/core';
import { announce } from './announce.ts';
import { Button } from './Button.tsx';
import { download } from './download.ts';
import { type ExportColumn, toCsv, toJson } from './exportRows.ts';
import { counted } from './formatCount.ts';
import { DownloadIcon } from './icons.tsx';

/** Exactly what is shown, as CSV or JSON: the rows that are loaded, in their order. `name` is the file's, without its ending. */
export function ExportMenu<T>({ name, columns, rows }: { name: string; columns: readonly ExportColumn<T>[]; rows: readonly T[] }) {
  const save = (type: 'csv' | 'json') => {
    if (type === 'csv') download(`${name}.csv`, 'text/csv;charset=utf-8', toCsv(columns, rows));
    else download(`${name}.json`, 'application/json', toJson(columns, rows));
    announce(`Exported ${counted(rows.length, 'row')}`);
  };
  return (
    <Menu position="bottom-end" offset={4} withinPortal={false}>
      <Menu.Target>
        <Button disabled={rows.length === 0}>
          <DownloadIcon />
          Export
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item onClick={() => save('csv')}>CSV, {counted(rows.length, 'row')}</Menu.Item>
        <Menu.Item onClick={() => save('json')}>JSON, {counted(rows.length, 'row')}</Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
