import type { Mark } from '../../../shared/wire/history.ts';

/** Why not everything of a time is known. */
export const markWords: Readonly<Record<Mark['kind'], string>> = {
  restart: 'Cidrscape was not there',
  unreachable: 'the API server told nothing',
  'not-written': 'the history could not be written',
  asleep: 'Cidrscape was stopped or asleep',
  'clock-jump': 'the clock jumped',
};
