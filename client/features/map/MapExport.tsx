import { Menu } from '@mantine/core';
import { useState } from 'react';
import type { ExportPage } from '../../draw/exportPage.ts';
import { announce } from '../../kit/announce.ts';
import { Button } from '../../kit/Button.tsx';
import { copyText } from '../../kit/copyText.ts';
import { download } from '../../kit/download.ts';
import menu from '../../kit/ExportMenu.module.css';
import { type ExportColumn, toCsv, toJson } from '../../kit/exportRows.ts';
import { counted } from '../../kit/formatCount.ts';
import { DownloadIcon, LinkIcon } from '../../kit/icons.tsx';
import { useSave } from '../../kit/useSave.ts';
import { savePng, saveSvg } from './savePicture.ts';
import { usePalette } from './usePalette.ts';

/** What one takes along of a map: a picture of what is seen, its rows (those that the filters leave), a link to it. */
export function MapExport<T>({
  name,
  page,
  isDrawn,
  columns,
  rows,
  unit = 'cell',
}: {
  /** The files' name, without its ending. */
  name: string;
  /** The map as a page; null where none is drawn (yet). */
  page: () => ExportPage | null;
  /** Not while the table stands in its place. */
  isDrawn: boolean;
  columns: readonly ExportColumn<T>[];
  rows: readonly T[];
  /** What a row is. */
  unit?: string;
}) {
  const palette = usePalette();
  const { said, save } = useSave();
  const [copied, setCopied] = useState<string>();
  const cells = counted(rows.length, unit);
  const picture = (paint: typeof savePng) => async () => {
    const drawn = page();
    if (!drawn) throw new Error('The map is not drawn yet.');
    await paint(name, drawn, palette);
  };
  const copy = async () => {
    const done = await copyText(window.location.href);
    const text = done ? 'Copied the link' : 'The browser did not allow copying';
    setCopied(done ? undefined : text);
    announce(text);
  };
  return (
    <>
      {(said || copied) && <span className={menu.said}>{said || copied}</span>}
      <Menu position="bottom-end" offset={4} withinPortal={false}>
        <Menu.Target>
          <Button>
            <DownloadIcon />
            Export
          </Button>
        </Menu.Target>
        <Menu.Dropdown>
          {isDrawn && <Menu.Item onClick={() => void save('a PNG', picture(savePng))}>PNG, as it is seen</Menu.Item>}
          {isDrawn && <Menu.Item onClick={() => void save('an SVG', picture(saveSvg))}>SVG, as it is seen</Menu.Item>}
          <Menu.Item
            disabled={rows.length === 0}
            onClick={() => void save(cells, () => download(`${name}.csv`, 'text/csv;charset=utf-8', toCsv(columns, rows)))}
          >
            CSV, {cells}
          </Menu.Item>
          <Menu.Item
            disabled={rows.length === 0}
            onClick={() => void save(cells, () => download(`${name}.json`, 'application/json', toJson(columns, rows)))}
          >
            JSON, {cells}
          </Menu.Item>
          <Menu.Item leftSection={<LinkIcon size={14} />} onClick={() => void copy()}>
            Copy link
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
    </>
  );
}
