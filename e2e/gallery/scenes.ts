import { type ExportPage, exportLayout, paintExport } from '../../client/draw/exportPage.ts';
import { shadeMark, sheetDrawing } from '../../client/draw/sheetDrawing.ts';
import { atlasScenes } from './atlasScenes.ts';
import type { Scene } from './scene.ts';
import { exported, sheetScenes } from './sheetScenes.ts';

const page: ExportPage = {
  title: '10.244.0.0/18',
  subtitle: 'demo · node blocks, --cluster-cidr',
  drawing: sheetDrawing(exported),
  legends: [
    {
      title: 'In use, of the limit that binds',
      entries: [
        { mark: shadeMark(5, exported), name: '81–100 %', count: '9', dimmed: false },
        { mark: shadeMark(1, exported), name: '0–20 %', count: '10', dimmed: true },
        { mark: shadeMark('group1', exported), name: 'payments', count: '3', dimmed: false },
        { mark: shadeMark('leftOut', exported), name: 'Not drawn, free', count: '65,520', dimmed: false },
        { mark: shadeMark('conflict', exported), name: 'In conflict', count: '9', dimmed: false },
      ],
      total: { name: '/24 blocks', count: '64' },
    },
  ],
  foot: ['Data of 2026-11-26 19:10:31 UTC', 'http://127.0.0.1:8080/map?cidr=10.244.0.0/18'],
};
const { width, height } = exportLayout(page);

/** Every layout and painter of client/draw, each at least once. */
export const scenes: readonly Scene[] = [
  ...sheetScenes,
  ...atlasScenes,
  { name: 'export', width: Math.ceil(width), height: Math.ceil(height), paint: (context, palette) => paintExport(context, page, palette) },
];
