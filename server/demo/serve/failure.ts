import type { JsonObject } from '../encode/message.ts';

/** A Status that says no, as apimachinery pkg/api/errors writes it. */
export interface Failure {
  readonly code: number;
  readonly reason: string;
  readonly message: string;
  readonly details?: JsonObject;
  readonly continue?: string; // of an expired list: a token for the rest
  readonly retryAfterSeconds?: number; // header Retry-After
}

export function statusOf(failure: Failure): JsonObject {
  return {
    kind: 'Status',
    apiVersion: 'v1',
    metadata: failure.continue === undefined ? {} : { continue: failure.continue },
    status: 'Failure',
    message: failure.message,
    reason: failure.reason,
    ...(failure.details ? { details: failure.details } : undefined),
    code: failure.code,
  };
}

export const unauthorized: Failure = { code: 401, reason: 'Unauthorized', message: 'Unauthorized' };
export const badRequest = (message: string): Failure => ({ code: 400, reason: 'BadRequest', message });
export const expired = (message: string): Failure => ({ code: 410, reason: 'Expired', message });

export function invalidOptions(field: string, why: string): Failure {
  const message = `${field}: Forbidden: ${why}`;
  return {
    code: 422,
    reason: 'Invalid',
    message: `ListOptions.meta.k8s.io "" is invalid: ${message}`,
    details: {
      group: 'meta.k8s.io',
      kind: 'ListOptions',
      causes: [{ reason: 'FieldValueForbidden', message: `Forbidden: ${why}`, field }],
    },
  };
}
