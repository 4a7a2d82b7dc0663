import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Server } from 'node:net';
import type { Fault } from './fault.ts';
import { Link, type Timers, type Traffic } from './link.ts';

export interface ChaosProxy {
  /** http://127.0.0.1:PORT; with TLS behind it, https on the same port. */
  readonly url: string;
  readonly port: number;
  /** Every connection that was made, oldest first; those that are over stay. */
  readonly connections: readonly Link[];
  /** Grows with whatever is carried, whichever way: a sign of something going on. */
  readonly traffic: Traffic;
  /** Connections that are open and whose latest request's first line holds these words. */
  about(words: string): Link[];
  /** The fault of every connection from now on, those that are open among them. */
  set(fault: Fault): void;
  /** The faults of the next connections, one each; those behind them have the fault that was set. */
  next(...faults: readonly Fault[]): void;
  /** New connections are carried to another server from now on. */
  retarget(target: string | number): void;
  /** Nobody listens any more (ECONNREFUSED), and every connection is reset. */
  down(): Promise<void>;
  /** Listens again on the same port. */
  up(): Promise<void>;
  stop(): Promise<void>;
}

const realTime: Timers = {
  timer(milliseconds, callback) {
    const timer = setTimeout(callback, milliseconds);
    return () => clearTimeout(timer);
  },
};

/**
 * A proxy on 127.0.0.1 that carries bytes to a server on this machine and back, TLS or not, with the faults that networks have.
 * target: "http://127.0.0.1:6443", or its port. Errors: those of listen.
 */
export async function startProxy(options: {
  readonly target: string | number;
  readonly random: () => number; // 0 ≤ x < 1
  readonly clock?: Timers;
}): Promise<ChaosProxy> {
  const { target, random, clock = realTime } = options;
  let targetPort = portOf(target);
  const links: Link[] = [];
  const traffic: Traffic = { bytes: 0 };
  const coming: Fault[] = [];
  let fault: Fault = { does: 'pass' };
  let port = 0;
  let server: Server | undefined;

  async function up(): Promise<void> {
    // Half-open sockets are allowed: a client may end its side and still be answered.
    const listening = createServer({ allowHalfOpen: true, noDelay: true }, (client) => {
      const own = coming.shift() ?? fault;
      if (own.does === 'refuse') {
        client.on('error', () => {});
        client.resetAndDestroy();
        return;
      }
      const upstream = connect({ port: targetPort, host: '127.0.0.1', allowHalfOpen: true, noDelay: true });
      links.push(new Link({ client, server: upstream, timers: clock, traffic, random, fault: own }));
    });
    listening.listen(port, '127.0.0.1');
    await once(listening, 'listening');
    port = (listening.address() as AddressInfo).port;
    server = listening;
  }

  async function down(): Promise<void> {
    const listening = server;
    if (!listening) return;
    server = undefined;
    const closed = once(listening, 'close');
    listening.close();
    for (const link of links) link.reset();
    await closed;
  }

  await up();
  return {
    port,
    url: `http://127.0.0.1:${port}`,
    connections: links,
    traffic,
    about: (words) => links.filter((link) => link.open && link.request.includes(words)),
    set(wanted) {
      fault = wanted;
      for (const link of links) if (link.open) link.set(wanted);
    },
    next: (...faults) => void coming.push(...faults),
    retarget(other) {
      targetPort = portOf(other);
    },
    down,
    up,
    stop: down,
  };
}

const portOf = (target: string | number): number => (typeof target === 'number' ? target : Number(new URL(target).port));
