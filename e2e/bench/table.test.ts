import { expect, it } from 'vitest';
import { alone, bytes, compared, markdown, threeDigits } from './table.ts';

it.each([
  [0, '0'],
  [0.012345, '0.0123'],
  [1.2345, '1.23'],
  [12.345, '12.3'],
  [100, '100'],
  [123.45, '123'],
  [999.6, '1,000'],
  [1000, '1,000'],
  [614_123, '614,123'],
])('%d is written %s', (value, text) => {
  expect(threeDigits(value)).toBe(text);
});

it.each([
  [812, '0.812 kB'],
  [45_678, '45.7 kB'],
  [614_123_456, '614 MB'],
])('%d bytes are %s', (value, text) => {
  expect(bytes(value)).toBe(text);
});

it('a ratio that is within its target has no mark', () => {
  expect(compared('cold sync', 's', 6, 'bare download', 5, { most: 1.3 })).toMatchObject({
    figure: '6 s',
    beside: '5 s bare download',
    ratio: '1.20',
    target: '≤ 1.3',
    isMissed: false,
  });
});

it('a figure beyond its target is marked', () => {
  expect(alone('RSS', 'MB', 301, { mostFigure: 300 })).toMatchObject({ figure: '301 MB', target: '≤ 300 MB', isMissed: true });
});

it.each([
  [69.9, true],
  [70, false],
  [90, false],
  [90.1, true],
])('of 70 to 90 %%, %d is missed: %s', (figure, isMissed) => {
  expect(alone('covered', '%', figure, { leastFigure: 70, mostFigure: 90 })).toMatchObject({ target: '70 to 90 %', isMissed });
});

it('a figure with something beside it can have the target itself', () => {
  expect(compared('turn', 'ms', 60, 'at 1,500 pods', 80, { mostFigure: 50 })).toMatchObject({
    ratio: '0.75',
    target: '≤ 50 ms',
    isMissed: true,
  });
});

it('what could not be measured has missed its target', () => {
  expect(alone('RSS', 'MB', Number.NaN, { mostFigure: 300 }).isMissed).toBe(true);
});

it('rows become a Markdown table, one line each', () => {
  const text = markdown([alone('a|b', 'ms', 2, { mostFigure: 1, counts: '3 requests' }), compared('c', 'ms', 2, 'of d', 1)]);
  expect(text.split('\n')).toEqual([
    '| measured | figure | beside it | ratio | target |  | whatever the machine |',
    '| --- | ---: | ---: | ---: | ---: | --- | --- |',
    '| a\\|b | 2 ms |  |  | ≤ 1 ms | ✗ | 3 requests |',
    '| c | 2 ms | 1 ms of d | 2.00 |  |  |  |',
  ]);
});
