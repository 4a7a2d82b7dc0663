import { bisectRight } from 'd3';
import type { Family } from '../../shared/net/address.ts';
import type { Run } from '../../shared/net/rangeSet.ts';
import type { AtlasSpace } from './atlasSpaces.ts';
import type { Rect } from './sheet.ts';

/** A range of the atlas by a key of the caller's. */
export interface AtlasRange extends Run {
  readonly key: string;
  readonly family: Family;
  /** Somebody else's, as a file declares it: other ranges, and addresses in none, may lie in it. */
  readonly isDeclared?: boolean;
}

/** How large things get, in CSS pixels. */
export interface AtlasMeasure {
  readonly width: number;
  /** One column: nothing stands beside anything else but what overlaps. */
  readonly narrow: boolean;
  /** Height of a range's box, and of what stands alone between ranges. */
  readonly lane: number;
  readonly gapLane: number;
  /** Between boxes, both ways. */
  readonly gap: number;
  /** Room of a space's heading. */
  readonly head: number;
  /** The least width in which a range can be read, of a single address; wider ones have more. */
  readonly rangeRoom: (range: AtlasRange) => number;
  /** The least width in which the extent of a gap, or of addresses in no range, can be read. */
  readonly gapRoom: (family: Family, first: bigint, last: bigint) => number;
}

/** A piece of an entry on one line: an entry that a line does not hold goes on in the next. */
export interface AtlasPart extends Rect {
  readonly mark: number;
  /** Whether the entry goes on before, and behind, this piece. */
  readonly before: boolean;
  readonly behind: boolean;
}

/** An entry: a range, one that a file declares, the free space between, or addresses that somebody holds and no range has. */
export interface AtlasMark extends Run {
  readonly kind: 'range' | 'declared' | 'gap' | 'outside';
  /** The range's key, or that of the addresses in no range; a gap has its space and first address. */
  readonly key: string;
  readonly family: Family;
  readonly space: number;
  readonly lane: number;
  readonly parts: readonly AtlasPart[];
}

/** The addresses that two ranges have in common, as they lie in the box of each. */
export interface AtlasOverlap extends Run {
  readonly marks: readonly [outer: number, inner: number];
  readonly rects: readonly { readonly mark: number; readonly rect: Rect }[];
}

/** One line of boxes: lanes below each other, of each its pieces from left to right. */
export interface AtlasLine {
  readonly y: number;
  readonly height: number;
  readonly lane: number;
  readonly lanes: readonly (readonly AtlasPart[])[];
}

export interface AtlasLayout {
  readonly width: number;
  readonly height: number;
  readonly spaces: readonly { readonly space: AtlasSpace; readonly y: number }[];
  /** In reading order: by address, the wider first. */
  readonly marks: readonly AtlasMark[];
  readonly overlaps: readonly AtlasOverlap[];
  readonly lines: readonly AtlasLine[];
}

/** Pixels that each doubling of a range adds: 24 doublings of IPv4 and 80 of IPv6 (a /112 to a /32) are about as much. */
const perDoubling = { IPv4: 5, IPv6: 1.6 } as const;

interface Piece extends Run {
  readonly kind: AtlasMark['kind'];
  readonly key: string;
  readonly lane: number;
}

/** Addresses in a row that the same pieces hold: the least that is not broken between two lines. */
interface Segment extends Run {
  readonly pieces: readonly number[];
  width: number;
}

/**
 * Where every range stands: each space has lines of boxes by address, as wide as the logarithm of their sizes, wrapped as words are;
 * ranges that share addresses stand in lanes below each other, so that what they share lies above itself. Gaps are compressed.
 * Ranges, addresses in no range and gaps cover every space exactly. `conflicts` says which ranges must not share addresses.
 */
