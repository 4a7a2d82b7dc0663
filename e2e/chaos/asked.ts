import type { IncomingMessage, ServerResponse } from 'node:http';

/** One request that reached the simulated API server. */
export class Asked {
  readonly path: string;
  readonly query: Readonly<Record<string, string>>;
  readonly at: number; // played milliseconds
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  closed = false;

  constructor(request: IncomingMessage, response: ServerResponse, at: number) {
    const url = new URL(request.url ?? '/', 'http://server');
    this.path = url.pathname;
    this.query = Object.fromEntries(url.searchParams);
    this.at = at;
    this.request = request;
    this.response = response;
    response.on('close', () => {
      this.closed = true;
    });
  }

  /** The last word of the path: "pods". */
  get plural(): string {
    return this.path.split('/').at(-1) ?? '';
  }

  /** What was asked for. A probe is the look at the latest resourceVersion beside a watch; a page is a later one of a list, a
   * look the one at the past before a watch is taken up again. */
  get what(): 'watchlist' | 'watch' | 'probe' | 'look' | 'page' | 'list' | 'discovery' | 'version' {
    const { sendInitialEvents, watch, limit, resourceVersionMatch } = this.query;
    if (this.path === '/version') return 'version';
    if (sendInitialEvents) return 'watchlist';
    if (watch) return 'watch';
    if (resourceVersionMatch === 'Exact') return 'look';
    if (this.query.continue) return 'page';
    if (limit) return limit === '1' ? 'probe' : 'list';
    return 'discovery';
  }

  get isWatch(): boolean {
    return this.what === 'watch' || this.what === 'watchlist';
  }

  /** Answers in the server's place. */
  answer(status: number, body: unknown, headers: Record<string, string> = {}): true {
    this.response.writeHead(status, { 'content-type': typeof body === 'string' ? 'text/plain' : 'application/json', ...headers });
    this.response.end(typeof body === 'string' || Buffer.isBuffer(body) ? body : JSON.stringify(body));
    return true;
  }

  /** A Status of that code, as the API server says no. */
  refuse(code: number, message: string, headers: Record<string, string> = {}): true {
    return this.answer(code, { kind: 'Status', apiVersion: 'v1', status: 'Failure', code, message }, headers);
  }
}
