import { useEffect, useRef } from 'react';
import { paintCell } from '../../draw/paintSheet.ts';
import { cellAt, type Scene, shadeOf } from './scene.ts';
import { usePalette } from './usePalette.ts';
import { usePixelRatio } from './usePixelRatio.ts';

/** Up to 256 addresses, too small to point at: a glance before one zooms in. Rows of 32 fit a panel; `cell` makes them square. */
export function MiniSheet({ scene, columns = 32, cell }: { scene: Scene; columns?: number; cell?: number }) {
  const width = cell ?? 8.5;
  const height = cell ?? 11;
  const canvas = useRef<HTMLCanvasElement>(null);
  const palette = usePalette();
  const ratio = usePixelRatio();
  const total = Number(scene.total);
  const size = { width: Math.min(columns, total) * width, height: Math.ceil(total / columns) * height };
  useEffect(() => {
    const context = canvas.current?.getContext('2d');
    if (!context) return;
    context.setTransform(ratio, 0, 0, ratio, 0, 0);
    context.clearRect(0, 0, size.width, size.height);
    for (let offset = 0; offset < total; offset++) {
      const rect = { x: (offset % columns) * width, y: Math.floor(offset / columns) * height, width: width - 1, height: height - 1 };
      paintCell(context, rect, shadeOf(scene, cellAt(scene, BigInt(offset))), false, palette);
    }
  }, [scene, palette, ratio, total, columns, width, height, size.width, size.height]);
  return (
    <canvas
      ref={canvas}
      role="img"
      aria-label={`${scene.inUse ?? 'unknown'} of ${scene.total} addresses in use`}
      width={Math.round(size.width * ratio)}
      height={Math.round(size.height * ratio)}
      style={{ ...size, display: 'block' }}
    />
  );
}