export function atlasLayout(
  spaces: readonly AtlasSpace[],
  ranges: readonly AtlasRange[],
  outside: readonly AtlasRange[],
  measure: AtlasMeasure,
  conflicts: (a: string, b: string) => boolean = () => true,
): AtlasLayout {
  const marks: (Omit<AtlasMark, 'parts'> & { parts: AtlasPart[] })[] = [];
  const lines: AtlasLine[] = [];
  const heads: { space: AtlasSpace; y: number }[] = [];
  const overlaps: AtlasOverlap[] = [];
  let y = 0;
  for (const [index, space] of spaces.entries()) {
    const pieces = piecesOf(space, ranges, outside);
    const offset = marks.length;
    for (const { kind, key, first, last, lane } of pieces)
      marks.push({ kind, key, family: space.family, space: index, first, last, lane, parts: [] });
    const placed: { segment: Segment; x: number; y: number; width: number; line: number }[] = [];
    if (index > 0) y += measure.head / 2;
    heads.push({ space, y });
    y += measure.head;
    for (const row of wrapped(segmentsOf(space.family, pieces, measure), measure)) {
      const held = row.map((segment) => segment.pieces);
      const lanes = 1 + Math.max(...held.flat().map((at) => pieces[at]?.lane ?? 0));
      const lane = held.flat().every((at) => !isBox(pieces[at])) ? measure.gapLane : measure.lane;
      const line: AtlasPart[][] = Array.from({ length: lanes }, () => []);
      let x = 0;
      const first = row[0];
      const last = row.at(-1);
      for (const segment of row) {
        placed.push({ segment, x, y, width: segment.width, line: lines.length });
        for (const at of segment.pieces) {
          const piece = pieces[at];
          if (!piece || !first || !last) continue;
          const before = line[piece.lane]?.at(-1);
          const part = {
            x,
            y: y + piece.lane * (lane + measure.gap),
            width: segment.width,
            height: isBox(piece) ? lane : Math.min(lane, measure.lane),
            mark: offset + at,
            before: piece.first < first.first,
            behind: piece.last > last.last,
          };
          // Segments of one range that follow each other on a line are one box.
          if (before?.mark === part.mark) line[piece.lane]?.splice(-1, 1, { ...before, width: x + segment.width - before.x });
          else line[piece.lane]?.push(part);
        }
        x += segment.width + measure.gap;
      }
      for (const part of line.flat()) marks[part.mark]?.parts.push(part);
      const height = lanes * (lane + measure.gap) - measure.gap;
      lines.push({ y, height, lane, lanes: line });
      y += height + measure.gap;
    }
    overlaps.push(...overlapsOf(pieces, offset, placed, lines, measure, conflicts));
  }
  return { width: measure.width, height: Math.max(0, y - measure.gap), spaces: heads, marks, overlaps, lines };
}

/** The entry under a point; between boxes none. */
export function atlasMarkAt(layout: Pick<AtlasLayout, 'lines'>, x: number, y: number): number | undefined {
  const line =
    layout.lines[
      bisectRight(
        layout.lines.map((item) => item.y),
        y,
      ) - 1
    ];
  if (!line || y >= line.y + line.height) return undefined;
  const pitch = line.lanes.length === 1 ? line.height : (line.height - line.lane) / (line.lanes.length - 1);
  const lane = line.lanes[Math.floor((y - line.y) / pitch)] ?? [];
  const part =
    lane[
      bisectRight(
        lane.map((item) => item.x),
        x,
      ) - 1
    ];
  return part && x < part.x + part.width && y >= part.y && y < part.y + part.height ? part.mark : undefined;
}

function isBox(piece: Piece | undefined): boolean {
  return piece?.kind === 'range' || piece?.kind === 'declared';
}

/**
 * Everything in a space by address: its ranges, and the addresses in none that the cluster's own ranges leave, on lanes; and the gaps that
 * all of them leave.
 */
function piecesOf(space: AtlasSpace, ranges: readonly AtlasRange[], outside: readonly AtlasRange[]): Piece[] {
  const inside = (of: readonly AtlasRange[]) =>
    of
      .filter((range) => range.family === space.family && range.first <= space.last && range.last >= space.first)
      .map(
        ({ key, first, last, isDeclared = false }): Unplaced => ({
          key,
          kind: isDeclared ? 'declared' : 'range',
          first: larger(first, space.first),
          last: smaller(last, space.last),
        }),
      )
      .sort(byAddress);
  const boxes = inside(ranges);
  const own = boxes.filter(({ kind }) => kind === 'range');
  const pieces: Piece[] = [];
  const ends: bigint[] = [];
  for (const piece of [...boxes, ...straysOf(inside(outside), holesOf(space, own))].sort(byAddress)) {
    const free = ends.findIndex((end) => end < piece.first);
    const lane = free < 0 ? ends.length : free;
    ends[lane] = piece.last;
    pieces.push({ ...piece, lane });
  }
  const gaps = holesOf(space, pieces).map(({ first, last }): Piece => ({ kind: 'gap', key: `gap ${first}`, first, last, lane: 0 }));
  return [...pieces, ...gaps].sort((a, b) => byAddress(a, b) || a.lane - b.lane);
}

type Unplaced = Omit<Piece, 'lane'>;

function byAddress(a: Run, b: Run): number {
  return order(a.first, b.first) || order(b.last, a.last);
}

/** What is listed as in no range is so between the ranges alone: an answer may be older than the ranges. No two share an address. */
function straysOf(listed: readonly Unplaced[], holes: readonly Run[]): Unplaced[] {
  const strays: Unplaced[] = [];
  for (const hole of holes) {
    let next = hole.first;
    for (const { key, first, last } of listed) {
      if (last < next || first > hole.last || next > hole.last) continue;
      const part = { first: larger(first, next), last: smaller(last, hole.last) };
      strays.push({ ...part, key, kind: 'outside' });
      next = part.last + 1n;
    }
  }
  return strays;
}

function holesOf(space: Run, pieces: readonly Run[]): Run[] {
  const holes: Run[] = [];
  let next = space.first;
  for (const { first, last } of pieces) {
    if (first > next) holes.push({ first: next, last: first - 1n });
    if (last >= next) next = last + 1n;
  }
  if (next <= space.last) holes.push({ first: next, last: space.last });
  return holes;
}

