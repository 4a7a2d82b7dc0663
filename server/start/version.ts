import type { Clock } from '../kubernetes/clock.ts';
import type { Connection } from '../kubernetes/connection.ts';

const again = 5_000; // milliseconds after a failure
const refresh = 600_000; // and after an answer: a control plane is upgraded under us

export interface VersionAsked {
  /** Null until the API server has answered once. */
  current(): string | null;
  /** Resolves when it has answered, or failed to, for the first time. */
  readonly asked: Promise<void>;
  stop(): void;
}

/** Keeps asking for the API server's version. */
export function followVersion(connection: Pick<Connection, 'version'>, clock: Pick<Clock, 'timer'>): VersionAsked {
  let version: string | null = null;
  let cancel: (() => void) | undefined;
  let stopped = false;
  const ask = async () => {
    let wait = refresh;
    try {
      version = await connection.version();
    } catch {
      wait = again; // why it does not answer is told by the reading of each kind
    }
    if (!stopped) cancel = clock.timer(wait, () => void ask());
  };
  return {
    current: () => version,
    asked: ask(),
    stop() {
      stopped = true;
      cancel?.();
    },
  };
}
