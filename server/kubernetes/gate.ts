/** Lets one through at a time, in the order they came: big kinds are read one after the other, not to flood the API server. */
export class Gate {
  #tail: Promise<void> = Promise.resolve();

  /** Resolves, once it is our turn, to the way out (which may be called more than once); rejects with the signal's reason. */
  async enter(signal: AbortSignal): Promise<() => void> {
    let leave = () => {};
    const before = this.#tail;
    const gone = new Promise<void>((resolve) => {
      leave = resolve;
    });
    this.#tail = before.then(() => gone);
    let stop = () => {};
    const stopped = new Promise<never>((_, reject) => {
      stop = () => reject(signal.reason);
      if (signal.aborted) stop();
      else signal.addEventListener('abort', stop, { once: true });
    });
    try {
      await Promise.race([before, stopped]);
    } catch (error) {
      leave();
      throw error;
    } finally {
      signal.removeEventListener('abort', stop);
    }
    return leave;
  }
}
