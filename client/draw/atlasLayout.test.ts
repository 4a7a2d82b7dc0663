import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { formatAddressRange, parseAddressRange } from '../../shared/net/addressRange.ts';
import { type AtlasMeasure, type AtlasRange, atlasLayout, atlasMarkAt } from './atlasLayout.ts';
import { spacesWith } from './atlasSpaces.ts';

const measure: AtlasMeasure = {
  width: 1000,
  narrow: false,
  lane: 70,
  gapLane: 30,
  gap: 4,
  head: 40,
  rangeRoom: () => 180,
  gapRoom: () => 100,
};

function range(text: string): AtlasRange {
  const read = parseAddressRange(text);
  if (!read) throw new Error(`${text} is not a range`);
  return { ...read, key: text };
}
function laidOut(texts: readonly string[], outside: readonly string[] = [], given = measure) {
  const ranges = texts.map(range);
  const others = outside.map(range);
  return atlasLayout(spacesWith('IPv4', [...ranges, ...others]), ranges, others, given);
}
const said = (layout: ReturnType<typeof laidOut>) =>
  layout.marks.map((mark) => `${mark.kind} ${formatAddressRange(mark)}${mark.lane > 0 ? ` on lane ${mark.lane}` : ''}`);

describe('atlasLayout', () => {
  test('ranges stand by address, with the gaps between them and to the ends of the space', () =>
    expect(said(laidOut(['10.244.0.0/16', '10.96.0.0/12']))).toEqual([
      'gap 10.0.0.0-10.95.255.255',
      'range 10.96.0.0/12',
      'gap 10.112.0.0-10.243.255.255',
      'range 10.244.0.0/16',
      'gap 10.245.0.0-10.255.255.255',
    ]));
  test('a nested range stands on a lane below, over what it shares with the outer one', () => {
    const layout = laidOut(['10.0.0.0/9', '10.64.0.0/10', '10.128.0.0/9']);
    expect(said(layout)).toEqual(['range 10.0.0.0/9', 'range 10.64.0.0/10 on lane 1', 'range 10.128.0.0/9']);
    const [outer, inner] = layout.marks;
    expect(inner?.parts[0]?.x).toBeGreaterThan(outer?.parts[0]?.x ?? 0);
    expect(layout.overlaps.map((overlap) => formatAddressRange({ family: 'IPv4', ...overlap }))).toEqual(['10.64.0.0/10']);
    expect(layout.overlaps[0]?.rects.map(({ mark, rect }) => [mark, rect.y])).toEqual([
      [0, 40],
      [1, 114],
    ]);
  });
  test('only what must not share addresses overlaps', () => {
    const ranges = ['10.0.0.0/9', '10.64.0.0/10'].map(range);
    expect(atlasLayout(spacesWith('IPv4', ranges), ranges, [], measure, () => false).overlaps).toEqual([]);
  });
  test('what a file declares is a box of its own: ranges nest in it, and addresses in none of the cluster stay in sight', () => {
    const declared = [
      { ...range('10.0.0.0/9'), isDeclared: true },
      { ...range('10.200.0.0/16'), isDeclared: true },
    ];
    const ranges = [range('10.64.0.0/10'), ...declared];
    const others = [range('10.0.0.7-10.0.0.9'), range('10.64.0.1'), range('10.250.0.1')];
    const layout = atlasLayout(spacesWith('IPv4', ranges), ranges, others, measure, () => false);
    expect(said(layout)).toEqual([
      'declared 10.0.0.0/9',
      'outside 10.0.0.7-10.0.0.9 on lane 1',
      'range 10.64.0.0/10 on lane 1',
      'gap 10.128.0.0-10.199.255.255',
      'declared 10.200.0.0/16',
      'gap 10.201.0.0-10.250.0.0',
      'outside 10.250.0.1/32',
      'gap 10.250.0.2-10.255.255.255',
    ]);
    for (const { mark, x, y, width, height } of layout.lines.flatMap(({ lanes }) => lanes.flat()))
      expect(atlasMarkAt(layout, x + width / 2, y + height / 2)).toBe(mark);
  });
  test('the width grows by the same for each doubling', () => {
    const one = laidOut(['10.0.0.0/32']).marks[0]?.parts[0]?.width;
    const wide = laidOut(['10.0.0.0/16']).marks[0]?.parts[0]?.width;
    expect([one, wide]).toEqual([180, 260]);
  });
  test('addresses in no range are cut out of the gap that they lie in', () =>
    expect(said(laidOut(['192.168.0.0/24'], ['192.168.7.3-192.168.7.9']))).toEqual([
      'range 192.168.0.0/24',
      'gap 192.168.1.0-192.168.7.2',
      'outside 192.168.7.3-192.168.7.9',
      'gap 192.168.7.10-192.168.255.255',
    ]));
  test('they alone are reason enough for a space', () => expect(said(laidOut([], ['192.168.0.0/16']))).toEqual(['outside 192.168.0.0/16']));
  test('a range over two spaces is an entry in both', () =>
    expect(said(laidOut(['172.31.0.0-172.32.255.255'])).slice(0, 3)).toEqual([
      'gap 172.16.0.0-172.30.255.255',
      'range 172.31.0.0/16',
      'range 172.32.0.0/16',
    ]));
  test('a range that its line does not hold goes on in the next', () => {
    const parts = laidOut(['10.0.0.0/8', ...[10, 20, 30].map((n) => `10.${n}.0.0/16`)]).marks[0]?.parts;
    expect(parts?.map(({ before, behind }) => [before, behind])).toEqual([
      [false, true],
      [true, false],
    ]);
  });
  test('in one column everything is as wide as there is room', () => {
    const layout = laidOut(['10.0.0.0/9', '10.128.0.0/32'], [], { ...measure, width: 358, narrow: true });
    expect(layout.marks.map((mark) => mark.parts.map((part) => [part.x, part.width]))).toEqual([[[0, 358]], [[0, 358]], [[0, 358]]]);
  });
  test('of nothing it is empty', () => expect(laidOut([])).toMatchObject({ height: 0, marks: [], spaces: [] }));
});

