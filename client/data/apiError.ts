import type { Problem } from '../../shared/wire/basics.ts';

/** Why an answer did not come: what the server said (RFC 9457), or 'unreachable' / 'unreadable' where it said nothing we can read. */
export class ApiError extends Error {
  readonly code: string;
  readonly status: number | null;
  readonly title: string;
  readonly value: string | null;
  readonly id: string | null;

  constructor(
    problem: { code: string; status: number | null; title: string; detail: string; value: string | null; id: string | null },
    cause?: unknown,
  ) {
    super(problem.detail, { cause });
    this.name = 'ApiError';
    this.code = problem.code;
    this.status = problem.status;
    this.title = problem.title;
    this.value = problem.value;
    this.id = problem.id;
  }
}

/** The server, or what stands before it, did not answer at all. */
export function unreachable(cause: unknown): ApiError {
  return new ApiError(
    {
      code: 'unreachable',
      status: null,
      title: 'The server does not answer',
      detail: 'Nothing came back. It may be restarting, or the network is down.',
      value: null,
      id: null,
    },
    cause,
  );
}

/** Something answered that is not our API: a proxy's page, or a torn answer. */
export function unreadable(status: number, cause?: unknown): ApiError {
  return new ApiError(
    {
      code: 'unreadable',
      status,
      title: 'The answer cannot be read',
      detail: `The answer (HTTP ${status}) is not of this API. A proxy may have given it.`,
      value: null,
      id: null,
    },
    cause,
  );
}

/** Reads an application/problem+json body; undefined where it is something else. */
export function problemError(status: number, body: unknown): ApiError | undefined {
  if (typeof body !== 'object' || body === null) return undefined;
  const problem = body as Partial<Problem>;
  if (typeof problem.code !== 'string' || typeof problem.title !== 'string') return undefined;
  return new ApiError({
    code: problem.code,
    status,
    title: problem.title,
    detail: problem.detail ?? '',
    value: problem.value ?? null,
    id: problem.id ?? null,
  });
}

/** Whether asking again may help: not where the question itself was refused. */
export function isWorthRetrying(error: unknown): boolean {
  return !(error instanceof ApiError) || error.status === null || error.status >= 500 || error.status === 429;
}
