import type { Palette } from '../../client/draw/palette.ts';

/** A picture of the gallery: fixed data, painted on a context scaled to CSS pixels, in the colours of a theme. */
export interface Scene {
  /** The picture's file is named NAME-THEME.png. */
  readonly name: string;
  readonly width: number;
  readonly height: number;
  readonly paint: (context: CanvasRenderingContext2D, palette: Palette) => void;
}
