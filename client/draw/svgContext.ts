import { Context } from 'svgcanvas';

/** A context that the painters can paint on, and the SVG that comes of it. */
export interface SvgContext {
  readonly context: CanvasRenderingContext2D;
  /** The document, its lines in numbers of two digits behind the point: a hundredth of a pixel is not seen, and the file is half as long. */
  text(): string;
}

/**
 * An SVG that is painted like a canvas, by the library svgcanvas. Texts are ours: the library reads a font by setting a style attribute
 * on an element, which the content security policy refuses. So an empty rectangle is painted in a text's place, which takes its colour,
 * its transparency and its place in the groups, and a text element takes over from it.
 */
export function svgContext(width: number, height: number): SvgContext {
  const painted = new Context(width, height);
  const svg = painted.getSvg();
  svg.setAttribute('viewBox', `0 0 ${width} ${height}`);
  painted.fillText = (written: string, x: number, y: number) => {
    painted.fillRect(x, y, 0, 0);
    const stand = lastRect(svg);
    if (!stand) return;
    const element = document.createElementNS('http://www.w3.org/2000/svg', 'text');
    for (const name of ['fill', 'fill-opacity', 'opacity', 'transform']) {
      const value = stand.getAttribute(name);
      if (value !== null) element.setAttribute(name, value);
    }
    const { weight, size, family } = fontParts(painted.font);
    element.setAttribute('font-family', family);
    element.setAttribute('font-size', size);
    element.setAttribute('font-weight', weight);
    element.setAttribute('text-anchor', anchors[painted.textAlign] ?? 'start');
    element.setAttribute('dominant-baseline', painted.textBaseline === 'middle' ? 'central' : 'alphabetic');
    element.setAttribute('x', String(x));
    element.setAttribute('y', String(y));
    element.append(written);
    // The library goes on from where it painted last: the rectangle stays until the end.
    stand.after(element);
  };
  const text = () => {
    for (const stand of svg.querySelectorAll('rect[width="0"]')) stand.remove();
    for (const path of svg.querySelectorAll('path')) {
      path.setAttribute('d', rounded(path.getAttribute('d') ?? ''));
      // The order of fill and stroke, of a path that has only one of them.
      path.removeAttribute('paint-order');
    }
    return `<?xml version="1.0" encoding="UTF-8"?>\n${new XMLSerializer().serializeToString(svg)}\n`;
  };
  return { context: painted, text };
}

const anchors: Partial<Record<CanvasTextAlign, string>> = { left: 'start', right: 'end', center: 'middle' };

/** The last thing painted: the last child of the last child. */
function lastRect(root: Element): Element | null {
  let at: Element | null = root;
  while (at && at.tagName !== 'rect') at = at.lastElementChild;
  return at;
}

/** The parts of a font as the painters write it: "600 11px "JetBrains Mono", monospace". */
function fontParts(font: string): { weight: string; size: string; family: string } {
  const [, weight = '400', size = '11px', family = 'sans-serif'] = /^(\d+) (\S+) (.+)$/.exec(font) ?? [];
  return { weight, size, family };
}

function rounded(path: string): string {
  return path.replace(/-?\d+\.\d{3,}(e-\d+)?/g, (number) => String(Math.round(Number(number) * 100) / 100)).trim();
}
