import type { RequestOptions } from 'node:https';
import type { KubeConfig } from '@kubernetes/client-node';
import { type Clock, wait } from './clock.ts';
import { Failure } from './failure.ts';

/** What a request needs besides its path. */
export interface Access {
  readonly headers: Readonly<Record<string, string>>;
  readonly tls: Tls;
  readonly proxy: string; // '' for none
  readonly generation: number; // how often the credentials were read again
}

/** TLS material and choices, as undici's connector takes them. */
interface Tls {
  readonly ca?: Buffer | string;
  readonly cert?: Buffer | string;
  readonly key?: Buffer | string;
  readonly servername?: string;
  readonly rejectUnauthorized?: boolean;
}

const patience = 30_000; // for an exec plugin
const renewals = 10_000; // at most one re-reading in so long: a plugin is a process, and seven kinds ask at once

/** The credentials of one cluster: KubeConfig finds them (certificates, token files, exec plugins, OIDC), we say when to look again. */
export class Credentials {
  readonly #load: () => KubeConfig;
  readonly #clock: Clock;
  #config: KubeConfig;
  #generation = 0;
  #renewedAt = Number.NEGATIVE_INFINITY;
  #pending: Promise<Access> | null = null;

  constructor(load: () => KubeConfig, clock: Clock) {
    this.#load = load;
    this.#clock = clock;
    this.#config = load();
  }

  /** The access for the next request; those who ask at once share one answer. Throws a Failure 'unauthorized'. */
  current(): Promise<Access> {
    this.#pending ??= this.#find().finally(() => {
      this.#pending = null;
    });
    return this.#pending;
  }

  /** After a 401: reads everything again, unless somebody did since, or just now. True where it is worth asking once more. */
  renew(refused: Access): boolean {
    if (refused.generation !== this.#generation) return true;
    const now = this.#clock.elapsed();
    if (now - this.#renewedAt < renewals) return false;
    this.#renewedAt = now;
    try {
      this.#config = this.#load();
    } catch (error) {
      throw new Failure('unauthorized', `HTTP 401, and the credentials cannot be read again: ${words(error)}`, { cause: error });
    }
    this.#generation += 1;
    this.#pending = null; // what is under way still has the old ones
    return true;
  }

  async #find(): Promise<Access> {
    const generation = this.#generation;
    const config = this.#config;
    const options: RequestOptions = {};
    const late = new AbortController();
    try {
      const tooLong = wait(this.#clock, patience, late.signal).then(() => {
        throw new Error(`no answer within ${patience / 1000} s`);
      });
      await Promise.race([config.applyToHTTPSOptions(options), tooLong]);
    } catch (error) {
      throw new Failure('unauthorized', `no credentials: ${words(error)}`, { cause: error });
    } finally {
      late.abort();
    }
    return { headers: headersOf(options), tls: tlsOf(options), proxy: config.getCurrentCluster()?.proxyUrl ?? '', generation };
  }
}

function headersOf(options: RequestOptions): Record<string, string> {
  const headers: Record<string, string> = {};
  // A token file may end in a newline, which no header may hold.
  for (const [name, value] of Object.entries(options.headers ?? {})) headers[name] = String(value).trim();
  if (options.auth) headers.Authorization = `Basic ${Buffer.from(options.auth).toString('base64')}`;
  return headers;
}

function tlsOf(options: RequestOptions): Tls {
  const { ca, cert, key, servername, rejectUnauthorized } = options;
  return {
    ...(isText(ca) && { ca }),
    ...(isText(cert) && { cert }),
    ...(isText(key) && { key }),
    ...(servername && { servername }),
    ...(rejectUnauthorized === false && { rejectUnauthorized }),
  };
}

const isText = (value: unknown): value is Buffer | string => typeof value === 'string' || Buffer.isBuffer(value);

/** The first line of what was thrown: plugins write whole pages. */
const words = (error: unknown): string => {
  const text = error instanceof Error ? error.message : String(error);
  return (text.trim().split('\n')[0] ?? '').trim().slice(0, 200) || 'no reason given';
};
