import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Clock } from '../clock.ts';
import type { DemoCluster } from '../cluster/demoCluster.ts';
import { keyOf } from '../cluster/objects.ts';
import { newWriter } from '../encode/message.ts';
import { isStored, type Kind, type KindInfo } from '../kinds.ts';
import { acceptedEncoding, type Encoding, mediaType } from './accept.ts';
import { discovery } from './discovery.ts';
import { Encoder } from './encoder.ts';
import { badRequest, type Failure, unauthorized } from './failure.ts';
import { pageOf, sendPage } from './list.ts';
import { listOptions } from './listOptions.ts';
import { type Target, targetOf } from './target.ts';
import { serveWatch, type Watch } from './watch.ts';

export interface ApiServerOptions {
  readonly cluster: DemoCluster;
  readonly clock: Clock;
  readonly token: string; // '' where anybody may read
  readonly port: number; // 0: any free one
}

/** Answers a request in the place of the API server; true where it did. */
export type Intercept = (request: IncomingMessage, response: ServerResponse) => boolean;

/** The HTTP side of the demo cluster, on 127.0.0.1, and the faults that it can be told to have. */
export class ApiServer {
  readonly #cluster: DemoCluster;
  readonly #clock: Clock;
  readonly #token: string;
  readonly #encoder: Encoder;
  readonly #watches = new Set<Watch>();
  readonly #forbidden = new Map<Kind, readonly string[]>(); // and the names that are granted all the same
  readonly #unserved = new Set<Kind>();
  readonly #server: Server;
  #intercept: Intercept = () => false;
  #port: number;

