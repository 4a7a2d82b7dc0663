import type { HistoryQuestions } from '../history/answers.ts';

const refused = { refused: { code: 'history-unavailable', value: null, detail: 'This test has none.' } } as const;

/** For tests that are about something else. */
export const noHistory: HistoryQuestions = {
  pool: async () => refused,
  pools: async () => refused,
  address: async () => refused,
  map: async () => refused,
  mapAddresses: async () => refused,
  status: () => ({
    engine: 'memory',
    where: 'memory',
    state: 'starting',
    error: null,
    fault: null,
    note: null,
    since: null,
    tenanciesSince: null,
    until: null,
    answers: false,
    bytes: null,
  }),
};
