import { expect, test } from 'vitest';
import { historyText } from './historyPlace.ts';

const file = { engine: 'sqlite', where: '/data/history.db' } as const;

test.each([
  [file, { state: 'starting', error: null }, 'in /data/history.db'],
  [file, { state: 'recording', error: null }, 'in /data/history.db'],
  [{ engine: 'memory', where: 'memory' }, { state: 'recording', error: null }, 'in memory: it ends with this program'],
  [file, { state: 'failing', error: '/data cannot be made: EACCES' }, 'not kept: /data cannot be made: EACCES; it is tried again'],
  [file, { state: 'refused', error: 'a newer version wrote it' }, 'not kept: a newer version wrote it'],
] as const)('%j, which is %j: the terminal says where it is kept, or why it is not', (place, state, text) => {
  expect(historyText(place, state)).toBe(text);
});
