import { describe, expect, test } from 'vitest';
import { parseAddressRange } from '../../shared/net/addressRange.ts';
import { type AtlasRange, atlasLayout } from './atlasLayout.ts';
import { spacesWith } from './atlasSpaces.ts';
import { type AtlasLook, type AtlasPicture, paintAtlas } from './paintAtlas.ts';
import { readPalette } from './palette.ts';
import { recordingContext } from './recordingContext.ts';

const palette = readPalette((name) => (/ramp|group/.test(name) ? `#00000${name.at(-1)}` : name.slice(2)));
const measure = { width: 1000, narrow: false, lane: 84, gapLane: 30, gap: 4, head: 40, rangeRoom: () => 180, gapRoom: () => 100 };
const plain: Omit<AtlasLook, 'title'> = { lines: [], step: 2, bar: null, gravity: null, closed: false, lit: true };

function painted(
  texts: readonly string[],
  looks: Readonly<Record<string, Partial<AtlasLook>>> = {},
  picture: Partial<AtlasPicture> = {},
  declared: readonly string[] = [],
) {
  const ranges = texts.map((text): AtlasRange => {
    const range = parseAddressRange(text);
    if (!range) throw new Error(`${text} is not a range`);
    return { ...range, key: text, isDeclared: declared.includes(text) };
  });
  const spaces = [
    ...spacesWith(
      'IPv4',
      ranges.filter((range) => range.family === 'IPv4'),
    ),
    ...spacesWith(
      'IPv6',
      ranges.filter((range) => range.family === 'IPv6'),
    ),
  ];
  const layout = atlasLayout(spaces, ranges, [], measure);
  const { context, calls } = recordingContext();
  paintAtlas(
    context,
    {
      layout,
      looks: layout.marks.map((mark) => ({ ...plain, title: mark.key, ...looks[mark.key] })),
      heads: spaces.map(({ name, source }) => ({ name, source })),
      hover: null,
      selected: null,
      stale: false,
      from: 0,
      to: 10_000,
      ...picture,
    },
    palette,
  );
  return calls;
}
const texts = (calls: ReturnType<typeof painted>) => calls.filter((call) => call.name === 'fillText').map((call) => call.args[0]);

describe('paintAtlas', () => {
  test('writes the heading of each space, then its entries in order', () =>
    expect(texts(painted(['10.0.0.0/9']))).toEqual(['Private use', '10.0.0.0/8, RFC 1918', '10.0.0.0/9', 'gap 176160768']));
  test('somebody else’s range is dashed and hatched, its owner over the range, and what it overlaps is a warning', () => {
    const looks = { '10.1.0.0/16': { title: 'netops', lines: ['10.1.0.0/16', 'VPN · offices'] } };
    const calls = painted(['10.0.0.0/9', '10.1.0.0/16'], looks, {}, ['10.1.0.0/16']);
    const written = texts(calls);
    expect(written.slice(written.indexOf('netops'), written.indexOf('netops') + 3)).toEqual(['netops', '10.1.0.0/16', 'VPN · offices']);
    expect(calls.filter((call) => call.name === 'setLineDash').map((call) => call.args[0])).toContainEqual([6, 4]);
    expect(written.filter((text) => String(text).startsWith('overlaps'))).toEqual(['overlaps netops', 'overlaps 10.0.0.0/9']);
    expect(calls.filter((call) => call.name === 'strokeRect' && call.lineWidth === 1.5).map((call) => call.strokeStyle)).toEqual([
      'warning',
      'warning',
    ]);
    expect(calls.some((call) => call.name === 'fillRect' && call.fillStyle === 'critical')).toBe(false);
  });
  test('both families have their own mark: a square and a diamond', () => {
    const calls = painted(['10.0.0.0/8', 'fd00::/8']);
    const fills = calls.filter((call) => call.name === 'fill' && /^v[46]$/.test(call.fillStyle)).map((call) => call.fillStyle);
    expect(fills).toEqual(['v4', 'v6', 'v4', 'v6']);
  });
  test('a bar has the band of what is handed out and the line of what is in use', () => {
    const calls = painted(['10.0.0.0/8'], { '10.0.0.0/8': { bar: { band: 0.5, line: 0.25 } } });
    const fills = calls.filter((call) => call.name === 'fillRect' && /^v4/.test(call.fillStyle));
    expect(fills.map((call) => call.fillStyle)).toEqual(['v4-wash', 'v4']);
    expect(Number(fills[0]?.args[2]) / Number(fills[1]?.args[2])).toBe(2);
  });
  test('the least that is above nothing shows two pixels', () => {
    const calls = painted(['10.0.0.0/8'], { '10.0.0.0/8': { bar: { band: null, line: 1e-9 } } });
    expect(calls.find((call) => call.name === 'fillRect' && call.fillStyle === 'v4')?.args[2]).toBe(2);
  });
  test('what two ranges share is hatched in both, with the name of the other', () => {
    const calls = painted(['10.0.0.0/9', '10.64.0.0/10']);
    expect(texts(calls).filter((text) => String(text).startsWith('overlaps'))).toEqual(['overlaps 10.64.0.0/10', 'overlaps 10.0.0.0/9']);
    expect(calls.filter((call) => call.name === 'stroke' && call.strokeStyle === 'critical').length).toBeGreaterThanOrEqual(2);
  });
  test('an entry that the legend has not lit is faded', () => {
    const calls = painted(['10.0.0.0/9', '10.128.0.0/9'], { '10.128.0.0/9': { lit: false } });
    const titles = calls.filter((call) => call.name === 'fillText' && /\/9$/.test(String(call.args[0])));
    expect(titles.map((call) => call.globalAlpha)).toEqual([1, 0.3]);
  });
  test('a range that gives out nothing new is outlined with dashes', () => {
    const dashes = painted(['10.0.0.0/8'], { '10.0.0.0/8': { closed: true } }).filter((call) => call.name === 'setLineDash');
    expect(dashes.map((call) => call.args)).toEqual([[[4, 3]]]);
  });
  test('the chosen entry is ringed in the accent on a ring of the surface', () => {
    const rings = painted(['10.0.0.0/8'], {}, { selected: 0 })
      .filter((call) => call.name === 'stroke')
      .slice(-2);
    expect(rings.map((call) => [call.strokeStyle, call.lineWidth])).toEqual([
      ['surface', 5],
      ['accent', 3],
    ]);
  });
  test('a text that does not fit is cut', () => {
    const calls = painted(['10.0.0.0/8'], { '10.0.0.0/8': { lines: ['x'.repeat(200)] } });
    expect(texts(calls).find((text) => String(text).startsWith('xxx'))).toMatch(/^x+…$/);
  });
  test('what lies on another canvas is left out', () =>
    expect(texts(painted(['10.0.0.0/8'], {}, { from: 2000, to: 4000 })).filter((text) => text === '10.0.0.0/8')).toEqual([]));
  test('what is saved is restored', () => {
    const calls = painted(
      ['10.0.0.0/9', '10.64.0.0/10', 'fd00::/64'],
      { '10.0.0.0/9': { gravity: 'critical', step: null }, 'fd00::/64': { gravity: 'info' } },
      { stale: true },
    );
    expect(calls.filter((call) => call.name === 'save').length).toBe(calls.filter((call) => call.name === 'restore').length);
  });
});
