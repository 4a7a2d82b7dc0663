import { z } from 'zod';

/** refused: who asks, or what is asked; too-much: less at once may be answered; the others: whether it is there, and what it is. */
export type PrometheusFault = 'unreachable' | 'unauthorized' | 'refused' | 'too-much' | 'no-prometheus' | 'partial' | 'no-series';

/** One line for a person; it names the server, and never a password or a token. */
export class PrometheusError extends Error {
  override readonly name = 'PrometheusError';
  readonly fault: PrometheusFault;

  constructor(fault: PrometheusFault, message: string, cause?: unknown) {
    super(message, { cause });
    this.fault = fault;
  }
}

/** Times are milliseconds since 1970, the step too. */
export interface Span {
  readonly from: number;
  /** Part of it. */
  readonly to: number;
  readonly step: number;
}

export interface Series {
  readonly labels: Readonly<Record<string, string>>;
  readonly points: ReadonlyMap<number, number>;
}

export interface ClientOptions {
  /** http or https, with the path that it is served under; a user and a password in it become basic authentication. */
  readonly url: string;
  readonly token?: string | undefined;
  readonly product: string;
  readonly signal: AbortSignal;
  /** Milliseconds for one answer. */
  readonly timeout?: number;
  /** Waits between attempts. */
  readonly wait: (milliseconds: number) => Promise<void>;
}

/** What Prometheus gives at most for each series. */
export const mostPoints = 11_000;
/** Answers are counts: what is longer is none that was asked for. */
const mostBytes = 64 * 2 ** 20;
const attempts = 3;

const answerOf = z.object({
  status: z.enum(['success', 'error']),
  errorType: z.string().optional(),
  error: z.string().optional(),
  warnings: z.array(z.string()).optional(),
  data: z
    .object({
      resultType: z.literal('matrix'),
      result: z.array(
        z.object({ metric: z.record(z.string(), z.string()), values: z.array(z.tuple([z.number(), z.string()])).max(mostPoints) }),
      ),
    })
    .optional(),
});

/** Asks a Prometheus, or whatever speaks its HTTP API, one question at a time. */
export class PrometheusClient {
  /** Without user and password: to be shown. */
  readonly where: string;
  readonly #options: ClientOptions;
  readonly #url: URL;
  readonly #headers: Readonly<Record<string, string>>;
  #asked = 0;

  constructor(options: ClientOptions) {
    const url = new URL(options.url);
    const { username, password } = url;
    url.username = '';
    url.password = '';
    url.search = '';
    url.hash = '';
    this.where = url.href.replace(/\/$/, '');
    this.#url = new URL(`${this.where}/api/v1/query_range`);
    this.#options = options;
    const basic = Buffer.from(`${decodeURIComponent(username)}:${decodeURIComponent(password)}`).toString('base64');
    const authorization = options.token !== undefined ? `Bearer ${options.token}` : username === '' ? undefined : `Basic ${basic}`;
    this.#headers = { 'user-agent': options.product, accept: 'application/json', ...(authorization ? { authorization } : {}) };
  }

  /** How many questions were put. */
  get asked(): number {
    return this.#asked;
  }

  /** Whether it is there, and answers who asks: at once, or a PrometheusError. */
  async probe(): Promise<void> {
    await this.#ask(new URLSearchParams({ query: 'vector(1)', start: '0', end: '0', step: '1' }));
  }