/** Ranges of IPv4 in 10.0.0.0/8 and 172.16.0.0/12, and addresses in no range, of any size. */
const runs = fc.array(
  fc
    .record({ base: fc.constantFrom(0x0a000000, 0xac100000), first: fc.nat(0xffffff), bits: fc.nat(20) })
    .map(({ base, first, bits }) => ({ first: BigInt(base + first), last: BigInt(base + first + 2 ** bits - 1) })),
  { maxLength: 24 },
);
const laid = fc.record({ ranges: runs, outside: runs, width: fc.integer({ min: 280, max: 1600 }), narrow: fc.boolean() }).map((given) => {
  const ranges = given.ranges.map((run, k): AtlasRange => ({ ...run, family: 'IPv4', key: `r${k}` }));
  const outside = given.outside.map((run, k): AtlasRange => ({ ...run, family: 'IPv4', key: `o${k}` }));
  const spaces = spacesWith('IPv4', [...ranges, ...outside]);
  return { spaces, ranges, layout: atlasLayout(spaces, ranges, outside, { ...measure, width: given.width, narrow: given.narrow }) };
});

describe('whatever the ranges', () => {
  const holds = (law: (value: typeof laid extends fc.Arbitrary<infer T> ? T : never) => void) =>
    fc.assert(fc.property(laid, law), { numRuns: 200 });
  test('entries stand in order of address', () =>
    holds(({ layout }) => {
      for (const [k, mark] of layout.marks.entries()) {
        const before = layout.marks[k - 1];
        if (before && before.space === mark.space) expect(before.first <= mark.first).toBe(true);
      }
    }));
  test('no two boxes of a lane overlap, and all lie inside the width', () =>
    holds(({ layout }) => {
      for (const line of layout.lines)
        for (const lane of line.lanes)
          for (const [k, part] of lane.entries()) {
            const before = lane[k - 1];
            if (before) expect(part.x).toBeGreaterThanOrEqual(before.x + before.width);
            expect(part.x).toBeGreaterThanOrEqual(0);
            expect(part.x + part.width).toBeLessThanOrEqual(layout.width + 1e-6);
            expect(part.y + part.height).toBeLessThanOrEqual(layout.height + 1e-6);
          }
    }));
  test('ranges, addresses in no range and gaps cover every space exactly', () =>
    holds(({ layout, spaces }) => {
      for (const [index, space] of spaces.entries()) {
        let next = space.first;
        for (const mark of layout.marks.filter((item) => item.space === index)) {
          if (mark.kind !== 'range') expect(mark.first).toBe(next);
          expect(mark.first <= next).toBe(true);
          if (mark.last >= next) next = mark.last + 1n;
        }
        expect(next).toBe(space.last + 1n);
      }
    }));
  test('every range is drawn, wide enough to be read, and found under its own boxes', () =>
    holds(({ layout, ranges }) => {
      for (const { key } of ranges) expect(layout.marks.some((mark) => mark.key === key)).toBe(true);
      for (const [index, mark] of layout.marks.entries()) {
        expect(mark.parts.length).toBeGreaterThan(0);
        for (const part of mark.parts) {
          expect(part.width).toBeGreaterThan(8);
          expect(atlasMarkAt(layout, part.x + part.width / 2, part.y + part.height / 2)).toBe(index);
          expect(atlasMarkAt(layout, part.x + 0.01, part.y + 0.01)).toBe(index);
        }
      }
    }));
});
