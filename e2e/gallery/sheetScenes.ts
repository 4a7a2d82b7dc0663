import { plateOf, seenThrough } from '../../client/draw/camera.ts';
import type { Shade } from '../../client/draw/cellShade.ts';
import { cutSheet } from '../../client/draw/cutSheet.ts';
import { digitAxis } from '../../client/draw/digitAxis.ts';
import { gridLayout } from '../../client/draw/gridLayout.ts';
import { hilbertLayout } from '../../client/draw/hilbertLayout.ts';
import { codesOf } from '../../client/draw/innerAddresses.ts';
import { paintSheet, type SheetPicture } from '../../client/draw/paintSheet.ts';
import { cellRect, runRect, type Sheet, slotCount } from '../../client/draw/sheet.ts';
import { sparseLayout } from '../../client/draw/sparseLayout.ts';
import { parseCidr } from '../../shared/net/cidr.ts';
import type { Scene } from './scene.ts';

/** Sheets that fill their pictures: a cell is more of a picture than may differ. */
const measure = { width: 320, left: 40, top: 24, gap: 2, maxPitch: 34 };

const steps: readonly Shade[] = [1, 2, 3, 4, 5];
const states: readonly Shade[] = ['free', 'inUse', 'reserved', 'conflict', 'leaked', 'terminating', 'unknown', 'outside'];
const groups: readonly Shade[] = [
  ...(['group1', 'group2', 'group3', 'group4', 'group5', 'group6', 'group7', 'group8'] as const),
  'groupOther',
  'groupNone',
];
const gravities: readonly Shade[] = ['critical', 'warning', 'info', 'free'];

/** Every shade of a list, again and again; the rest of `blank` slots lies behind the end of the range. */
function repeated(shades: readonly Shade[], sheet: Sheet, blank = 0): (Shade | undefined)[] {
  return Array.from({ length: slotCount(sheet) - blank }, (_, slot) => shades[slot % shades.length]);
}

function picture(range: string, cellPrefix: number, sheet: Sheet, more: Partial<SheetPicture>): SheetPicture {
  const cidr = parseCidr(range);
  if (!cidr) throw new Error(`${range} is no prefix`);
  return {
    sheet,
    plate: null,
    axis: digitAxis(cidr, cellPrefix, sheet.columns),
    shades: [],
    before: null,
    inner: null,
    dimmed: null,
    labels: [],
    hover: null,
    selected: null,
    outlines: [],
    stripText: [],
    stale: false,
    freeDashed: true,
    ...more,
  };
}

function scene(name: string, shown: SheetPicture): Scene {
  const size = shown.plate ? { width: shown.plate.x + shown.plate.width, height: shown.plate.y + shown.plate.height } : shown.sheet;
  return {
    name,
    // Rings of cells at the edge reach a little beyond the sheet.
    width: Math.ceil(size.width) + 4,
    height: Math.ceil(size.height) + 4,
    paint: (context, palette) => paintSheet(context, shown, palette),
  };
}

const blocks = gridLayout(6, measure);
const addresses = gridLayout(8, measure);
const curve = hilbertLayout(8, { ...measure, width: 360 });
const twoSquares = hilbertLayout(7, { ...measure, width: 360 });
const sparse = sparseLayout([0n, 3n, 17n, 4660n, 4661n, 65_535n], 65_536n, { columns: 16, group: 1, bridge: 1 }, measure);
const four = gridLayout(4, { ...measure, maxPitch: 68 });
const curveOfFour = hilbertLayout(4, { ...measure, width: 360, maxPitch: 68 });
const camera = { scale: 2.5, x: 0.2, y: 0.35 };

/** Three runs, a conflict and what an allocator has written down, in each of 16 cells. */
const inner = {
  codes: codesOf(
    {
      held: Array.from({ length: 12 }, (_, cell) => [cell * 256 + 2, 20 + 15 * cell] as const),
      conflicts: [300, 301, 1100],
      recorded: Array.from({ length: 16 }, (_, cell) => [cell * 256 + 230, 20] as const),
    },
    4096,
  ),
  bits: 8,
};

function rectsOf(sheet: Sheet, slots: readonly number[]) {
  return slots.flatMap((slot) => cellRect(sheet, slot) ?? []);
}

