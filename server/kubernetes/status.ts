import { Failure, type FailureCode } from './failure.ts';
import { type Decoded, int32, message, one, readerOf, text } from './message.ts';
import { openEnvelope } from './unknown.ts';

const details = message('StatusDetails', { retryAfterSeconds: int32(5) });
const statusMessage = message('Status', { message: text(3), reason: text(4), details: one(5, details), code: int32(6) });

/** meta/v1.Status: how the API server says what went wrong. */
type Status = Decoded<typeof statusMessage>;

export const statusFromProtobuf = (raw: Buffer): Status => statusMessage.decode(readerOf(raw));

/** The Status of a failed answer's body, or its first words where it is plain text (429 and 404 are). */
export function statusOfBody(contentType: string, body: Buffer): Status {
  try {
    if (contentType.startsWith('application/vnd.kubernetes.protobuf')) return statusFromProtobuf(openEnvelope(body).raw);
    if (contentType.startsWith('application/json')) {
      const value: unknown = JSON.parse(body.toString('utf8'));
      if (typeof value === 'object' && value !== null) return value;
    }
  } catch {
    // The failure itself is what counts: a body that cannot be read only makes its words shorter.
    return {};
  }
  return { message: plain(body.toString('utf8')) };
}

/** An answer that was no success, as a Failure. */
export function failureOfAnswer(code: number, retryAfterHeader: string | undefined, status: Status, now: number): Failure {
  return failureOf(code, status, retryAfter(retryAfterHeader, now));
}

/** An ERROR event inside a watch, as a Failure. */
export const failureOfEvent = (status: Status): Failure => failureOf(status.code ?? 0, status, null);

function failureOf(code: number, status: Status, fromHeader: number | null): Failure {
  const seconds = status.details?.retryAfterSeconds;
  const words = plain(status.message ?? status.reason ?? '');
  return new Failure(codeOf(code, status.reason ?? ''), `HTTP ${code}${words === '' ? '' : `: ${words}`}`, {
    retryAfter: fromHeader ?? (seconds ? bounded(seconds * 1000) : null),
  });
}

function codeOf(code: number, reason: string): FailureCode {
  if (code === 410 || reason === 'Expired' || reason === 'Gone') return 'expired';
  switch (code) {
    case 401:
      return 'unauthorized';
    case 403:
      return 'forbidden';
    case 404:
      return 'not-served';
    case 406:
      return 'not-acceptable';
    case 400:
    case 405:
    case 422:
      return 'unsupported';
    case 429:
      return 'throttled';
    default:
      return 'server';
  }
}

/** Retry-After (RFC 9110 §10.2.3): seconds or a date. Milliseconds; null where absent or unreadable. */
function retryAfter(header: string | undefined, now: number): number | null {
  if (header === undefined) return null;
  if (/^\d+$/.test(header.trim())) return bounded(Number(header) * 1000);
  const date = Date.parse(header);
  return Number.isNaN(date) ? null : bounded(date - now);
}

/** Nothing may stop for good, whatever a server asks for. */
const bounded = (milliseconds: number): number => Math.min(Math.max(milliseconds, 0), 300_000);

/** One line, fit for a page. */
const plain = (words: string): string => words.replaceAll(/\s+/g, ' ').trim().slice(0, 300);
