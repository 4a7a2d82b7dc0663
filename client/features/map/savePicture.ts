import { type ExportPage, exportLayout, paintExport } from '../../draw/exportPage.ts';
import type { Palette } from '../../draw/palette.ts';
import { download } from '../../kit/download.ts';

/** Pixels of the picture a CSS pixel. */
const sharpness = 2;

/** Gives a page to the reader as NAME.png. Throws where the browser has no room for a picture of this size. */
export async function savePng(name: string, page: ExportPage, palette: Palette): Promise<void> {
  const { width, height } = exportLayout(page);
  const canvas = document.createElement('canvas');
  canvas.width = Math.ceil(width * sharpness);
  canvas.height = Math.ceil(height * sharpness);
  const context = canvas.getContext('2d');
  if (!context) throw new Error('The browser gives no canvas to paint on.');
  context.scale(sharpness, sharpness);
  paintExport(context, page, palette);
  const blob = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, 'image/png'));
  if (!blob) throw new Error(`A picture of ${canvas.width} × ${canvas.height} pixels is too large for this browser.`);
  download(`${name}.png`, 'image/png', blob);
}

/** Gives a page to the reader as NAME.svg. What paints it is read only now: few want it. */
export async function saveSvg(name: string, page: ExportPage, palette: Palette): Promise<void> {
  const { svgContext } = await import('../../draw/svgContext.ts');
  const { width, height } = exportLayout(page);
  const { context, text } = svgContext(Math.ceil(width), Math.ceil(height));
  paintExport(context, page, palette);
  download(`${name}.svg`, 'image/svg+xml', text());
}
