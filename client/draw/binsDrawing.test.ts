import { expect, test } from 'vitest';
import { binsDrawing } from './binsDrawing.ts';
import { readPalette } from './palette.ts';
import { recordingContext } from './recordingContext.ts';

test('bins stand as bars over the addresses of both ends, with their counts beside them', () => {
  const { context, calls } = recordingContext();
  const bins = { counts: [16, 0, 8], capacity: 16, family: 'IPv4', ends: ['10.96.0.16', '10.96.0.63'] } as const;
  const drawing = binsDrawing(bins, 340, 100);
  expect([drawing.width, drawing.height]).toEqual([340, 124]);
  drawing.paint(
    context,
    readPalette(() => '#123456'),
  );
  expect(calls.filter((call) => call.name === 'fillText').map((call) => call.args)).toEqual([
    ['0', 308, 100],
    ['8', 308, 50],
    ['16', 308, 0],
    ['10.96.0.16', 0, 116],
    ['10.96.0.63', 300, 116],
  ]);
  const rects = calls.filter((call) => call.name === 'fillRect').map((call) => call.args);
  expect(rects.slice(3, 6)).toEqual([
    [0, 0, 98, 100],
    [100, 100, 98, 0],
    [200, 50, 98, 50],
  ]);
});
