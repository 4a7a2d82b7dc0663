import { expect, test } from 'vitest';
import { isMissingPart } from './isMissingPart.ts';

test('what browsers and Vite say of a part that could not be fetched', () => {
  expect(isMissingPart(new TypeError('Failed to fetch dynamically imported module: http://h/assets/route-1.js'))).toBe(true);
  expect(isMissingPart(new TypeError('error loading dynamically imported module: http://h/assets/route-1.js'))).toBe(true);
  expect(isMissingPart(new TypeError('Importing a module script failed.'))).toBe(true);
  expect(isMissingPart(new Error('Unable to preload CSS for /assets/route-1.css'))).toBe(true);
});

test('an error of a view is one of its own', () => {
  expect(isMissingPart(new TypeError("Cannot read properties of undefined (reading 'map')"))).toBe(false);
  expect(isMissingPart('dynamically imported module')).toBe(false);
});
