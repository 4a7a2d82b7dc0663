declare module 'svgcanvas' {
  interface SvgCanvasContext extends CanvasRenderingContext2D {
    getSvg(): SVGSVGElement;
  }
  export const Context: new (width: number, height: number) => SvgCanvasContext;
}
