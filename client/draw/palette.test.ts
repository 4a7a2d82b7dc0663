import { describe, expect, test } from 'vitest';
import { contrast, readableOn, readPalette } from './palette.ts';

const light: Record<string, string> = {
  '--on-ramp-lo': '#1C2127',
  '--on-ramp-hi': '#FFFFFF',
  '--ramp-1': '#F5EEC5',
  '--ramp-2': '#C8BC81',
  '--ramp-3': '#878C8C',
  '--ramp-4': '#465C8D',
  '--ramp-5': '#193165',
  '--group-1': '#477579',
  '--group-2': '#e19b34',
  '--group-3': '#6331a0',
  '--group-4': '#b9c39f',
  '--group-5': '#826831',
  '--group-6': '#9dc5d7',
  '--group-7': '#5a3835',
  '--group-8': '#9a7fc8',
};
const dark: Record<string, string> = {
  '--on-ramp-lo': '#E8EAED',
  '--on-ramp-hi': '#14181D',
  '--ramp-1': '#1D2D59',
  '--ramp-2': '#415689',
  '--ramp-3': '#7F868B',
  '--ramp-4': '#BFB274',
  '--ramp-5': '#F8E67E',
  '--group-1': '#339e7c',
  '--group-2': '#cef034',
  '--group-3': '#9e64ee',
  '--group-4': '#768b09',
  '--group-5': '#e4d2b0',
  '--group-6': '#60d3ee',
  '--group-7': '#883836',
  '--group-8': '#415771',
};

describe('readPalette', () => {
  test('light: dark text up to the third step', () => {
    expect(readPalette((name) => light[name] ?? '').onRamp).toEqual({
      1: '#1C2127',
      2: '#1C2127',
      3: '#1C2127',
      4: '#FFFFFF',
      5: '#FFFFFF',
    });
  });
  test('dark: light text up to the second step', () => {
    expect(readPalette((name) => dark[name] ?? '').onRamp).toEqual({
      1: '#E8EAED',
      2: '#E8EAED',
      3: '#14181D',
      4: '#14181D',
      5: '#14181D',
    });
  });
  test('text on every step of both themes has at least 4.5 : 1', () => {
    for (const theme of [light, dark]) {
      const palette = readPalette((name) => theme[name] ?? '');
      for (const step of [1, 2, 3, 4, 5] as const) expect(contrast(palette.ramp[step], palette.onRamp[step])).toBeGreaterThanOrEqual(4.5);
    }
  });
  test('a letter on every group of both themes has at least 4.5 : 1', () => {
    for (const theme of [light, dark]) {
      const { groups, onGroups } = readPalette((name) => theme[name] ?? '');
      for (const k of [1, 2, 3, 4, 5, 6, 7, 8] as const)
        expect(contrast(groups[`group${k}`], onGroups[`group${k}`])).toBeGreaterThanOrEqual(4.5);
    }
  });
});

test('black on white has a contrast of 21', () => expect(contrast('#000000', '#ffffff')).toBeCloseTo(21, 5));
test('white reads better on blue, black on yellow', () => {
  expect(readableOn('#193165', '#000000', '#ffffff')).toBe('#ffffff');
  expect(readableOn('#F5EEC5', '#000000', '#ffffff')).toBe('#000000');
});