  /** A query at each step. Rejects with a PrometheusError; what a server that is busy refuses is asked again a few times. */
  async queryRange(query: string, { from, to, step }: Span): Promise<readonly Series[]> {
    const form = { query, start: String(from / 1000), end: String(to / 1000), step: String(step / 1000), partial_response: 'false' };
    for (let attempt = 1; ; attempt++) {
      try {
        return await this.#ask(new URLSearchParams(form));
      } catch (error) {
        const isPassing = error instanceof PrometheusError && error.fault === 'unreachable';
        if (!isPassing || attempt === attempts || this.#options.signal.aborted) throw error;
        await this.#options.wait(1000 * 2 ** attempt);
      }
    }
  }

  async #ask(form: URLSearchParams): Promise<readonly Series[]> {
    const { signal, timeout = 130_000 } = this.#options; // Prometheus gives up after two minutes by itself
    this.#asked++;
    const late = AbortSignal.timeout(timeout);
    let response: Response;
    let text: string;
    try {
      response = await fetch(this.#url, {
        method: 'POST',
        body: form,
        headers: this.#headers,
        redirect: 'manual',
        signal: AbortSignal.any([signal, late]),
      });
      text = await this.#textOf(response);
    } catch (error) {
      if (error instanceof PrometheusError) throw error;
      signal.throwIfAborted();
      if (late.aborted) throw new PrometheusError('too-much', `${this.where} gave no answer for ${timeout / 1000} seconds`, error);
      throw new PrometheusError('unreachable', `${this.where} cannot be reached: ${reasonOf(error)}`, error);
    }
    return this.#read(response, text);
  }

  async #textOf(response: Response): Promise<string> {
    const pieces: Uint8Array[] = [];
    let bytes = 0;
    for await (const piece of response.body ?? []) {
      bytes += piece.length;
      if (bytes > mostBytes) throw new PrometheusError('no-prometheus', `${this.where} gave an answer of more than ${mostBytes} bytes`);
      pieces.push(piece);
    }
    return Buffer.concat(pieces).toString();
  }

  #read(response: Response, text: string): readonly Series[] {
    const { status } = response;
    if (status === 401 || status === 403) throw new PrometheusError('unauthorized', this.#unauthorized(status));
    if (status >= 300 && status < 400) {
      const to = response.headers.get('location') ?? 'nowhere';
      throw new PrometheusError('no-prometheus', `${this.where} answered ${status} and points to ${withoutSecrets(to)}; give that URL`);
    }
    const parsed = answerOf.safeParse(jsonOr(text));
    const said = parsed.success ? (parsed.data.error ?? '') : '';
    if (status === 400 && said !== '') throw new PrometheusError('refused', `${this.where} does not take the query: ${lineOf(said)}`);
    // 422: the query needs more samples than are allowed; 503: it took too long, or was given up.
    if (said !== '' && (status === 422 || status === 503)) throw new PrometheusError('too-much', `${this.where}: ${lineOf(said)}`);
    if (status === 429 || status >= 500)
      throw new PrometheusError('unreachable', `${this.where} answered ${status}: ${lineOf(said || text)}`);
    if (!parsed.success || parsed.data.status !== 'success' || !parsed.data.data) {
      const hint = status === 404 ? '; does its URL have a path, such as /prometheus?' : '';
      throw new PrometheusError('no-prometheus', `${this.where} answered ${status}, and not as a Prometheus does${hint}`);
    }
    const [warning] = parsed.data.warnings ?? [];
    if (warning !== undefined) throw new PrometheusError('partial', `${this.where} has only a part of the answer: ${lineOf(warning)}`);
    return parsed.data.data.result.map(({ metric, values }) => ({
      labels: metric,
      points: new Map(values.map(([at, value]) => [Math.round(at * 1000), Number(value)])),
    }));
  }

  #unauthorized(status: number): string {
    const how = '--prometheus-token-file FILE, or CIDRSCAPE_PROMETHEUS_TOKEN';
    const isNamed = 'authorization' in this.#headers;
    return isNamed
      ? `${this.where} answered ${status}: it refuses the token or password that was given`
      : `${this.where} answered ${status}: it wants to know who asks; give a token by ${how}`;
  }
}

function jsonOr(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** What lies under "fetch failed". */
function reasonOf(error: unknown): string {
  const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error;
  const inner = cause instanceof AggregateError ? (cause.errors[0] ?? cause) : cause;
  return lineOf(inner instanceof Error ? inner.message : String(inner));
}

function lineOf(text: string): string {
  const line = text.replace(/\s+/g, ' ').trim();
  return line.length > 200 ? `${line.slice(0, 200)}…` : line;
}

function withoutSecrets(text: string): string {
  return text.replace(/\/\/[^/@\s]*@/, '//').replace(/\?.*$/, '');
}
