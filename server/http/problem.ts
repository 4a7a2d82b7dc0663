import type { Response } from 'express';
import type { Problem } from '../../shared/wire/basics.ts';

/** Every code an error can have, with its HTTP status and title. Codes are stable: scripts read them. */
export const problems = {
  'invalid-address': { status: 400, title: 'Not an address' },
  'invalid-cidr': { status: 400, title: 'Not a CIDR' },
  'invalid-cursor': { status: 400, title: 'Not a cursor of this list' },
  'invalid-limit': { status: 400, title: 'Not a page size' },
  'invalid-sort': { status: 400, title: 'Not a field to sort by' },
  'invalid-scenario': { status: 400, title: 'Not a scenario' },
  'invalid-wish': { status: 400, title: 'Not a range that could be found' },
  'invalid-parameter': { status: 400, title: 'A parameter has a value that is not allowed' },
  'missing-parameter': { status: 400, title: 'A parameter is missing' },
  'unknown-parameter': { status: 400, title: 'There is no such parameter' },
  'repeated-parameter': { status: 400, title: 'A parameter is given more than once' },
  'out-of-range': { status: 400, title: 'Outside of what there is' },
  'invalid-encoding': { status: 400, title: 'The address of the request is not well encoded' },
  'invalid-request': { status: 400, title: 'Not a request this server can read' },
  forbidden: { status: 403, title: 'The cluster does not allow it' },
  'not-found': { status: 404, title: 'Not found' },
  'method-not-allowed': { status: 405, title: 'Only GET and HEAD are served' },
  'request-timeout': { status: 408, title: 'The request did not arrive in time' },
  'body-not-allowed': { status: 413, title: 'A request has no body here' },
  'uri-too-long': { status: 414, title: 'The address of the request is too long' },
  'misdirected-host': { status: 421, title: 'Not a host name of this server' },
  'too-many-requests': { status: 429, title: 'Too many requests' },
  'headers-too-large': { status: 431, title: 'The header of the request is too large' },
  'internal-error': { status: 500, title: 'Something failed here' },
  'cluster-unavailable': { status: 503, title: 'The API server gives no answer' },
  'history-unavailable': { status: 503, title: 'The history gives no answer' },
  'too-many-streams': { status: 503, title: 'Too many event streams are open' },
  'page-not-built': { status: 503, title: 'The page is not built' },
} as const satisfies Record<string, { status: number; title: string }>;

export type ProblemCode = keyof typeof problems;

/** An error that is the client's to know: the answer is a problem of that code. */
export class ProblemError extends Error {
  override readonly name = 'ProblemError';
  readonly code: ProblemCode;
  readonly value: string | null;
  readonly detail: string;
  /** Headers that belong to it, such as Allow. */
  readonly headers: Readonly<Record<string, string>>;

  constructor(code: ProblemCode, value: string | null, detail: string, headers: Readonly<Record<string, string>> = {}) {
    super(`${code}: ${detail}`);
    this.code = code;
    this.value = value;
    this.detail = detail;
    this.headers = headers;
  }
}

/** The body of an error (RFC 9457). A long value is cut: nobody needs his own megabyte back. */
export function problemOf(error: ProblemError, id: string): Problem {
  const { status, title } = problems[error.code];
  return {
    type: `urn:cidrscape:problem:${error.code}`,
    title,
    status,
    detail: error.detail,
    code: error.code,
    value: cut(error.value),
    id,
  };
}

export function sendProblem(res: Response, error: ProblemError, id: string): void {
  const body = problemOf(error, id);
  for (const name of ['ETag', 'Last-Modified', 'Content-Encoding']) res.removeHeader(name);
  res
    .status(body.status)
    .set({ ...error.headers, 'Cache-Control': 'no-store' })
    .type('application/problem+json')
    .send(JSON.stringify(body));
}

const longestValue = 200;

/** At most 200 characters, never half a surrogate pair. */
function cut(value: string | null): string | null {
  if (value === null || value.length <= longestValue) return value;
  return `${value.slice(0, longestValue).toWellFormed()}…`;
}
