import { coreKinds, type Kind, optionalKinds } from '../records/records.ts';
import type { Store } from '../store/store.ts';
import { type Clock, systemClock, wait } from './clock.ts';
import type { Connection } from './connection.ts';
import { Discovery } from './discovery.ts';
import { Failure } from './failure.ts';
import { Gate } from './gate.ts';
import { kindTable } from './kindTable.ts';
import { Reflector } from './reflector.ts';
import { groupVersion, type Resource } from './resource.ts';
import { placeOf, type Served } from './served.ts';
import type { Log, Surroundings } from './surroundings.ts';
import { Warnings } from './warnings.ts';
import { WatchLists } from './watchLists.ts';

const probeEvery = 180_000; // up to two minutes more by jitter

/** Kinds that every server has, and objects of such kinds, are read at once; the others where discovery finds them. */
const discovered: readonly Kind[] = optionalKinds.filter(
  (kind) => kindTable[kind].withGroup !== '' || kindTable[kind].resources[0].group !== '',
);
const certain: readonly Kind[] = [...coreKinds, ...optionalKinds.filter((kind) => !discovered.includes(kind))];

/** A cluster that is being read. */
export interface ClusterReading {
  /** Things worth knowing about the reading itself, such as a restored etcd: one line each. */
  warnings(): readonly string[];
  /** Where a kind is read, or would be looked for first. */
  resource(kind: Kind): Resource;
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
  const track = (task: Promise<void>): Promise<void> => {
    running.add(task);
    void task.finally(() => running.delete(task));
    return task;
  };
  const around: Surroundings = {
    connection,
    clock,
    random,
    log,
    warnings,
    gate: new Gate(),
    watchLists: new WatchLists(),
    suspectRewind: () => {
      for (const { reflector } of followed.values()) track(reflector.probe());
    },
  };
  const followed = new Map<Kind, Followed>();

  /** The reflector is the one that writes the kind's Reading, from here until its stop. */
  function follow(kind: Kind, resource: Resource): void {
    const end = new AbortController();
    const signal = AbortSignal.any([over.signal, end.signal]);
    const reflector = new Reflector(kindTable[kind], resource, store, around, signal);
    const done = Promise.all([track(reflector.run()), track(probeNowAndThen(reflector, signal))]);
    followed.set(kind, {
      reflector,
      resource,
      async stop() {
        end.abort(new Failure('ended', 'the kind is no longer read there'));
        await done;
        followed.delete(kind);
      },
    });
  }

  async function probeNowAndThen(reflector: Followed['reflector'], signal: AbortSignal): Promise<void> {
    while (!signal.aborted) {
      try {
        await wait(clock, probeEvery * (1 + random() * (2 / 3)), signal);
      } catch {
        return; // only the signal ends a wait early
      }
      await reflector.probe();
    }
  }

  async function settle(kind: Kind, served: Served): Promise<void> {
    const place = placeOf(kindTable[kind], served);
    const now = followed.get(kind);
    if (place instanceof Failure) notKnown(kind, place);
    else if (place === 'nowhere') {
      await now?.stop();
      if (now) log.debug({ kind }, `${kind} is no longer served`);
      store.replace(kind, []);
      store.setReading(kind, { state: 'not-served', connected: false, error: null });
    } else if (now?.resource !== place) {
      await now?.stop(); // what it held stays until it is read anew: another version serves the same objects
      if (!now) store.setReading(kind, { state: 'syncing', error: null });
      log.debug({ kind }, `${kind} is read as ${groupVersion(place)}`);
      follow(kind, place);
    }
  }

  /** Whether the server has the kind could not be asked. What was known of it before still stands. */
  function notKnown(kind: Kind, failure: Failure): void {
    const { state } = store.reading(kind);
    if (followed.has(kind) || state === 'not-served') return;
    store.setReading(kind, { state: failure.code === 'forbidden' ? 'forbidden' : 'syncing', error: failure.message });
  }

  const discovery = new Discovery(
    interest(),
    around,
    {
      async found(served) {
        for (const kind of discovered) {
          await settle(kind, served);
          over.signal.throwIfAborted();
        }
      },
      failed(failure) {
        for (const kind of discovered) notKnown(kind, failure);
      },
      doubted() {
        const missed = [...followed].filter(([kind]) => store.reading(kind).state === 'not-served');
        return new Set(missed.map(([, { resource }]) => groupVersion(resource)));
      },
    },
    over.signal,
  );

  for (const kind of certain) follow(kind, kindTable[kind].resources[0]);
  track(discovery.run());
  return {
    warnings: () => warnings.list(),
    resource: (kind) => followed.get(kind)?.resource ?? kindTable[kind].resources[0],
    async stop() {
      over.abort(new Error('the reading was stopped'));
      await Promise.all(running);
    },
  };
}

/** A kind that is being followed at a place. */
interface Followed {
  readonly reflector: { probe(): Promise<void> };
  readonly resource: Resource;
  stop(): Promise<void>;
}

/** The groups that discovery has to look for, with the versions in which there is something to read. */
function interest(): ReadonlyMap<string, readonly string[]> {
  const groups = new Map<string, Set<string>>();
  const versionsOf = (group: string): Set<string> => {
    const versions = groups.get(group) ?? new Set();
    groups.set(group, versions);
    return versions;
  };
  for (const kind of discovered) {
    const { resources, withGroup } = kindTable[kind];
    if (withGroup !== '') versionsOf(withGroup);
    else for (const { group, version } of resources) versionsOf(group).add(version);
  }
  return new Map([...groups].map(([group, versions]) => [group, [...versions]]));
}
