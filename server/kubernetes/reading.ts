import { kinds } from '../records/records.ts';
import type { Store } from '../store/store.ts';
import { type Clock, systemClock, wait } from './clock.ts';
import type { Connection } from './connection.ts';
import { Gate } from './gate.ts';
import { kindTable } from './kindTable.ts';
import { Reflector } from './reflector.ts';
import type { Log, Surroundings } from './surroundings.ts';
import { Warnings } from './warnings.ts';

const probeEvery = 180_000; // up to two minutes more by jitter

/** A cluster that is being read. */
export interface ClusterReading {
  /** Things worth knowing about the reading itself, such as a restored etcd: one line each. */
  warnings(): readonly string[];
  /** Ends every request; resolves when nothing is open any more. The connection stays its owner's to close. */
  stop(): Promise<void>;
}

/**
 * Reads every kind into the store and keeps it true, until stopped. Returns at once; how it goes is in the store's readings.
 * Nothing that the cluster does makes it throw or end.
 */
export function startReading(options: {
  readonly connection: Connection;
  readonly store: Store;
  readonly log: Log;
  readonly clock?: Clock;
  readonly random?: () => number;
}): ClusterReading {
  const { connection, store, log, clock = systemClock, random = Math.random } = options;
  const over = new AbortController();
  const warnings = new Warnings();
  const running = new Set<Promise<void>>();
  const track = (task: Promise<void>) => {
    running.add(task);
    void task.finally(() => running.delete(task));
  };
  const around: Surroundings = {
    connection,
    clock,
    random,
    log,
    warnings,
    gate: new Gate(),
    server: { watchList: true },
    suspectRewind: () => {
      for (const reflector of reflectors) track(reflector.probe());
    },
  };
  const reflectors = kinds.map((kind) => new Reflector(kindTable[kind], store, around, over.signal));

  async function probeNowAndThen(reflector: (typeof reflectors)[number]): Promise<void> {
    while (!over.signal.aborted) {
      try {
        await wait(clock, probeEvery * (1 + random() * (2 / 3)), over.signal);
      } catch {
        return; // only the signal ends a wait early
      }
      await reflector.probe();
    }
  }

  for (const reflector of reflectors) {
    track(reflector.run());
    track(probeNowAndThen(reflector));
  }
  return {
    warnings: () => warnings.list(),
    async stop() {
      over.abort(new Error('the reading was stopped'));
      await Promise.all(running);
    },
  };
}
