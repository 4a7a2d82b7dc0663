const token = /var\((--[\w-]+)\)/g;

/**
 * An SVG of the page as a file of its own: the theme's tokens are replaced by their values, and a ground is laid under it. `read` tells a
 * token's value. Everything in the picture is said in attributes, so that nothing else is needed.
 */
export function standaloneSvg(element: SVGSVGElement, read: (name: string) => string): string {
  const copy = element.cloneNode(true) as SVGSVGElement;
  const [, , width = '0', height = '0'] = (copy.getAttribute('viewBox') ?? '').split(' ');
  copy.removeAttribute('aria-hidden');
  copy.removeAttribute('class');
  copy.setAttribute('xmlns', 'http://www.w3.org/2000/svg');
  copy.setAttribute('width', width);
  copy.setAttribute('height', height);
  const ground = copy.ownerDocument.createElementNS('http://www.w3.org/2000/svg', 'rect');
  for (const [name, value] of Object.entries({ width, height, fill: 'var(--surface)' })) ground.setAttribute(name, value);
  copy.prepend(ground);
  for (const part of [copy, ...copy.querySelectorAll('*')]) {
    for (const { name, value } of [...part.attributes]) {
      if (name.startsWith('data-')) part.removeAttribute(name);
      else if (value.includes('var('))
        part.setAttribute(
          name,
          value.replace(token, (_, of: string) => read(of)),
        );
    }
  }
  return new XMLSerializer().serializeToString(copy);
}

/** The same as PNG, at so many dots a pixel. Throws where the browser cannot draw it. */
export async function pngOf(svg: string, scale = 2): Promise<Blob> {
  const image = new Image();
  // A data URL: the content security policy allows no blob here, and the browser taints no canvas with it.
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(svg)}`;
  await image.decode();
  const canvas = document.createElement('canvas');
  canvas.width = image.naturalWidth * scale;
  canvas.height = image.naturalHeight * scale;
  const context = canvas.getContext('2d');
  if (!context) throw new Error('This browser draws no pictures.');
  context.scale(scale, scale);
  context.drawImage(image, 0, 0);
  const blob = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, 'image/png'));
  if (!blob) throw new Error('The picture is too large for this browser.');
  return blob;
}
