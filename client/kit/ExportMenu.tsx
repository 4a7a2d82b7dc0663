import { Menu } from '@mantine/core';
import { useState } from 'react';
import { announce } from './announce.ts';
import { Button } from './Button.tsx';
import { download } from './download.ts';
import css from './ExportMenu.module.css';
import { type ExportColumn, toCsv, toJson } from './exportRows.ts';
import { counted } from './formatCount.ts';
import { DownloadIcon } from './icons.tsx';

export interface ExportMenuProps<T> {
  /** The file's name, without its ending. */
  name: string;
  columns: readonly ExportColumn<T>[];
  /** The rows that are loaded, in their order. */
  rows: readonly T[];
  /** How many rows fit in all, where more than those loaded may; null: unknown. */
  total?: number | null;
  /** Reads every row that fits, to a bound: cut says that there were more. Without it the loaded rows are all there are. */
  all?: () => Promise<{ items: readonly T[]; total: number | null; cut: boolean }>;
}

/** Exactly what is shown, as CSV or JSON: every row that fits the filters, in the order of the page. What is cut is said to be. */
export function ExportMenu<T>({ name, columns, rows, total = rows.length, all }: ExportMenuProps<T>) {
  const [busy, setBusy] = useState(false);
  const [said, setSaid] = useState('');
  const say = (text: string) => {
    setSaid(text);
    announce(text);
  };
  const save = async (type: 'csv' | 'json') => {
    setBusy(true);
    setSaid('');
    try {
      const found = all ? await all() : { items: rows, total: rows.length, cut: false };
      if (type === 'csv') download(`${name}.csv`, 'text/csv;charset=utf-8', toCsv(columns, found.items));
      else download(`${name}.json`, 'application/json', toJson(columns, found.items));
      if (found.cut)
        say(
          `Only the first ${counted(found.items.length, 'row')} of ${found.total === null ? 'more' : found.total.toLocaleString('en')} were exported`,
        );
      else announce(`Exported ${counted(found.items.length, 'row')}`);
    } catch (error) {
      say(`Nothing was exported. ${error instanceof Error ? error.message : String(error)}`);
    } finally {
      setBusy(false);
    }
  };
  const many = total === null ? 'all rows' : counted(total, 'row');
  return (
    <>
      {said !== '' && <span className={css.said}>{said}</span>}
      <Menu position="bottom-end" offset={4} withinPortal={false}>
        <Menu.Target>
          <Button disabled={rows.length === 0 || busy}>
            <DownloadIcon />
            {busy ? 'Reading rows…' : 'Export'}
          </Button>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item onClick={() => void save('csv')}>CSV, {many}</Menu.Item>
          <Menu.Item onClick={() => void save('json')}>JSON, {many}</Menu.Item>
        </Menu.Dropdown>
      </Menu>
    </>
  );
}
