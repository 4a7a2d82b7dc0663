import { setImmediate as turn } from 'node:timers/promises';
import { Model } from '../../../server/model/model.ts';
import { kinds } from '../../../server/records/records.ts';
import { type Edit, Store } from '../../../server/store/store.ts';
import { type Population, recordsOf } from '../population.ts';
import { answering } from './answering.ts';

const atOnce = 500; // records, as the pieces of a stream bring them

let kept: Model | undefined; // or it would be collected before it is weighed

/** A store and a model in a process of their own, filled with records as they are made. */
answering({
  /** Milliseconds that it took, the making of the records included. */
  async fill(population: Population): Promise<number> {
    const from = performance.now();
    const store = new Store(1);
    kept = new Model(store);
    for (const kind of kinds) store.setReading(kind, { state: 'syncing' });
    let batch: Edit[] = [];
    for (const put of recordsOf(population)) {
      batch.push({ put });
      if (batch.length < atOnce) continue;
      store.apply(batch);
      batch = [];
      await turn();
    }
    store.apply(batch);
    for (const kind of kinds) store.setReading(kind, { state: 'synced' });
    kept.overview();
    return performance.now() - from;
  },
  overview: () => kept?.overview(),
});
