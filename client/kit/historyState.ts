import type { HistoryStatus } from '../../shared/wire/history.ts';
import { formatMoment } from './formatDate.ts';

/** What is wrong with the history, in words. */
export interface HistoryTrouble {
  /** "The history has not been written since 27 Nov 08:12." */
  readonly title: string;
  /** What is old for it, and what can still be asked. */
  readonly means: string;
  /** What a person can do about it. */
  readonly todo: string;
}

/** How it stands with the history where it fails; undefined where it is written, or is about to be. `now` is the server's clock. */
export function historyTrouble(history: HistoryStatus, now: string): HistoryTrouble | undefined {
  const { state, until, answers, fault } = history;
  if (state === 'starting' || state === 'recording') return undefined;
  const last = until === null ? undefined : formatMoment(until, Date.parse(now));
  const means = answers
    ? `What is stored is still answered${last === undefined ? '' : `, up to ${last}`}: dates, growth and who held what are that old. Everything else is as it should be.`
    : 'Nothing of the past can be asked: no counts, nobody who held an address before. Dates and growth rest on when what is alive was made. Everything else is as it should be.';
  return {
    title:
      state === 'refused'
        ? 'The history is of a newer version, and left alone.'
        : last === undefined
          ? 'The history cannot be written.'
          : `The history has not been written since ${last}.`,
    means,
    todo: todos[fault ?? 'failed'](history),
  };
}

const todos: Record<NonNullable<HistoryStatus['fault']>, (history: HistoryStatus) => string> = {
  corrupt: () => 'It is opened anew by itself: what is broken is moved aside then, and a new history begins.',
  newer: ({ engine }) =>
    engine === 'postgresql'
      ? 'Start the newer version again, or give this one another database with --history.'
      : 'Start the newer version again, or give this one another folder with --data-dir.',
  full: () =>
    'Make room on the disk, or keep less with --history-days and --history-megabytes. It is tried again by itself, and what has happened meanwhile is made up for.',
  'read-only': ({ engine }) =>
    engine === 'postgresql'
      ? 'Give its account the right to make and write its tables, on a server that takes writes. It is tried again by itself.'
      : 'Let the account that runs Cidrscape write there, or give it another folder with --data-dir. It is tried again by itself.',
  gone: () =>
    'See that the database runs and can be reached from here. It is tried again by itself, and what has happened meanwhile is made up for.',
  failed: ({ engine }) =>
    engine === 'postgresql'
      ? 'See that --history has the user, the password and the database as they are there. It is tried again by itself; the log of Cidrscape says more.'
      : 'See that there can be such a folder, or give it another one with --data-dir. It is tried again by itself; the log of Cidrscape says more.',
};

/** What it lies in, in words. */
export const engineWords: Record<HistoryStatus['engine'], string> = {
  sqlite: 'a file, by SQLite',
  memory: 'memory: it ends with Cidrscape',
  postgresql: 'PostgreSQL',
};

export const stateWords: Record<HistoryStatus['state'], string> = {
  starting: 'being opened',
  recording: 'written as things happen',
  failing: 'not written',
  refused: 'left alone',
};
