import { channel } from 'node:diagnostics_channel';
import { readFileSync } from 'node:fs';
import { type EventLoopMonitorOptions, monitorEventLoopDelay, PerformanceObserver } from 'node:perf_hooks';
import { getHeapStatistics } from 'node:v8';
import { isMainThread } from 'node:worker_threads';
import { answering } from './answering.ts';
import { now } from './now.ts';

/**
 * Loaded into a process before its program (node --import): tells what the process has used, and what it has asked of the API server.
 * The program itself does not know of it.
 */
export interface Figures {
  readonly now: number;
  /** Bytes. Peak: since the process began. */
  readonly rss: number;
  readonly peakRss: number;
  /** Bytes of the JavaScript heap in use and of what lies outside it: buffers and the like. */
  readonly held: number;
  readonly used: Used;
  /** What had been used when the first request since the last 'forget' was sent. */
  readonly usedBefore: Used;
  /** Since the last 'forget': collections, and their milliseconds. */
  readonly collections: number;
  readonly collecting: number;
  /** Milliseconds of the longest turn of the event loop since then, or since the first request: so long may an answer have to wait. */
  readonly longestTurn: number;
  /** Requests sent since the last 'forget', in order, and the bytes that came in answer to all of them. */
  readonly asked: readonly Asked[];
  readonly received: number;
}

/** Since the process began. */
export interface Used {
  /** Seconds of processor time, of all threads. */
  readonly cpu: number;
  /** Bytes taken from the JavaScript heap; NaN where Node does not count them. */
  readonly allocated: number;
}

export interface Asked {
  readonly at: number;
  readonly path: string;
  readonly accept: string;
  status: number; // 0 before its answer
}

interface Request {
  readonly path: string;
  readonly headers: readonly string[];
}

if (isMainThread) watch();

function watch(): void {
  // @types/node does not know samplePerIteration yet: turns themselves are timed, not how late a timer is.
  const turns = monitorEventLoopDelay({ samplePerIteration: true } as EventLoopMonitorOptions);
  turns.enable();
  let collections = 0;
  let collecting = 0;
  const count = (entries: readonly { readonly duration: number }[]) => {
    collections += entries.length;
    for (const { duration } of entries) collecting += duration;
  };
  const observer = new PerformanceObserver((list) => count(list.getEntries()));
  observer.observe({ entryTypes: ['gc'] });

  let asked: Asked[] = [];
  let usedBefore = used();
  const open = new WeakMap<Request, Asked>();
  channel('undici:request:create').subscribe((message) => {
    const { request } = message as { request: Request };
    const accept = request.headers.find((_, i) => request.headers[i - 1]?.toLowerCase() === 'accept') ?? '';
    if (asked.length === 0) {
      usedBefore = used();
      setImmediate(() => turns.reset()); // the turn before the reading began loaded the program
    }
    const one = { at: now(), path: request.path, accept, status: 0 };
    asked.push(one);
    open.set(request, one);
  });
  channel('undici:request:headers').subscribe((message) => {
    const { request, response } = message as { request: Request; response: { statusCode: number } };
    const one = open.get(request);
    if (one) one.status = response.statusCode;
  });
  const sockets = new Set<{ readonly bytesRead: number }>();
  let before = 0;
  const received = () => [...sockets].reduce((sum, socket) => sum + socket.bytesRead, 0);
  channel('undici:client:connected').subscribe((message) => {
    sockets.add((message as { socket: { readonly bytesRead: number } }).socket);
  });

  answering({
    forget() {
      turns.reset();
      count(observer.takeRecords());
      [collections, collecting, asked, before] = [0, 0, [], received()];
      usedBefore = used();
    },
    figures({ collect }: { readonly collect: boolean }): Figures {
      if (collect) for (let i = 0; i < 3; i++) globalThis.gc?.(); // objects that finalizers hold go with the next one
      count(observer.takeRecords());
      const { rss, heapUsed, external } = process.memoryUsage(); // external has arrayBuffers in it
      return {
        now: now(),
        rss,
        peakRss: peakRss(),
        held: heapUsed + external,
        used: used(),
        usedBefore,
        collections,
        collecting,
        longestTurn: turns.max / 1e6,
        asked,
        received: received() - before,
      };
    },
  });
}

function used(): Used {
  const { user, system } = process.cpuUsage();
  const { total_allocated_bytes: allocated = Number.NaN } = getHeapStatistics() as { total_allocated_bytes?: number };
  return { cpu: (user + system) / 1e6, allocated };
}

/** Linux: VmHWM. Its ru_maxrss, which Node tells, begins with that of the process we were forked from. */
function peakRss(): number {
  try {
    const [, kilobytes] = /^VmHWM:\s+(\d+) kB$/m.exec(readFileSync('/proc/self/status', 'utf8')) ?? [];
    if (kilobytes !== undefined) return Number(kilobytes) * 1024;
  } catch {
    // another system than Linux
  }
  return process.resourceUsage().maxRSS * 1024;
}
