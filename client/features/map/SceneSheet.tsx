import { type RefObject, useEffect, useMemo, useRef, useState } from 'react';
import { type Cidr, containsCidr, coveringCidr, formatCidr, parseCidr } from '../../../shared/net/cidr.ts';
import { type Camera, cameraText, plateOf, readCamera, seenThrough, wholeView } from '../../draw/camera.ts';
import type { Shade } from '../../draw/cellShade.ts';
import { cutSheet } from '../../draw/cutSheet.ts';
import { digitAxis } from '../../draw/digitAxis.ts';
import type { SheetPicture } from '../../draw/paintSheet.ts';
import { cellRect, type Order, offsetOfSlot, type Rect, runRect, type Sheet, slotCount, slotOfOffset } from '../../draw/sheet.ts';
import { formatCount } from '../../kit/formatCount.ts';
import { useNarrow } from '../../kit/useNarrow.ts';
import { useWidth } from '../../kit/useWidth.ts';
import { cidrAtIndex, holdsSomething, indexOf } from './cells.ts';
import type { Grouping } from './groupShades.ts';
import { HoverText } from './HoverText.tsx';
import { canOpen } from './levels.ts';
import css from './Map.module.css';
import { MapSheet, type MapSheetProps } from './MapSheet.tsx';
import { dotSize, labelRoom, leastDot, measureFor, wholeDotsPitch } from './measures.ts';
import { cellAt, drawnOffsets, type Scene, shadeOf, sheetOf, shownShade } from './scene.ts';
import { pitchForAddresses, useInnerAddresses } from './useInnerAddresses.ts';
import { usePalette } from './usePalette.ts';
import { spokenCell, stripWords } from './words.ts';

export interface SceneSheetProps {
  scene: Scene;
  /** The selected cell, by how many cells lie before it. */
  selected: bigint | null;
  stale: boolean;
  /** The last cell that is drawn, where only a band of the scene is shown. */
  upTo?: bigint | undefined;
  maxPitch?: number | undefined;
  /** Is told how large its cells would be; they are no larger than `scale`, which two that are compared share. */
  onFit?: ((pitch: number) => void) | undefined;
  scale?: number | undefined;
  /** What its cells are told apart by, beside amounts. */
  grouping?: Grouping | undefined;
  /** Which shades stay lit; all of them without it. */
  isLit?: ((shade: Shade) => boolean) | undefined;
  /** Is given what is drawn, for whoever takes a picture of it. */
  seen?: RefObject<SheetPicture | null> | undefined;
  order?: Order | undefined;
  /** The camera as a link holds it. Without it the sheet is always seen whole, and nothing is opened by coming near. */
  zoom?: { readonly text: string | undefined; readonly onChange: (text: string | undefined) => void } | undefined;
  /** Whether there is a map around this one, and whether another one is on its way. */
  canClimb?: boolean;
  isAwaited?: boolean;
  /** Addresses show inside all cells, not only inside large ones. */
  fine?: boolean;
  /** Is told how large an address inside a cell is, in CSS pixels, and whether such are drawn. */
  onDots?: ((dots: Dots) => void) | undefined;
  /** Signs in cells, by how many cells lie before them: what a comparison says of them. Such a cell is outlined, and its count left out. */
  signs?: ReadonlyMap<bigint, string> | undefined;
  /** A prefix in the scene that is outlined. */
  outlined?: Cidr | undefined;
  onSelect: (offset: bigint, by: 'key' | 'press') => void;
  onOpen: (offset: bigint) => void;
  onClimb: () => void;
}

/** Addresses inside cells. */
export interface Dots {
  readonly size: number;
  readonly shown: boolean;
}

