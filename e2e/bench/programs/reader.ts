import { pino } from 'pino';
import { systemClock } from '../../../server/kubernetes/clock.ts';
import { loadConnection } from '../../../server/kubernetes/connection.ts';
import { startReading } from '../../../server/kubernetes/reading.ts';
import { Model } from '../../../server/model/model.ts';
import { kinds } from '../../../server/records/records.ts';
import { Store } from '../../../server/store/store.ts';
import { answering } from './answering.ts';
import { now } from './now.ts';

/** The product without its HTTP side: connection, reading, store and model. */
answering({
  /** Reads the cluster of a kubeconfig; returns when every kind that may be read is whole. */
  async read({ kubeconfig }: { readonly kubeconfig: string }): Promise<number> {
    const connection = loadConnection({ kubeconfig, product: 'cidrscape/bench' });
    if (!connection) throw new Error(`${kubeconfig} names no cluster`);
    const store = new Store(Date.now());
    const model = new Model(store, { clock: systemClock });
    startReading({ connection, store, log: pino({ level: 'silent' }) });
    await new Promise<void>((resolve) => {
      const look = () => {
        if (kinds.every((kind) => store.reading(kind).state !== 'syncing')) resolve();
      };
      store.subscribe(look);
      look();
    });
    model.overview(); // answers are made when they are asked for: one belongs to having read
    return now();
  },
});
