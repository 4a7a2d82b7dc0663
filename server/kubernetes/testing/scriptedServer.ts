import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** One request that came, and the answer to write to it. */
export class Asked {
  readonly path: string;
  readonly query: Readonly<Record<string, string>>;
  readonly headers: IncomingMessage['headers'];
  readonly response: ServerResponse;
  closed = false;

  constructor(request: IncomingMessage, response: ServerResponse) {
    const url = new URL(request.url ?? '/', 'http://test');
    this.path = url.pathname;
    this.query = Object.fromEntries(url.searchParams);
    this.headers = request.headers;
    this.response = response;
    response.on('close', () => {
      this.closed = true;
    });
  }

  /** "list", "watchlist" or "watch 42": what was asked for. */
  get what(): string {
    if (this.query.sendInitialEvents) return 'watchlist';
    if (this.query.resourceVersionMatch === 'Exact') return `list at ${this.query.resourceVersion}`;
    return this.query.watch ? `watch ${this.query.resourceVersion}` : 'list';
  }

  answer(status: number, body: unknown, headers: Record<string, string> = {}): void {
    this.response.writeHead(status, { 'content-type': 'application/json', ...headers });
    this.response.end(Buffer.isBuffer(body) || typeof body === 'string' ? body : JSON.stringify(body));
  }

  /** Starts a JSON watch, or goes on with it. */
  events(...events: readonly unknown[]): void {
    if (!this.response.headersSent) this.response.writeHead(200, { 'content-type': 'application/json' });
    this.response.flushHeaders();
    if (events.length > 0) this.response.write(events.map((event) => `${JSON.stringify(event)}\n`).join(''));
  }

  end(): void {
    this.response.end();
  }

  /** Drops the connection with a RST. */
  reset(): void {
    if (this.response.socket) this.response.socket.resetAndDestroy();
  }
}

/** What is done with one request. */
export type Scene = (asked: Asked) => void;

/** An HTTP server that plays its scenes in order, one a request; what comes after the last is left waiting. */
export class ScriptedServer {
  readonly asked: Asked[] = [];
  readonly url: string;
  /** Whether what was at a position is asked in scenes, too. */
  knowsThePast = false;
  readonly #server: Server;
  readonly #scenes: Scene[];

  constructor(server: Server, scenes: Scene[]) {
    this.#server = server;
    this.#scenes = scenes;
    this.url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    server.on('request', (request: IncomingMessage, response: ServerResponse) => {
      const asked = new Asked(request, response);
      // A server that does not know of the past, unless a scene is about just that.
      if (asked.query.resourceVersionMatch === 'Exact' && !this.knowsThePast) {
        asked.answer(400, { kind: 'Status', code: 400, message: 'resourceVersionMatch is not known here' });
        return;
      }
      this.asked.push(asked);
      this.#scenes.shift()?.(asked);
    });
  }

  static async start(...scenes: readonly Scene[]): Promise<ScriptedServer> {
    const server = createServer();
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    return new ScriptedServer(server, [...scenes]);
  }

  /** Adds scenes behind those that are left. */
  add(...scenes: readonly Scene[]): void {
    this.#scenes.push(...scenes);
  }

  get last(): Asked {
    const asked = this.asked.at(-1);
    if (!asked) throw new Error('nothing was asked yet');
    return asked;
  }

  /** What was asked for, in order. */
  get story(): string[] {
    return this.asked.map((asked) => asked.what);
  }

  connections(): Promise<number> {
    return new Promise((resolve, reject) => this.#server.getConnections((error, count) => (error ? reject(error) : resolve(count))));
  }

  async stop(): Promise<void> {
    this.#server.closeAllConnections();
    this.#server.close();
    await once(this.#server, 'close');
  }
}
