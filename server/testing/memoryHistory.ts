import { pino } from 'pino';
import { type HistoryQuestions, historyAnswers } from '../history/answers.ts';
import type { HistoryStore } from '../history/history.ts';
import { historyAt } from '../history/historyAt.ts';
import { Recorder } from '../history/recorder.ts';
import { Model } from '../model/model.ts';
import type { Store } from '../store/store.ts';
import { noon } from './serve.ts';

/** For tests: a history in memory that has looked at a store once, at noon. */
export async function memoryHistory(
  store: Store,
): Promise<{ readonly questions: HistoryQuestions; readonly history: HistoryStore; stop(): Promise<void> }> {
  const model = new Model(store);
  const history = historyAt('memory', () => noon);
  const recorder = new Recorder({
    store,
    pools: () => model.pools({ limit: 1000 }).items,
    history,
    clock: { now: () => noon, elapsed: () => 0, timer: () => () => {} },
    log: pino({ level: 'silent' }),
    identity: () => 'uid',
    kept: { tenancies: 30 * 86_400_000, bytes: 1e9 },
  });
  await recorder.settle();
  const isPool = (id: string) => model.pool(id, { limit: 1 }) !== undefined;
  return {
    questions: historyAnswers({ history, recorder, isPool, store, model, now: () => noon }),
    history,
    async stop() {
      await recorder.stop();
      model.stop();
    },
  };
}
