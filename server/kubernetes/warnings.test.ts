import { expect, test } from 'vitest';
import { Warnings } from './warnings.ts';

test('one text for each subject, the newest', () => {
  const warnings = new Warnings();
  expect(warnings.list()).toEqual([]);
  warnings.put('Pod', 'went back');
  warnings.put('Node', 'went back too');
  warnings.put('Pod', 'went back again');
  expect(warnings.list()).toEqual(['went back again', 'went back too']);
});