/** A scene on a sheet as wide as there is room. */
export function SceneSheet(props: SceneSheetProps) {
  const { scene, selected, stale, upTo, maxPitch, grouping, isLit, signs, outlined, seen } = props;
  const { order = 'rows', fine = false, onSelect, onOpen, onClimb } = props;
  const field = useRef<HTMLDivElement>(null);
  const width = useWidth(field, 688);
  const narrow = useNarrow();
  const palette = usePalette();
  const { onFit, scale = Number.POSITIVE_INFINITY } = props;
  const natural = useMemo(
    () => fit(scene, width, narrow, maxPitch, upTo, order, fine),
    [scene, width, narrow, maxPitch, upTo, order, fine],
  );
  const { sheet, axis } = useMemo(
    () => (scale < natural.sheet.pitch ? fit(scene, width, narrow, scale, upTo, order, fine) : natural),
    [natural, scale, scene, width, narrow, upTo, order, fine],
  );
  useEffect(() => onFit?.(natural.sheet.pitch), [onFit, natural]);
  const zoom = useZoom(props.zoom);
  const dot = dotSize(sheet, scene) * (zoom?.camera.scale ?? 1);
  const inner = useInnerAddresses(scene, (fine && dot >= leastDot) || sheet.pitch * (zoom?.camera.scale ?? 1) >= pitchForAddresses);
  const hasDots = inner !== null;
  const { onDots } = props;
  useEffect(() => onDots?.({ size: dot, shown: hasDots }), [onDots, dot, hasDots]);
  const offsets = useMemo(() => drawnOffsets(scene, sheet), [scene, sheet]);
  const shades = useMemo(
    () =>
      offsets.map((offset) =>
        offset === null || (upTo !== undefined && offset > upTo) ? undefined : shownShade(scene, cellAt(scene, offset), grouping),
      ),
    [scene, offsets, upTo, grouping],
  );
  const picture = useMemo(
    () => ({
      sheet,
      axis,
      shades,
      dimmed: isLit ? shades.map((shade) => shade !== undefined && !isLit(shade)) : null,
      inner,
      declared: scene.declared && offsets.map((offset) => offset !== null && scene.declared?.has(offset) === true),
      labels: signs
        ? offsets.map((offset) => (offset === null ? undefined : signs.get(offset)))
        : scene.sparse && scene.grain !== 'addresses'
          ? offsets.map((offset) => labelOf(scene, offset))
          : [],
      outlines: [...outlinesOf(scene, sheet, outlined), ...signRects(sheet, signs)],
      stripText: sheet.strips.map((strip) => stripWords(scene, strip)),
      stale,
      freeDashed: scene.grain !== 'addresses',
    }),
    [sheet, axis, shades, scene, offsets, stale, isLit, inner, signs, outlined],
  );
  const selectedSlot = selected === null ? null : (slotOfOffset(sheet, selected) ?? null);
  const camera = zoom?.camera ?? wholeView;
  useEffect(() => {
    if (!seen) return;
    const part = camera.scale > 1 ? { sheet: seenThrough(camera, sheet), plate: plateOf(sheet) } : { sheet, plate: null };
    seen.current = { ...picture, ...part, before: null, hover: null, selected: selectedSlot };
    return () => {
      seen.current = null;
    };
  }, [seen, picture, sheet, camera, selectedSlot]);
  const at = (slot: number) => cellAt(scene, offsetOfSlot(sheet, slot) ?? 0n);
  const name = `${formatCidr(scene.range)} ${scene.cellPrefix}`;
  return (
    <div ref={field} className={css.field}>
      <MapSheet
        label={`Map of ${formatCidr(scene.range)}`}
        name={name}
        picture={picture}
        palette={palette}
        selected={selectedSlot}
        onSelect={(slot, by) => onSelect(offsetOfSlot(sheet, slot) ?? 0n, by)}
        onOpen={(slot) => onOpen(offsetOfSlot(sheet, slot) ?? 0n)}
        onClimb={onClimb}
        zoom={zoom}
        levels={{
          canOpen: props.zoom !== undefined && canOpen(scene.range.family, scene.cellPrefix),
          canClimb: props.canClimb === true,
          isAwaited: props.isAwaited === true,
        }}
        locate={(other) => rectOf(scene, sheet, other)}
        spoken={(slot) => spokenCell(scene, at(slot), shadeOf(scene, at(slot)), grouping)}
        card={(slot) => <HoverText scene={scene} cell={at(slot)} grouping={grouping} />}
      />
    </div>
  );
}

/** The camera: at once where the hand is, in the link when it rests. */
function useZoom(zoom: SceneSheetProps['zoom']): MapSheetProps['zoom'] {
  const text = zoom?.text;
  const [camera, setCamera] = useState(() => readCamera(text));
  const [seen, setSeen] = useState(text);
  if (seen !== text) {
    setSeen(text);
    if (text !== cameraText(camera)) setCamera(readCamera(text));
  }
  const onChange = zoom?.onChange;
  return useMemo(
    () =>
      onChange && {
        camera,
        onCamera: (next: Camera) => {
          setCamera(next);
          onChange(cameraText(next));
        },
      },
    [camera, onChange],
  );
}