/** Cuts a space wherever a piece begins or ends, each cut as wide as its pieces need to be read. */
function segmentsOf(family: Family, pieces: readonly Piece[], measure: AtlasMeasure): Segment[] {
  const cuts = [...new Set(pieces.flatMap((piece) => [piece.first, piece.last + 1n]))].sort(order);
  const segments: Segment[] = [];
  let begin = 0;
  for (const [k, first] of cuts.slice(0, -1).entries()) {
    const last = (cuts[k + 1] ?? first) - 1n;
    while (begin < pieces.length && (pieces[begin]?.last ?? last) < first) begin++;
    const held: number[] = [];
    for (let at = begin; at < pieces.length; at++) {
      const piece = pieces[at];
      if (!piece || piece.first > first) break;
      if (piece.last >= last) held.push(at);
    }
    segments.push({ first, last, pieces: held, width: 24 + doublings(last - first + 1n) * perDoubling[family] });
  }
  widen(segments, pieces, family, measure);
  return segments;
}

/** Gives each piece the room to be read, the narrowest first: what it lacks is shared out among the segments that it lies over. */
function widen(segments: Segment[], pieces: readonly Piece[], family: Family, measure: AtlasMeasure): void {
  const over: Segment[][] = pieces.map(() => []);
  for (const segment of segments) for (const at of segment.pieces) over[at]?.push(segment);
  for (const [at, piece] of [...pieces.entries()].sort(([a], [b]) => (over[a]?.length ?? 0) - (over[b]?.length ?? 0))) {
    const own = over[at] ?? [];
    const size = doublings(piece.last - piece.first + 1n) * perDoubling[family];
    const room = isBox(piece) ? measure.rangeRoom({ ...piece, family }) + size : measure.gapRoom(family, piece.first, piece.last);
    const missing = room - own.reduce((sum, segment) => sum + segment.width, (own.length - 1) * measure.gap);
    if (missing > 0) for (const segment of own) segment.width += missing / own.length;
    // A gap is compressed: it is as wide as its words.
    if (!isBox(piece) && own.every(({ pieces: beside }) => beside.length === 1)) for (const segment of own) segment.width = room;
  }
  for (const segment of segments) segment.width = Math.min(segment.width, measure.width);
}

/** Segments in lines, as words are wrapped. A full line is stretched to the width; in one column every line is. */
function wrapped(segments: readonly Segment[], measure: AtlasMeasure): Segment[][] {
  const rows: Segment[][] = [];
  let used = 0;
  for (const segment of segments) {
    const row = rows.at(-1);
    if (row && !measure.narrow && used + measure.gap + segment.width <= measure.width) {
      row.push(segment);
      used += measure.gap + segment.width;
    } else {
      rows.push([segment]);
      used = segment.width;
    }
  }
  for (const [k, row] of rows.entries()) {
    if (k === rows.length - 1 && !measure.narrow) continue;
    const gaps = (row.length - 1) * measure.gap;
    const factor = (measure.width - gaps) / row.reduce((sum, segment) => sum + segment.width, 0);
    for (const segment of row) segment.width *= factor;
  }
  return rows;
}

/** Every pair of ranges that must not share addresses and does, with what they share in the box of each. */
function overlapsOf(
  pieces: readonly Piece[],
  offset: number,
  placed: readonly { segment: Segment; x: number; y: number; width: number; line: number }[],
  lines: readonly AtlasLine[],
  measure: AtlasMeasure,
  conflicts: (a: string, b: string) => boolean,
): AtlasOverlap[] {
  const found: AtlasOverlap[] = [];
  for (const [inner, b] of pieces.entries()) {
    if (!isBox(b)) continue;
    for (let outer = 0; outer < inner; outer++) {
      const a = pieces[outer];
      if (!a || !isBox(a) || a.last < b.first || !conflicts(a.key, b.key)) continue;
      const shared = { first: b.first, last: smaller(a.last, b.last) };
      const rects: { mark: number; rect: Rect }[] = [];
      for (const at of [outer, inner]) {
        const lane = pieces[at]?.lane ?? 0;
        for (const { segment, x, y, width, line } of placed) {
          if (segment.first < shared.first || segment.last > shared.last) continue;
          const height = lines[line]?.lane ?? measure.lane;
          const top = y + lane * (height + measure.gap);
          const before = rects.at(-1);
          // Segments side by side are hatched as one.
          if (before?.mark === offset + at && before.rect.y === top)
            rects.splice(-1, 1, { ...before, rect: { ...before.rect, width: x + width - before.rect.x } });
          else rects.push({ mark: offset + at, rect: { x, y: top, width, height } });
        }
      }
      found.push({ ...shared, marks: [offset + outer, offset + inner], rects });
    }
  }
  return found;
}

/** How often one address is doubled to reach a count; exact for powers of two, and finite for any. */
function doublings(count: bigint): number {
  const bits = count.toString(2).length - 1;
  const rest = Number((count << 20n) / (1n << BigInt(bits))) / 2 ** 20;
  return bits + Math.log2(rest);
}

const order = (a: bigint, b: bigint) => (a < b ? -1 : a > b ? 1 : 0);
const larger = (a: bigint, b: bigint) => (a > b ? a : b);
const smaller = (a: bigint, b: bigint) => (a < b ? a : b);
