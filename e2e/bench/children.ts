import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

/** A program of ours that runs, and answers (answering.ts). */
export interface Child {
  readonly pid: number;
  /** What it answers; throws what it throws, and an Error with what it has printed where it ends instead. */
  ask<T>(question: string, detail?: unknown): Promise<T>;
  /** The first match in what it prints; throws where it ends instead. */
  printed(pattern: RegExp): Promise<string>;
  stop(): Promise<void>;
}

interface Answer {
  readonly id: number;
  readonly answer?: unknown;
  readonly error?: string;
}

const root = fileURLToPath(new URL('../..', import.meta.url));

/** Whatever was started and still runs. A killed bench leaves nothing behind either: each child ends with the channel to us. */
export class Children {
  readonly #running = new Set<Child>();

  /** program: its path from the root of the repository. */
  start(
    program: string,
    args: readonly string[] = [],
    execArgv: readonly string[] = [],
    environment: Readonly<Record<string, string>> = {},
  ): Child {
    const forked = fork(`${root}${program}`, args, {
      execArgv: [...execArgv],
      env: { ...process.env, ...environment },
      cwd: root,
      stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
      serialization: 'advanced',
      detached: true, // Ctrl-C goes to us, who stop them in order
    });
    const child = talking(forked, program);
    const stop = async () => {
      await child.stop();
      this.#running.delete(kept);
    };
    const kept = { ...child, stop };
    this.#running.add(kept);
    return kept;
  }

  async stop(): Promise<void> {
    await Promise.all([...this.#running].map((child) => child.stop()));
  }
}

function talking(process: ChildProcess, program: string): Child {
  let said = '';
  let isStopping = false;
  const listeners = new Set<() => void>();
  for (const stream of [process.stdout, process.stderr]) {
    stream?.setEncoding('utf8').on('data', (text: string) => {
      said = (said + text).slice(-20_000);
      for (const listener of listeners) listener();
    });
  }
  const waiting = new Map<number, (answer: Answer) => void>();
  process.on('message', (answer: Answer) => waiting.get(answer.id)?.(answer));
  const ended = once(process, 'close').then(([code, signal]) => {
    if (!isStopping) throw new Error(`${program} ended with ${code ?? signal}:\n${said}`);
  });
  ended.catch(() => undefined); // whoever waits for it hears of it
  let last = 0;

  return {
    pid: process.pid ?? 0,
    async ask<T>(question: string, detail?: unknown) {
      last += 1;
      const id = last;
      const answered = new Promise<Answer>((resolve) => waiting.set(id, resolve));
      process.send({ id, question, detail });
      const answer = await Promise.race([answered, ended]);
      waiting.delete(id);
      if (!answer) throw new Error(`${program} was stopped before it answered "${question}"`);
      if (answer.error !== undefined) throw new Error(`${program}: ${answer.error}`);
      return answer.answer as T;
    },
    async printed(pattern) {
      const found = new Promise<string>((resolve) => {
        const look = () => {
          const [match] = pattern.exec(said) ?? [];
          if (match === undefined) return;
          listeners.delete(look);
          resolve(match);
        };
        listeners.add(look);
        look();
      });
      const text = await Promise.race([found, ended]);
      if (text === undefined) throw new Error(`${program} was stopped before it printed ${pattern}`);
      return text;
    },
    async stop() {
      if (isStopping || process.exitCode !== null || process.signalCode !== null) return;
      isStopping = true;
      process.kill('SIGTERM');
      const hard = setTimeout(() => process.kill('SIGKILL'), 5_000);
      await ended;
      clearTimeout(hard);
    },
  };
}
