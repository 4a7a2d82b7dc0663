import { Backoff } from './backoff.ts';
import { wait } from './clock.ts';
import { getWhole } from './exchange.ts';
import { asFailure, Failure } from './failure.ts';
import type { Served } from './served.ts';
import type { Surroundings } from './surroundings.ts';
import { elements, fields, word } from './unchecked.ts';

const every = 65_000; // up to a quarter more by jitter: at most 56 rounds an hour
const rotation = 5; // in every so many rounds one version is looked at again, though nothing speaks for it: at most 12 an hour
const young = 3; // rounds in which a version that came or changed is looked at again: an operator makes its kinds one after the other
const bounds = { bytes: 16 * 1024 * 1024, milliseconds: 60_000 };

/** Who hears of what is served. Rounds wait for it. */
export interface DiscoveryListener {
  found(served: Served): Promise<void>;
  /** The round told nothing: what was known before still stands. */
  failed(failure: Failure): void;
  /** Versions whose kinds were missed where they were said to be. */
  doubted(): ReadonlySet<string>;
}

/**
 * Which kinds of some groups the server has, asked again and again: /apis names groups and versions, /apis/GROUP/VERSION the kinds of
 * one. Ends by the signal alone. A version that is forbidden or broken is named as such; the others are told all the same.
 */
export class Discovery {
  readonly #interest: ReadonlyMap<string, readonly string[]>;
  readonly #around: Pick<Surroundings, 'connection' | 'clock' | 'random' | 'log'>;
  readonly #listener: DiscoveryListener;
  readonly #signal: AbortSignal;
  readonly #known = new Map<string, ReadonlySet<string> | Failure>(); // "group/version" → plurals
  readonly #youth = new Map<string, number>(); // "group/version" → rounds for which it is still young
  #versions = new Map<string, string>(); // group → all its versions in one text
  #rounds = 0;
  #turn = 0;

  /** interest: the groups, with those of their versions that can be read; none where only the group's presence counts. */
  constructor(
    interest: ReadonlyMap<string, readonly string[]>,
    around: Pick<Surroundings, 'connection' | 'clock' | 'random' | 'log'>,
    listener: DiscoveryListener,
    signal: AbortSignal,
  ) {
    this.#interest = interest;
    this.#around = around;
    this.#listener = listener;
    this.#signal = signal;
  }

  /** Runs until the signal comes, then resolves. */
  async run(): Promise<void> {
    const { clock, random, log } = this.#around;
    const backoff = new Backoff(clock, random);
    while (!this.#signal.aborted) {
      let delay = every * (1 + random() / 4);
      try {
        await this.#listener.found(await this.#look());
        this.#rounds += 1;
      } catch (error) {
        if (this.#signal.aborted) return;
        const failure = asFailure(error);
        log.warn({ code: failure.code }, `which kinds there are is not known: ${failure.message}`);
        this.#listener.failed(failure);
        // At first the page waits for this answer; later it is no hurry.
        if (this.#rounds === 0 && failure.code !== 'forbidden') delay = backoff.next();
        delay = Math.max(delay, failure.retryAfter ?? 0);
      }
      try {
        await wait(clock, delay, this.#signal);
      } catch {
        return; // only the signal ends a wait early
      }
    }
  }

  async #look(): Promise<Served> {
    const groups = await this.#groups();
    const present = [...groups].flatMap(([group, versions]) =>
      (this.#interest.get(group) ?? []).filter((version) => versions.includes(version)).map((version) => `${group}/${version}`),
    );
    this.#noteChanges(groups, present);
    for (const version of this.#toAsk(present)) {
      try {
        this.#known.set(version, await this.#pluralsOf(version));
      } catch (error) {
        this.#signal.throwIfAborted();
        // What was once known stands until something else is.
        if (!(this.#known.get(version) instanceof Set)) this.#known.set(version, asFailure(error));
      }
    }
    for (const version of this.#known.keys()) if (!present.includes(version)) this.#known.delete(version);
    return { groups: new Set(groups.keys()), versions: this.#known };
  }

  #noteChanges(groups: ReadonlyMap<string, readonly string[]>, present: readonly string[]): void {
    const now = new Map([...groups].map(([group, versions]) => [group, versions.join(' ')]));
    for (const version of present) {
      const group = version.slice(0, version.lastIndexOf('/'));
      if (this.#versions.get(group) !== now.get(group)) this.#youth.set(version, young + 1);
    }
    this.#versions = now;
  }

  /** The versions to look into in this round. */
  #toAsk(present: readonly string[]): ReadonlySet<string> {
    const doubted = this.#listener.doubted();
    const ask = new Set(present.filter((version) => !(this.#known.get(version) instanceof Set) || doubted.has(version)));
    for (const version of present) {
      const left = this.#youth.get(version) ?? 0;
      if (left > 0) ask.add(version);
      if (left > 1) this.#youth.set(version, left - 1);
      else this.#youth.delete(version);
    }
    if (this.#rounds % rotation === rotation - 1) {
      const next = present[this.#turn % present.length];
      this.#turn += 1;
      if (next !== undefined) ask.add(next);
    }
    return ask;
  }

  async #groups(): Promise<ReadonlyMap<string, readonly string[]>> {
    const list = await this.#get('/apis');
    if (list.kind !== 'APIGroupList') throw new Failure('malformed', `/apis is a ${word(list.kind) || 'nameless thing'}, no APIGroupList`);
    const groups = elements(list.groups)
      .map(fields)
      .filter(({ name }) => this.#interest.has(word(name)));
    return new Map(
      groups.map(({ name, versions }) => [word(name), elements(versions).map((version) => word(fields(version).version))] as const),
    );
  }

  async #pluralsOf(version: string): Promise<ReadonlySet<string>> {
    try {
      const list = await this.#get(`/apis/${version}`);
      if (list.kind !== 'APIResourceList') throw new Failure('malformed', `/apis/${version} is no APIResourceList`);
      return new Set(elements(list.resources).map((each) => word(fields(each).name)));
    } catch (error) {
      // It went between the two questions.
      if (error instanceof Failure && error.code === 'not-served') return new Set();
      throw error;
    }
  }

  async #get(path: string) {
    const { connection, clock } = this.#around;
    const { body } = await getWhole({ connection, clock, path, accept: 'application/json' }, this.#signal, bounds);
    try {
      return fields(JSON.parse(body.toString('utf8')));
    } catch (error) {
      throw new Failure('malformed', `${path} is no JSON`, { cause: error });
    }
  }
}
