import { expect, test } from 'vitest';
import { knownWords, sinceWords } from './historyWords.ts';

const at = (text: string) => new Date(text).toISOString();
const now = new Date('2026-11-27T12:00:00').getTime();

test('how far back it is known, and no further', () => {
  const since = at('2026-11-02T11:25:00');
  expect(sinceWords({ since }, now)).toBe('since 2 Nov 11:25');
  expect(sinceWords({ since: null }, now)).toBe('nobody knows since when');
  expect(knownWords({ since, until: null }, now)).toBe('Known since 2 Nov 11:25: before that nothing is known.');
});

test('where it cannot be written it ends before now', () => {
  const words = knownWords({ since: at('2026-11-02T11:25:00'), until: at('2026-11-27T08:12:00') }, now);
  expect(words).toContain('cannot be written at present: what happened after 27 Nov 08:12 is not in here');
});
