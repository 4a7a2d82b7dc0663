import { homedir } from 'node:os';
import { KubeConfig } from '@kubernetes/client-node';
import type { Dispatcher } from 'undici';
import { abortable } from './abortable.ts';
import { type Clock, systemClock } from './clock.ts';
import { type Access, Credentials } from './credentials.ts';
import { dispatcherMark, makeDispatcher } from './dispatcher.ts';
import { getWhole } from './exchange.ts';
import { Failure } from './failure.ts';
import { type ChooseOptions, type ChosenCluster, chooseCluster, type Source } from './kubeConfig.ts';
import { networkFault } from './networkFault.ts';

/** An answer whose head is there and whose body is still to come. Leaving the body's loop early closes the connection. */
export interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>; // names in lower case
  readonly body: AsyncIterable<Buffer>;
}

/** The way to one API server: one agent for all requests, credentials that renew themselves. */
export interface Connection {
  readonly cluster: string;
  readonly server: string;
  readonly source: Source;
  /**
   * GET on a path such as "/api/v1/pods?limit=1". Any status is an answer; a 401 is tried once more with credentials read again.
   * Throws a Failure ('unreachable', 'unauthorized') or the signal's reason.
   */
  request(path: string, options: { readonly accept: string; readonly signal: AbortSignal }): Promise<Answer>;
  /** The server's gitVersion, such as "v1.37.2". Throws a Failure or the signal's reason. */
  version(signal?: AbortSignal): Promise<string>;
  /** Closes every socket at once. */
  close(): Promise<void>;
}

export interface LoadOptions extends Partial<ChooseOptions> {
  readonly product?: string; // as the User-Agent names it: "cidrscape/0.1.0"
  readonly clock?: Clock;
}

/**
 * The connection to the cluster that --kubeconfig, KUBECONFIG, ~/.kube/config or the pod's service account name, in that order;
 * null where there is none (the demo's cue). Throws a KubeConfigError where one is named but cannot be used.
 */
export function loadConnection(options: LoadOptions = {}): Connection | null {
  const chosen = chooseCluster({ ...options, env: options.env ?? process.env, home: options.home ?? homedir() });
  return chosen && connect(chosen, options);
}

/** A connection to a bare URL without credentials: the demo cluster's. */
export function connectTo(url: string, options: Pick<LoadOptions, 'product' | 'clock'> & { readonly cluster?: string } = {}): Connection {
  const server = url.replace(/\/$/, '');
  const cluster = options.cluster ?? 'demo';
  const load = () => {
    const config = new KubeConfig();
    config.loadFromClusterAndUser({ name: cluster, server, skipTLSVerify: true }, { name: 'anonymous' });
    return config;
  };
  return connect({ source: 'demo', cluster, server, load }, options);
}

function connect(chosen: ChosenCluster, options: Pick<LoadOptions, 'product' | 'clock'>): Connection {
  const { source, cluster } = chosen;
  const server = withoutUser(chosen.server);
  const clock = options.clock ?? systemClock;
  const credentials = new Credentials(chosen.load, clock);
  // RFC 9110 §10.1.5: a comment holds no parentheses, and a header no line breaks.
  const agent = `${options.product ?? 'cidrscape'} (cluster ${cluster.replaceAll(/[^\x20-\x7e]|[()\\]/g, '_')})`;
  const name = URL.parse(server)?.host ?? server;
  let current: { readonly mark: string; readonly dispatcher: Dispatcher } | null = null;
  const closing = new AbortController();

  function dispatcherFor(access: Access): Dispatcher {
    const mark = dispatcherMark(access);
    if (current?.mark === mark) return current.dispatcher;
    // Rotated certificates: new requests take a new agent; the old one ends with its last stream.
    void current?.dispatcher.close();
    current = { mark, dispatcher: makeDispatcher(access) };
    return current.dispatcher;
  }

  async function once(access: Access, path: string, accept: string, signal: AbortSignal): Promise<Dispatcher.ResponseData> {
    const url = new URL(server + path);
    return await dispatcherFor(access).request({
      origin: url.origin,
      path: url.pathname + url.search,
      method: 'GET',
      headers: { ...access.headers, accept, 'user-agent': agent },
      signal,
    });
  }

  async function request(path: string, options: { readonly accept: string; readonly signal: AbortSignal }): Promise<Answer> {
    const { accept } = options;
    // Streams of a retired agent are out of undici's sight: what close() ends, it ends by this.
    const signal = AbortSignal.any([options.signal, closing.signal]);
    try {
      const access = await abortable(credentials.current(), signal);
      let answer = await once(access, path, accept, signal);
      if (answer.statusCode === 401 && credentials.renew(access)) {
        await answer.body.dump();
        answer = await once(await abortable(credentials.current(), signal), path, accept, signal);
      }
      // A stream that is dropped unread ends in an 'error' event, which without a listener would end the process.
      answer.body.on('error', () => {});
      return { status: answer.statusCode, headers: answer.headers, body: readable(answer.body, name, signal) };
    } catch (error) {
      if (signal.aborted) throw signal.reason;
      throw networkFault(error, name);
    }
  }

  async function version(signal: AbortSignal = AbortSignal.timeout(10_000)): Promise<string> {
    const asked = { connection: { request }, clock, path: '/version', accept: 'application/json' };
    const { body } = await getWhole(asked, signal, { bytes: 64 * 1024, milliseconds: 10_000 });
    const { gitVersion }: { readonly gitVersion?: unknown } = JSON.parse(body.toString('utf8'));
    if (typeof gitVersion !== 'string') throw new Failure('malformed', `${name}: /version names no gitVersion`);
    return gitVersion;
  }

  async function close(): Promise<void> {
    closing.abort(new Failure('unreachable', `${name}: the connection was closed`));
    await current?.dispatcher.destroy();
  }

  return { cluster, server, source, request, version, close };
}

/** A URL may carry a name and a password; they are no part of an address, and this one is shown to everybody. */
function withoutUser(server: string): string {
  return server.replace(/^(\w+:\/\/)[^/?#]*@/, '$1');
}

/** The body with its failures told as ours. */
async function* readable(body: AsyncIterable<Buffer>, server: string, signal: AbortSignal): AsyncGenerator<Buffer> {
  try {
    yield* body;
  } catch (error) {
    if (signal.aborted) throw signal.reason;
    throw networkFault(error, server);
  }
}
