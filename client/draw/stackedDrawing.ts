import type { Drawing } from './exportPage.ts';

/** Drawings below each other, each under a title of its own. */
export function stackedDrawing(parts: readonly { readonly title: string; readonly drawing: Drawing }[]): Drawing {
  const head = 28;
  const gap = 24;
  let y = 0;
  const placed = parts.map(({ title, drawing }) => {
    const at = y;
    y += head + drawing.height + gap;
    return { title, drawing, at };
  });
  return {
    width: Math.max(0, ...parts.map(({ drawing }) => drawing.width)),
    height: Math.max(0, y - gap),
    paint(context, palette) {
      for (const { title, drawing, at } of placed) {
        context.textAlign = 'left';
        context.textBaseline = 'middle';
        context.font = `600 13px ${palette.sans}`;
        context.fillStyle = palette.ink;
        context.fillText(title, 0, at + 10);
        context.save();
        context.translate(0, at + head);
        drawing.paint(context, palette);
        context.restore();
      }
    },
  };
}
