import { cpSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { type ControlPlane, startControlPlane } from './controlPlane.ts';
import { untilThere } from './until.ts';

/** A control plane that can be taken down and comes up again: at the same address, on what it had stored, with another admin's token. */
export interface Mortal {
  readonly kubeconfig: string;
  /**
   * Kills every process of it at once (SIGKILL), does the act, and starts it again whatever became of the act; resolves when it is
   * ready. Throws where it does not start.
   */
  down(act: () => Promise<void>): Promise<void>;
  /** Copies what etcd has stored aside, while all is down. */
  save(): void;
  /** Puts the copy back, while all is down: etcd restored from a backup. */
  restore(): void;
  /** Ends what was started here; the first one belongs to whoever started it. */
  stop(): Promise<void>;
}

/** Takes over the one with this pid, which was started by `program` on the folder of the kubeconfig. */
export function mortal(parts: {
  readonly program: string;
  readonly shapeFile: string;
  readonly kubeconfig: string;
  readonly server: string;
  readonly pid: number;
  readonly abort: AbortSignal;
}): Mortal {
  const { program, shapeFile, kubeconfig, server, pid, abort } = parts;
  const folder = dirname(kubeconfig);
  const [data, copy] = [join(folder, 'etcd-data'), join(folder, 'etcd-copy')];
  let current: ControlPlane | undefined;
  return {
    kubeconfig,
    async down(act) {
      const going = current?.pid ?? pid;
      current = undefined;
      process.kill(going, 'SIGKILL');
      await untilThere('the control plane to be gone', async () => (isThere(going) ? undefined : true));
      try {
        await act();
      } finally {
        current = await startControlPlane(program, shapeFile, folder, abort, new URL(server).port);
      }
      if (!current) throw new Error('the control plane did not start again');
    },
    save() {
      cpSync(data, copy, { recursive: true });
    },
    restore() {
      rmSync(data, { recursive: true });
      cpSync(copy, data, { recursive: true });
    },
    stop: async () => current?.stop(),
  };
}

function isThere(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}
