import type { Clock } from '../kubernetes/clock.ts';
import type { Connection } from '../kubernetes/connection.ts';

const again = 5_000; // milliseconds after a failure
const refresh = 600_000; // and after an answer: a control plane is upgraded under us

/** Keeps asking for the API server's version; null until it has answered once. */
export function followVersion(
  connection: Pick<Connection, 'version'>,
  clock: Pick<Clock, 'timer'>,
): { current(): string | null; stop(): void } {
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
  void ask();
  return {
    current: () => version,
    stop() {
      stopped = true;
      cancel?.();
    },
  };
}
