/**
 * What can go wrong between us and the API server, by what has to follow.
 * - unreachable, timeout, silent, throttled, server, ended: wait, then go on from where we were (silent: before the end of a WatchList);
 * - unauthorized: the same, after the credentials were read again;
 * - expired, malformed, rewound, unexpected: what we hold cannot be continued: read the kind again;
 * - forbidden, not-served: look again slowly;
 * - unsupported: the server does not know this way of asking; not-acceptable: it does not speak this format;
 * - recheck: nothing failed; the stream is opened anew to see whether we may still read it.
 */
export type FailureCode =
  | 'unreachable'
  | 'timeout'
  | 'silent'
  | 'throttled'
  | 'server'
  | 'ended'
  | 'unauthorized'
  | 'expired'
  | 'malformed'
  | 'rewound'
  | 'unexpected'
  | 'forbidden'
  | 'not-served'
  | 'unsupported'
  | 'not-acceptable'
  | 'recheck';

/** A failure with its cause in words fit for the page: no stack, no token. retryAfter is in milliseconds, null where the server named none. */
export class Failure extends Error {
  readonly code: FailureCode;
  readonly retryAfter: number | null;

  constructor(code: FailureCode, message: string, options: { readonly retryAfter?: number | null; readonly cause?: unknown } = {}) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause });
    this.name = 'Failure';
    this.code = code;
    this.retryAfter = options.retryAfter ?? null;
  }
}

/** Any thrown value as a Failure: what nobody foresaw is 'unexpected'. */
export function asFailure(error: unknown): Failure {
  if (error instanceof Failure) return error;
  const text = error instanceof Error ? error.message : String(error);
  return new Failure('unexpected', `unexpected: ${text}`, { cause: error });
}
