import type { Drawing, ExportEntry } from './exportPage.ts';
import { type AtlasPicture, paintAtlas, paintDeclaredMark, paintFamily, paintGravity } from './paintAtlas.ts';
import type { Rect } from './sheet.ts';

/** A whole atlas. */
export function atlasDrawing(picture: Omit<AtlasPicture, 'hover' | 'selected' | 'from' | 'to'>): Drawing {
  const { width, height } = picture.layout;
  return {
    width,
    height,
    paint: (context, palette) => paintAtlas(context, { ...picture, hover: null, selected: null, from: 0, to: height }, palette),
  };
}

/** The mark of a family, or of how grave something is, in the middle of its square. */
export function signMark(sign: 'IPv4' | 'IPv6' | 'critical' | 'warning' | 'declared') {
  return ((context, rect: Rect, palette) => {
    const { x, y, width, height } = rect;
    if (sign === 'declared') return paintDeclaredMark(context, rect, palette);
    if (sign === 'IPv4' || sign === 'IPv6') paintFamily(context, sign, x + width / 2, y + height / 2, palette);
    else paintGravity(context, sign, x + width / 2, y + height / 2, palette);
  }) satisfies ExportEntry['mark'];
}
