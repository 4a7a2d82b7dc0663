/**
 * A question that cannot be answered as it was put. `code` is stable, `value` is the offending text, `detail` says what would do.
 * http turns it into a problem+json answer with status 400.
 */
export class QueryError extends Error {
  readonly code: 'invalid-cursor' | 'invalid-sort' | 'out-of-range';
  readonly value: string;
  readonly detail: string;

  constructor(code: QueryError['code'], value: string, detail: string) {
    super(`${code}: ${detail}`);
    this.name = 'QueryError';
    this.code = code;
    this.value = value;
    this.detail = detail;
  }
}
