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

/** What is wrong with a field of a request, as apimachinery pkg/util/validation/field says it. */
export interface FieldError {
  readonly reason: string;
  readonly message: string;
  readonly field: string;
}

export const forbiddenField = (field: string, why: string): FieldError => ({
  reason: 'FieldValueForbidden',
  message: `Forbidden: ${why}`,
  field,
});

export const unsupportedValue = (field: string, value: string, supported: readonly string[]): FieldError => ({
  reason: 'FieldValueNotSupported',
  message: `Unsupported value: "${value}": supported values: ${supported.map((text) => `"${text}"`).join(', ')}`,
  field,
});

/** The refusal of a query: 422 with each error as a cause. */
export function invalidOptions(errors: readonly FieldError[]): Failure {
  const texts = errors.map(({ field, message }) => `${field}: ${message}`);
  return {
    code: 422,
    reason: 'Invalid',
    message: `ListOptions.meta.k8s.io "" is invalid: ${texts.length === 1 ? texts[0] : `[${texts.join(', ')}]`}`,
    details: {
      group: 'meta.k8s.io',
      kind: 'ListOptions',
      causes: errors.map(({ reason, message, field }) => ({ reason, message, field })),
    },
  };
}