/** Where the map of another prefix lies on this one, by its name: the cell that it is, or that it lies in, or the cells that it holds. */
function rectOf(scene: Scene, sheet: Sheet, name: string): Rect | undefined {
  const other = parseCidr(name.split(' ')[0] ?? '');
  if (!other || other.prefixLength <= scene.range.prefixLength || !containsCidr(scene.range, other)) return undefined;
  const slot = slotOfOffset(sheet, indexOf(scene.range, scene.cellPrefix, other.value));
  if (slot === undefined) return undefined;
  return other.prefixLength >= scene.cellPrefix
    ? cellRect(sheet, slot)
    : runRect(sheet, slot, 2 ** (scene.cellPrefix - other.prefixLength));
}

/** The labels decide how much room is left for the cells: laid out once to know the rows, once more to fit. */
function fit(
  scene: Scene,
  width: number,
  narrow: boolean,
  maxPitch: number = Number.POSITIVE_INFINITY,
  upTo: bigint | undefined,
  order: Order,
  fine: boolean,
) {
  const layout = (left: number, rows: number): Sheet => {
    const measure = measureFor(width, narrow, scene.sparse, scene.grain, left, rows);
    const most = { ...measure, maxPitch: Math.min(maxPitch, measure.maxPitch) };
    const sheet = sheetOf(scene, most, order);
    const whole = fine ? wholeDotsPitch(sheet.pitch, sheet.gap, scene) : sheet.pitch;
    return cut(whole === sheet.pitch ? sheet : sheetOf(scene, { ...most, maxPitch: whole }, order));
  };
  const cut = (sheet: Sheet) => (upTo === undefined ? sheet : cutSheet(sheet, upTo));
  const first = layout(40, 16);
  const axis = digitAxis(scene.range, scene.cellPrefix, first.columns, drawnRange(scene, first));
  const room = labelRoom(axis, first, narrow || upTo !== undefined ? 60 : 130, narrow ? 30 : 40);
  return { sheet: layout(room, first.rows.length), axis };
}

/** The smallest prefix around all that is drawn: its digits are the same in every row. */
function drawnRange(scene: Scene, sheet: Sheet): Cidr {
  if (!scene.sparse) return scene.range;
  const first = sheet.rows[0]?.first ?? 0n;
  const last = (sheet.rows.at(-1)?.first ?? 0n) + BigInt(sheet.columns) - 1n;
  const end = last < scene.total ? last : scene.total - 1n;
  return coveringCidr([cidrAtIndex(scene.range, scene.cellPrefix, first), cidrAtIndex(scene.range, scene.cellPrefix, end)]);
}

/** A prefix as it lies on the sheet: one rectangle, or where a strip or the row cuts it, its cells. */
function outlinesOf(scene: Scene, sheet: Sheet, prefix: Cidr | undefined): Rect[] {
  if (!prefix || prefix.prefixLength > scene.cellPrefix || !containsCidr(scene.range, prefix)) return [];
  const first = indexOf(scene.range, scene.cellPrefix, prefix.value);
  const count = 1n << BigInt(scene.cellPrefix - prefix.prefixLength);
  const slot = slotOfOffset(sheet, first);
  const whole = slot === undefined || count > BigInt(slotCount(sheet)) ? undefined : runRect(sheet, slot, Number(count));
  if (whole) return [whole];
  return sheet.rows.flatMap((row) => {
    const start = row.first > first ? row.first : first;
    const end = row.first + BigInt(sheet.columns) < first + count ? row.first + BigInt(sheet.columns) : first + count;
    const at = start < end ? slotOfOffset(sheet, start) : undefined;
    const rect = at === undefined ? undefined : runRect(sheet, at, Number(end - start));
    return rect ? [rect] : [];
  });
}

function signRects(sheet: Sheet, signs: ReadonlyMap<bigint, string> | undefined): Rect[] {
  return [...(signs?.keys() ?? [])].flatMap((offset) => {
    const slot = slotOfOffset(sheet, offset);
    const rect = slot === undefined ? undefined : cellRect(sheet, slot);
    return rect ? [rect] : [];
  });
}

/** Blocks count the addresses in use; cells of several blocks count those blocks. */
function labelOf(scene: Scene, offset: bigint | null): string | undefined {
  const cell = offset === null ? undefined : scene.cells.get(offset);
  if (!cell || !holdsSomething(cell, scene.grain === 'blocks')) return undefined;
  if (scene.grain === 'blocks' && scene.blockPrefix !== null && scene.cellPrefix < scene.blockPrefix && cell.handedOut !== null) {
    return formatCount(cell.handedOut / (cell.size >> BigInt(scene.blockPrefix - scene.cellPrefix))).short;
  }
  return cell.inUse === null ? '?' : formatCount(cell.inUse).short;
}
