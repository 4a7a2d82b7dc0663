import { type Draw, faultMix } from './faultMix.ts';
import type { Fault, Heal, Stage } from './faults.ts';

/** Plays faults, one every few seconds, some of them at the same time. */
export interface Player {
  /** Goes on with the mix where it stopped. */
  resume(): void;
  /** No more faults, and those under way are ended. Resolves when the API server is as it should be. */
  heal(): Promise<void>;
  /** Faults so far. */
  readonly played: number;
  /** How often each was played. */
  readonly counts: ReadonlyMap<string, number>;
  /** The last few, the latest last: what they were and when. */
  readonly lately: readonly string[];
}

const remembered = 12;

/** Errors of a fault itself go to onError: the soak would otherwise be of less than it says. */
export function startPlayer(
  seed: number,
  faults: Readonly<Record<string, Fault>>,
  stage: Stage,
  elapsed: () => string,
  onError: (error: unknown) => void,
): Player {
  const mix = faultMix(seed, Object.fromEntries(Object.entries(faults).map(([name, { weight }]) => [name, weight])));
  const active = new Map<string, { readonly heal: Heal; readonly timer: NodeJS.Timeout }>();
  const healing = new Set<Promise<void>>();
  const counts = new Map<string, number>();
  const lately: string[] = [];
  let played = 0;
  let next: NodeJS.Timeout | undefined;

  const end = (name: string) => {
    const fault = active.get(name);
    if (!fault) return;
    active.delete(name);
    clearTimeout(fault.timer);
    const done = Promise.try(fault.heal)
      .catch(onError)
      .finally(() => healing.delete(done));
    healing.add(done);
  };
  const play = (draw: Draw) => {
    const fault = faults[draw.name];
    // One of a name at a time: two restarts would meet on one port.
    if (!fault || active.has(draw.name)) return;
    try {
      const heal = fault.play(stage, draw);
      active.set(draw.name, { heal, timer: setTimeout(() => end(draw.name), draw.lasts) });
      played += 1;
      counts.set(draw.name, (counts.get(draw.name) ?? 0) + 1);
      lately.push(`${elapsed()} ${draw.name} (${draw.kind}, ${draw.lasts} ms, ${draw.amount.toFixed(3)})`);
      if (lately.length > remembered) lately.shift();
    } catch (error) {
      onError(error);
    }
  };
  const schedule = () => {
    const draw = mix.next().value;
    next = setTimeout(() => {
      play(draw);
      schedule();
    }, draw.after);
  };
  return {
    resume() {
      if (next === undefined) schedule();
    },
    async heal() {
      clearTimeout(next);
      next = undefined;
      for (const name of active.keys()) end(name);
      await Promise.all(healing);
    },
    get played() {
      return played;
    },
    counts,
    lately,
  };
}
