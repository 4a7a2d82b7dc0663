/** The API server says no: code is the HTTP status, reason as Kubernetes spells it. */
export class Refused extends Error {
  readonly code: number;
  readonly reason: string;

  constructor(code: number, reason: string, message: string) {
    super(message);
    this.code = code;
    this.reason = reason;
  }
}

export const notFound = (resource: string, name: string): Refused => new Refused(404, 'NotFound', `${resource} "${name}" not found`);
export const invalid = (message: string): Refused => new Refused(422, 'Invalid', message);
