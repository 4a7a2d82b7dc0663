import '../../client/theme/fonts.css';
import '../../client/theme/tokens.css';
import { readPalette } from '../../client/draw/palette.ts';
import { scenes } from './scenes.ts';

/** Runs in the browser: paints the scene that the address names, "#NAME-THEME", once the letters are there. */
const [, name = '', theme = ''] = /^#(.+)-(light|dark)$/.exec(location.hash) ?? [];
document.documentElement.dataset.theme = theme;
document.body.style.background = 'var(--surface)';
const style = getComputedStyle(document.documentElement);
const palette = readPalette((token) => style.getPropertyValue(token).trim());
await Promise.all(
  [400, 500, 600].flatMap((weight) => [palette.sans, palette.mono].map((family) => document.fonts.load(`${weight} 11px ${family}`))),
);
const scene = scenes.find((one) => one.name === name);
const canvas = document.createElement('canvas');
const context = canvas.getContext('2d');
if (!scene || !context) throw new Error(`there is no scene ${name}`);
canvas.width = scene.width;
canvas.height = scene.height;
scene.paint(context, palette);
document.body.append(canvas);
