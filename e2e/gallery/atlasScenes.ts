import { type AtlasRange, atlasLayout } from '../../client/draw/atlasLayout.ts';
import { spacesWith } from '../../client/draw/atlasSpaces.ts';
import { type AtlasLook, paintAtlas } from '../../client/draw/paintAtlas.ts';
import { parseAddressRange } from '../../shared/net/addressRange.ts';
import type { Scene } from './scene.ts';

function range(text: string): AtlasRange {
  const parsed = parseAddressRange(text);
  if (!parsed) throw new Error(`${text} is no range`);
  return { ...parsed, key: text };
}

const own = ['10.96.0.0/16', '10.244.0.0/16', '10.244.64.0/18', '192.168.10.1-192.168.10.30', 'fd00:10:244::/56'].map(range);
const outside = [range('10.250.0.7')];

const plain = { lines: ['node blocks', '216 of 256 handed out'], step: 3, bar: null, gravity: null, closed: false, lit: true } as const;
const looks: Readonly<Record<string, Partial<AtlasLook>>> = {
  '10.96.0.0/16': { step: 1, lines: ['Services', '12 of 65,534 in use'], bar: { band: null, line: 0.0002 } },
  '10.244.0.0/16': { step: 5, bar: { band: 0.85, line: 0.4 }, gravity: 'critical' },
  '10.244.64.0/18': { step: null, bar: { band: null, line: null }, gravity: 'warning', closed: true },
  '192.168.10.1-192.168.10.30': { step: 'free', gravity: 'info', lit: false },
  '10.0.0.0/9': { title: 'cloud team', lines: ['10.0.0.0/9', 'VPC · with what stands in it'] },
  '10.244.128.0/17': { title: 'netops', lines: ['10.244.128.0/17', 'VPN · the offices'] },
  '10.250.0.0/20': { title: 'data platform', lines: ['10.250.0.0/20', 'Peered network'], lit: false },
  '10.250.0.7': { lines: ['1 pod in no range'] },
};

function atlas(
  name: string,
  width: number,
  narrow: boolean,
  stale: boolean,
  ranges: readonly AtlasRange[] = own,
  conflicts: (a: string, b: string) => boolean = () => true,
): Scene {
  const spaces = (['IPv4', 'IPv6'] as const).flatMap((family) =>
    spacesWith(
      family,
      [...ranges, ...outside].filter((item) => item.family === family),
    ),
  );
  const measure = { width, narrow, lane: 98, gapLane: 56, gap: 6, head: 36, rangeRoom: () => 180, gapRoom: () => 130 };
  const layout = atlasLayout(spaces, ranges, outside, measure, conflicts);
  const picture = {
    layout,
    looks: layout.marks.map(({ kind, key, first, last }) => ({
      ...plain,
      title: kind === 'gap' ? 'free' : key,
      ...(kind === 'gap' ? { lines: [`${last - first + 1n}`] } : {}),
      ...looks[key],
    })),
    heads: spaces.map(({ name: title, source }) => ({ name: title, source })),
    hover: 0,
    selected: layout.marks.findIndex(({ key }) => key === 'fd00:10:244::/56'),
    stale,
    from: 0,
    to: layout.height,
  };
  // Rings lie a little outside the boxes.
  return {
    name,
    width: width + 8,
    height: Math.ceil(layout.height) + 8,
    paint: (context, palette) => {
      context.translate(4, 4);
      paintAtlas(context, picture, palette);
    },
  };
}

const declared = ['10.0.0.0/9', '10.244.128.0/17', '10.250.0.0/20'].map((text) => ({ ...range(text), isDeclared: true }));
const clash = ['10.244.0.0/16', '10.244.128.0/17'];

/** Ranges outside the cluster: around others, over one where it should not be, and with addresses of the cluster in them. */
const declaring = (name: string, width: number, narrow: boolean) =>
  atlas(name, width, narrow, false, [...own.slice(0, 2), ...declared], (a, b) => clash.includes(a) && clash.includes(b));

/** Two ranges that overlap, gaps, an address in no range; on lines, and in one column. */
export const atlasScenes: readonly Scene[] = [
  atlas('atlas', 620, false, false),
  atlas('atlas-column', 300, true, false),
  declaring('atlas-outside', 620, false),
  declaring('atlas-outside-column', 300, true),
];
