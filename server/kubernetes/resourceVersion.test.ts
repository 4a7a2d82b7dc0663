import { expect, test } from 'vitest';
import { liesBefore } from './resourceVersion.ts';

test.each([
  ['5', '957', true],
  ['957', '5', false],
  ['957', '957', false],
  ['99', '100', true],
  ['9007199254740992', '9007199254740993', true],
  ['9'.repeat(39), '9'.repeat(40), true],
  ['9'.repeat(40), `1${'0'.repeat(40)}`, false], // too long for a version
  [`0${'0'.repeat(40)}`, '5', false],
  ['', '5', false],
  ['5', '', false],
  ['a5', '957', false],
  ['5', '957a', false],
  ['5', 'a957', false],
  ['5 ', '957', false],
  ['-5', '957', false],
])('"%s" lies before "%s": %s', (one, other, expected) => expect(liesBefore(one, other)).toBe(expected));
