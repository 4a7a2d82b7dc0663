import { abortable } from './abortable.ts';

/** Lets one through at a time, in the order they came: big kinds are read one after the other, not to flood the API server. */
export class Gate {
  #tail: Promise<void> = Promise.resolve();

  /** Resolves, once it is our turn, to the way out (which may be taken more than once); throws the signal's reason. */
  async enter(signal: AbortSignal): Promise<() => void> {
    const before = this.#tail;
    const { promise: gone, resolve: leave } = Promise.withResolvers<void>();
    this.#tail = before.then(() => gone);
    try {
      await abortable(before, signal);
    } catch (error) {
      leave(); // those behind must not wait for one who left the queue
      throw error;
    }
    return leave;
  }
}
