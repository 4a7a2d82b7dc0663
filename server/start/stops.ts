/** Everything that was started, as what stops it: run once, the youngest first, one after the other. */
export class Stops {
  readonly #stops: (() => unknown)[] = [];
  readonly #abort = new AbortController();

  /** Aborted as soon as the end begins. */
  get signal(): AbortSignal {
    return this.#abort.signal;
  }

  /** What is added after the end has begun is stopped on the spot. */
  add(stop: () => unknown): void {
    if (this.signal.aborted) void attempt(stop);
    else this.#stops.push(stop);
  }

  /** Resolves when all have stopped, or after so many milliseconds. */
  async run(milliseconds: number): Promise<void> {
    if (this.signal.aborted) return;
    this.#abort.abort();
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<void>((resolve) => {
      timer = setTimeout(resolve, milliseconds);
    });
    await Promise.race([this.#each(), late]);
    clearTimeout(timer);
  }

  async #each(): Promise<void> {
    for (const stop of this.#stops.reverse()) await attempt(stop);
  }
}

/** One that fails must not keep the others from stopping; the process is about to end. */
async function attempt(stop: () => unknown): Promise<void> {
  try {
    await stop();
  } catch {
    // nothing is left to be done about it
  }
}
