import { expect, test } from 'vitest';
import { isLoopback } from './loopback.ts';

test.each([
  ['127.0.0.1', true],
  ['127.255.255.255', true],
  ['::1', true],
  ['0:0:0:0:0:0:0:1', true],
  ['::ffff:127.0.0.1', true],
  ['0.0.0.0', false],
  ['::', false],
  ['128.0.0.1', false],
  ['::2', false],
  ['::127.0.0.1', false],
  ['::ffff:10.0.0.1', false],
  ['localhost', false],
  ['', false],
])('%j is loopback: %s', (text, expected) => expect(isLoopback(text)).toBe(expected));