  constructor(options: ApiServerOptions) {
    this.#cluster = options.cluster;
    this.#clock = options.clock;
    this.#token = options.token;
    this.#port = options.port;
    this.#encoder = new Encoder(options.cluster.seed);
    this.#server = createServer({ keepAliveTimeout: 60_000 }, (request, response) => {
      this.#handle(request, response).catch((error: unknown) => {
        if (response.headersSent) response.destroy();
        else this.#refuse(response, 'json', { code: 500, reason: 'InternalError', message: `Internal error occurred: ${String(error)}` });
      });
    });
  }

  /** Resolves once it listens. Errors: those of listen (EADDRINUSE, …). */
  async start(): Promise<void> {
    await new Promise<void>((resolve, reject) => {
      this.#server.once('error', reject);
      this.#server.listen(this.#port, '127.0.0.1', () => {
        this.#server.off('error', reject);
        resolve();
      });
    });
    this.#port = (this.#server.address() as AddressInfo).port;
  }

  get url(): string {
    return `http://127.0.0.1:${this.#port}`;
  }

  /** How many watches are under way. */
  get watches(): number {
    return this.#watches.size;
  }

  async stop(): Promise<void> {
    if (!this.#server.listening) return;
    const closed = new Promise<void>((resolve) => this.#server.close(() => resolve()));
    this.#server.closeAllConnections();
    await closed;
  }

  /** Fault: RBAC refuses a kind (403), or grants it again. Watches that are under way go on (measured). */
  forbid(kind: Kind, isForbidden = true): void {
    if (isForbidden) this.#forbidden.set(kind, []);
    else this.#forbidden.delete(kind);
  }

  /** RBAC with resourceNames: these objects of a kind alone, by get, or by list and watch with fieldSelector=metadata.name=NAME. */
  grantOnly(kind: Kind, names: readonly string[]): void {
    this.#forbidden.set(kind, names);
  }

  /** Fault: a kind is not served (404 in plain text), or is again. */
  unserve(kind: Kind, isUnserved = true): void {
    if (isUnserved) this.#unserved.add(kind);
    else this.#unserved.delete(kind);
  }

  /** Fault: every resourceVersion told so far is expired, for whoever lists or watches with one. */
  compact(): void {
    this.#cluster.storage.compact();
  }

  /** Fault: every watch under way ends with an ERROR event 410. */
  expireWatches(): void {
    this.#cluster.storage.emptyWatchCache();
    for (const watch of this.#watches) watch.expire();
  }

  /** Fault: every connection is cut, in the middle of whatever it says. */
  dropConnections(): void {
    this.#server.closeAllConnections();
  }

  /** Fault: gone, then back on the same port with an empty watch cache: watches of older versions get 410, lists at them what was (measured). */
  async restart(whileDown: () => Promise<void> = async () => undefined): Promise<void> {
    await this.stop();
    await whileDown();
    this.#cluster.storage.emptyWatchCache();
    await this.start();
  }

  /** Fault of your own making: asked first for every request; returns the undo. */
  intercept(intercept: Intercept): () => void {
    this.#intercept = intercept;
    return () => {
      if (this.#intercept === intercept) this.#intercept = () => false;
    };
  }

  async #handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    if (this.#intercept(request, response)) return;
    response.setHeader('cache-control', 'no-cache, private');
    const url = URL.parse(request.url ?? '/', 'http://127.0.0.1');
    if (!url) return this.#notFound(response);
    const path = url.pathname;
    if (path === '/readyz' || path === '/livez' || path === '/healthz') {
      response.writeHead(200, { 'content-type': 'text/plain; charset=utf-8' }).end('ok');
      return;
    }
    const encoding = acceptedEncoding(request.headers.accept);
    if (this.#token !== '' && path !== '/version' && request.headers.authorization !== `Bearer ${this.#token}`)
      return this.#refuse(response, encoding ?? 'json', unauthorized);
    const kinds = this.#cluster.kinds.served.filter(({ kind }) => !this.#unserved.has(kind));
    const document = discovery(path, kinds);
    if (document) {
      response.writeHead(200, { 'content-type': mediaType.json }).end(`${JSON.stringify(document)}\n`);
      return;
    }
    const target = targetOf(path, kinds);
    if (!target) return this.#notFound(response);
    // Custom resources have no protobuf: who accepts nothing else gets 406 (measured).
    const spoken = isStored(target.info.kind) ? acceptedEncoding(request.headers.accept, ['json']) : encoding;
    if (!spoken) return this.#refuse(response, 'json', notAcceptable);
    const failure = await this.#answer(request, response, target, spoken, url.searchParams);
    if (failure) this.#refuse(response, spoken, failure);
  }

  async #answer(
    request: IncomingMessage,
    response: ServerResponse,
    target: Target,
    encoding: Encoding,
    query: URLSearchParams,
  ): Promise<Failure | undefined> {
    if (request.method !== 'GET')
      return { code: 405, reason: 'MethodNotAllowed', message: 'the demo cluster is read-only: use its methods to change it' };
    const { info } = target;
    const options = listOptions(query, info);
    const verb = target.name === '' ? ('watch' in options && options.watch ? 'watch' : 'list') : 'get';
    const asked = target.name === '' && 'name' in options ? options.name : target.name;
    if (this.#forbidden.get(info.kind)?.includes(asked) === false) return forbidden(verb, info, { ...target, name: asked });
    if ('failure' in options) return options.failure;
    if (target.name !== '' && !options.watch) {
      const object = this.#cluster.storage.get(info.kind, keyOf(target));
      if (!object) return missing(info, target.name);
      const writer = newWriter();
      this.#encoder.object(writer, encoding, info, object);
      response.writeHead(200, { 'content-type': mediaType[encoding] }).end(writer.finish());
      return undefined;
    }
    const { storage } = this.#cluster;
    if (options.watch) {
      await serveWatch({
        storage,
        encoder: this.#encoder,
        clock: this.#clock,
        target,
        options,
        encoding,
        response,
        watches: this.#watches,
      });
      return undefined;
    }
    let page = pageOf(storage, target, options);
    if ('code' in page && page.code === 504) {
      await this.#patience(response); // the real one waits 3 s for the version to come
      page = pageOf(storage, target, options);
    }
    if ('code' in page) return page;
    await sendPage(response, this.#encoder, target, encoding, page);
    return undefined;
  }

  #patience(response: ServerResponse): Promise<void> {
    return new Promise((resolve) => {
      const cancel = this.#clock.after(3000, resolve);
      response.once('close', () => {
        cancel();
        resolve();
      });
    });
  }

  #refuse(response: ServerResponse, encoding: Encoding, failure: Failure): void {
    const headers: Record<string, string> = { 'content-type': mediaType[encoding] };
    if (failure.retryAfterSeconds !== undefined) headers['retry-after'] = String(failure.retryAfterSeconds);
    const writer = newWriter();
    this.#encoder.status(writer, encoding, failure);
    response.writeHead(failure.code, headers).end(writer.finish());
  }

  #notFound(response: ServerResponse): void {
    response
      .writeHead(404, { 'content-type': 'text/plain; charset=utf-8', 'x-content-type-options': 'nosniff' })
      .end('404 page not found\n');
  }
}

const notAcceptable: Failure = {
  ...badRequest('only the following media types are accepted: application/json, application/yaml, application/vnd.kubernetes.protobuf'),
  code: 406,
  reason: 'NotAcceptable',
};

function forbidden(verb: string, info: KindInfo, target: Target): Failure {
  const where = target.namespace === '' ? 'at the cluster scope' : `in the namespace "${target.namespace}"`;
  const named = target.name === '' ? info.resource : `${info.resource} "${target.name}"`;
  return {
    code: 403,
    reason: 'Forbidden',
    message: `${named} is forbidden: User "demo" cannot ${verb} resource "${info.resource}" in API group "${info.group}" ${where}`,
    details: {
      ...(target.name === '' ? {} : { name: target.name }),
      ...(info.group === '' ? {} : { group: info.group }),
      kind: info.resource,
    },
  };
}

function missing(info: KindInfo, name: string): Failure {
  const resource = info.group === '' ? info.resource : `${info.resource}.${info.group}`;
  return {
    code: 404,
    reason: 'NotFound',
    message: `${resource} "${name}" not found`,
    details: { name, ...(info.group === '' ? {} : { group: info.group }), kind: info.resource },
  };
}
