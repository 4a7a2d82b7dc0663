import { expect, test } from 'vitest';
import { severityWord } from './severityWords.ts';

test('a severity in the words that stand behind its count', () => {
  expect([severityWord('critical', 2), severityWord('warning', 1), severityWord('warning', 3), severityWord('info', 4)]).toEqual([
    'critical',
    'warning',
    'warnings',
    'worth knowing',
  ]);
});
