import { Menu } from '@mantine/core';
import type { PlanAnswer } from '../../../shared/wire/plan.ts';
import { Button } from '../../kit/Button.tsx';
import { download } from '../../kit/download.ts';
import menu from '../../kit/ExportMenu.module.css';
import { toCsv, toJson } from '../../kit/exportRows.ts';
import { counted } from '../../kit/formatCount.ts';
import { DownloadIcon } from '../../kit/icons.tsx';
import { useSave } from '../../kit/useSave.ts';
import { planMarkdown } from './planMarkdown.ts';
import { type PlanRow, planFile } from './planRows.ts';

/** The plan as it is shown: all of it in Markdown, its table as CSV or JSON. */
export function PlanExport({ title, rows, answer }: { title: string; rows: readonly PlanRow[]; answer: PlanAnswer | undefined }) {
  const { said, save } = useSave();
  const many = counted(rows.length, 'row');
  return (
    <>
      {said !== '' && <span className={menu.said}>{said}</span>}
      <Menu position="bottom-end" offset={4} withinPortal={false}>
        <Menu.Target>
          <Button disabled={!answer || rows.length === 0}>
            <DownloadIcon />
            Export
          </Button>
        </Menu.Target>
        {answer && (
          <Menu.Dropdown>
            <Menu.Item
              onClick={() =>
                void save('plan.md', () => download('plan.md', 'text/markdown', planMarkdown(title, window.location.href, rows, answer)))
              }
            >
              Markdown, all of it
            </Menu.Item>
            <Menu.Item onClick={() => void save(many, () => download('plan.csv', 'text/csv;charset=utf-8', toCsv(planFile, rows)))}>
              CSV, {many}
            </Menu.Item>
            <Menu.Item onClick={() => void save(many, () => download('plan.json', 'application/json', toJson(planFile, rows)))}>
              JSON, {many}
            </Menu.Item>
          </Menu.Dropdown>
        )}
      </Menu>
    </>
  );
}
