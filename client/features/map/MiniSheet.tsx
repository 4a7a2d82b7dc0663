import { useEffect, useRef } from 'react';
import { paintCell } from '../../draw/paintSheet.ts';
import { cellAt, type Scene, shadeOf } from './scene.ts';
import { usePalette } from './usePalette.ts';
import { usePixelRatio } from './usePixelRatio.ts';

const columns = 32;
const width = 8.5;
const height = 11;

/** Up to 256 addresses in rows of 32, too small to point at: a glance before one zooms in. */
export function MiniSheet({ scene }: { scene: Scene }) {
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
  }, [scene, palette, ratio, total, size.width, size.height]);
  return (
    <canvas
      ref={canvas}
      role="img"
      aria-label={`${scene.inUse} of ${scene.total} addresses in use`}
      width={Math.round(size.width * ratio)}
      height={Math.round(size.height * ratio)}
      style={{ ...size, display: 'block' }}
    />
  );
}
