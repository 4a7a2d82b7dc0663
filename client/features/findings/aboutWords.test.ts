import { expect, test } from 'vitest';
import { aboutWords } from './aboutWords.ts';

const web = { kind: 'Service', namespace: 'shop', name: 'web' };

test('the first object stands for all, with how many more there are', () => {
  expect(aboutWords({ objects: [web], more: 0, address: null })).toBe('shop/web');
  expect(aboutWords({ objects: [web, { kind: 'Node', name: 'worker-0' }], more: 1200, address: null })).toBe('shop/web +1,201');
});

test('without an object it is the address, or nothing', () => {
  expect(aboutWords({ objects: [], more: 0, address: '10.96.0.7' })).toBe('10.96.0.7');
  expect(aboutWords({ objects: [], more: 0, address: null })).toBe('');
});