export const sheetScenes: readonly Scene[] = [
  scene(
    'blocks',
    picture('10.244.0.0/18', 24, blocks, {
      shades: repeated([...steps, ...states], blocks, 4),
      labels: ['7', '54', '110', '1.2k', '254'],
      hover: 20,
      selected: 34,
    }),
  ),
  scene(
    'addresses',
    picture('10.244.3.0/26', 32, blocks, {
      shades: repeated(['reserved', 'inUse', 'inUse', 'free', 'terminating', 'inUse', 'conflict', 'leaked', 'free'], blocks),
      freeDashed: false,
      selected: 0,
    }),
  ),
  scene(
    'sparse',
    picture('fd00:10:244::/48', 64, sparse, {
      shades: repeated([3, 'free', 'free', 5, 'free', 'free', 'free', 1], sparse),
      stripText: sparse.strips.map(({ cells }) => ({ left: `${cells} /64s not drawn`, right: 'fd00:10:244::' })),
    }),
  ),
  scene('hilbert-8-bits', picture('10.244.0.0/16', 24, curve, { shades: repeated([...steps, 'free', 'conflict'], curve), selected: 240 })),
  scene('hilbert-7-bits', picture('10.244.0.0/17', 24, twoSquares, { shades: repeated([...steps, ...gravities], twoSquares) })),
  scene('groups', picture('10.244.0.0/18', 24, blocks, { shades: repeated(groups, blocks) })),
  scene('gravities', picture('10.244.0.0/18', 24, blocks, { shades: repeated(gravities, blocks) })),
  scene(
    'dimmed',
    picture('10.244.0.0/18', 24, blocks, {
      shades: repeated([...steps, ...groups], blocks),
      dimmed: Array.from({ length: 64 }, (_, slot) => slot % 3 !== 0),
    }),
  ),
  scene(
    'somebody-elses',
    picture('10.244.0.0/18', 24, blocks, {
      shades: repeated([...steps, ...states, 'group1', 'group4'], blocks),
      declared: Array.from({ length: 64 }, (_, slot) => slot >= 16 && slot < 56),
    }),
  ),
  scene('stale', picture('10.244.0.0/20', 24, four, { shades: repeated([...steps, ...states], four), stale: true })),
  scene(
    'changing',
    picture('10.244.0.0/18', 24, blocks, {
      shades: repeated([5, 'free', 3, 'conflict'], blocks),
      before: { shades: repeated(['free', 5, 3, 1], blocks), progress: 0.5 },
    }),
  ),
  scene(
    'compared',
    picture('10.244.0.0/18', 24, blocks, {
      shades: repeated([...steps, 'free'], blocks),
      labels: Array.from({ length: 64 }, (_, slot) => ({ 3: '+', 12: '−', 27: '±', 28: '+' })[slot]),
      outlines: [...rectsOf(blocks, [3, 12, 27, 28]), runRect(blocks, 40, 16) ?? { x: 0, y: 0, width: 0, height: 0 }],
    }),
  ),
  scene('addresses-in-cells', picture('10.244.0.0/20', 24, four, { shades: repeated([1, 3, 5, 'free'], four), inner })),
  scene(
    'addresses-in-cells-hilbert',
    picture('10.244.0.0/20', 24, curveOfFour, { shades: repeated([1, 3, 5, 'free'], curveOfFour), inner }),
  ),
  scene(
    'through-a-camera',
    picture('10.244.0.0/18', 24, seenThrough(camera, blocks), {
      plate: plateOf(blocks),
      shades: repeated([...steps, ...states], blocks),
      labels: repeated([...steps, ...states], blocks).map((shade, slot) => (typeof shade === 'number' ? `${slot}` : undefined)),
      selected: 27,
    }),
  ),
  scene(
    'band',
    picture('10.96.0.0/24', 32, cutSheet(addresses, 40n), {
      shades: Array.from({ length: 41 }, (_, slot): Shade => (slot % 5 === 0 ? 'inUse' : 'free')),
      freeDashed: false,
    }),
  ),
];

/** What the picture for others is made of. */
export const exported = picture('10.244.0.0/18', 24, blocks, { shades: repeated([...steps, 'free', 'conflict'], blocks), selected: 9 });
