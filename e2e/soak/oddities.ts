import type { ServerResponse } from 'node:http';

/** An answer that is none. */
export interface Refusal {
  readonly code: number;
  readonly reason: string;
  readonly headers?: Readonly<Record<string, string>>;
  /** As load balancers and API Priority & Fairness write it: no Status. */
  readonly isPlain?: boolean;
}

export const refusals: readonly [Refusal, ...Refusal[]] = [
  { code: 401, reason: 'Unauthorized' },
  { code: 410, reason: 'Expired' },
  { code: 429, reason: 'TooManyRequests', headers: { 'retry-after': '1' }, isPlain: true },
  { code: 429, reason: 'TooManyRequests', isPlain: true },
  { code: 500, reason: 'InternalError' },
  { code: 502, reason: 'Bad Gateway', isPlain: true },
  { code: 503, reason: 'ServiceUnavailable', headers: { 'retry-after': '2' } },
  { code: 504, reason: 'Timeout' },
];

export function refuse(response: ServerResponse, { code, reason, headers, isPlain = false }: Refusal = refusals[0]): void {
  const status = { kind: 'Status', apiVersion: 'v1', metadata: {}, status: 'Failure', message: `soak: ${reason}`, reason, code };
  response
    .writeHead(code, { 'content-type': isPlain ? 'text/plain; charset=utf-8' : 'application/json', ...headers })
    .end(isPlain ? `${reason}\n` : `${JSON.stringify(status)}\n`);
}

/** An event that is none: a frame of the right length whose bytes are no message, or a line that is no JSON. */
export function brokenFrame(isProtobuf: boolean): Buffer {
  return isProtobuf ? Buffer.from([0, 0, 0, 5, 0xff, 0xff, 0xff, 0xff, 0xff]) : Buffer.from('{"type":"MODIFIED","object":{\n');
}

/** The beginning of a frame of 2 GiB. */
export const endlessFrame = Buffer.from([0x7f, 0xff, 0xff, 0xff, 0x0a]);
