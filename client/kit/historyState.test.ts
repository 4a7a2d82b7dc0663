import { expect, test } from 'vitest';
import type { HistoryStatus } from '../../shared/wire/history.ts';
import { historyTrouble } from './historyState.ts';

/** The reader's own zone, whichever that is here. */
const at = (text: string) => new Date(text).toISOString();
const now = at('2026-11-27T12:00:00');
const history = (rest: Partial<HistoryStatus>): HistoryStatus => ({
  engine: 'sqlite',
  where: '/data/history.db',
  state: 'failing',
  error: 'it says why',
  fault: 'failed',
  note: null,
  since: at('2026-10-01T00:00:00'),
  tenanciesSince: null,
  until: at('2026-11-27T08:12:00'),
  answers: true,
  bytes: 1,
  ...rest,
});
const trouble = (rest: Partial<HistoryStatus>) => historyTrouble(history(rest), now);

test('a history that is written, or about to be opened, is no trouble', () => {
  expect(trouble({ state: 'recording', error: null, fault: null })).toBeUndefined();
  expect(trouble({ state: 'starting', error: null, fault: null })).toBeUndefined();
});

test('where it cannot be written it says since when, what that makes old, and what to do', () => {
  expect(trouble({ fault: 'read-only' })).toEqual({
    title: 'The history has not been written since 27 Nov 08:12.',
    means:
      'What is stored is still answered, up to 27 Nov 08:12: dates, growth and who held what are that old. Everything else is as it should be.',
    todo: 'Let the account that runs Cidrscape write there, or give it another folder with --data-dir. It is tried again by itself.',
  });
  expect(trouble({ fault: 'full' })?.todo).toContain('--history-megabytes');
  expect(trouble({ fault: 'gone', engine: 'postgresql' })?.todo).toContain('the database runs');
  expect(trouble({ fault: 'read-only', engine: 'postgresql' })?.todo).toContain('make and write its tables');
});

test('where nothing was written yet no moment is named', () => {
  expect(trouble({ until: null, answers: false })).toMatchObject({
    title: 'The history cannot be written.',
    means:
      'Nothing of the past can be asked: no counts, nobody who held an address before. Dates and growth rest on when what is alive was made. Everything else is as it should be.',
    todo: expect.stringContaining('--data-dir'),
  });
  expect(trouble({ until: null, answers: false, engine: 'postgresql' })?.todo).toContain('the password');
});

test('one of a newer version is left alone', () => {
  expect(trouble({ state: 'refused', fault: 'newer', answers: false })).toMatchObject({
    title: 'The history is of a newer version, and left alone.',
    todo: expect.stringContaining('--data-dir'),
  });
  expect(trouble({ state: 'refused', fault: 'newer', engine: 'postgresql' })?.todo).toContain('--history');
});
