import { expect, test } from 'vitest';
import { cidr } from './answersForTests.ts';
import { dotSize, labelRoom, measureFor, wholeDotsPitch } from './measures.ts';

const sheet = { rows: [{ y: 0, first: 0n }] };
const axis = (shared: string, own: string) => ({ corner: '/60', row: () => ({ shared, own }) });

test('shared digits have room where they fit, and are left out where they do not', () => {
  expect(labelRoom(axis('fd00:244:0:', '1x'), sheet, 130, 40)).toBe(100);
  expect(labelRoom(axis('fd00:244:0:12:34:56:', '1x'), sheet, 130, 40)).toBe(40);
});
test('cells are largest where all of them are drawn', () => {
  expect(measureFor(692, false, false, 'blocks', 40, 16).maxPitch).toBe(40.5);
  expect(measureFor(692, false, true, 'blocks', 40, 4).maxPitch).toBe(34);
  expect(measureFor(692, false, true, 'addresses', 40, 48).maxPitch).toBe(26);
});
test('addresses inside cells are of whole pixels where there is room for one', () => {
  const scene = { range: cidr('10.244.0.0/16'), cellPrefix: 24 };
  expect(wholeDotsPitch(35.5, 2, scene)).toBe(34);
  expect(wholeDotsPitch(50, 2, scene)).toBe(50);
  expect(wholeDotsPitch(17.5, 2, scene)).toBe(17.5);
});
test('an address is a sixteenth of a /24 wide', () => {
  const scene = { range: cidr('10.244.0.0/16'), cellPrefix: 24 };
  expect(dotSize({ pitch: 34, gap: 2 }, scene)).toBe(2);
  expect(dotSize({ pitch: 20, gap: 2 }, scene)).toBe(1.125);
});
