import type { ErrorRequestHandler, RequestHandler } from 'express';
import type { Logger } from 'pino';
import { QueryError } from '../model/model.ts';
import { ProblemError, sendProblem } from './problem.ts';

/** What no route took. */
export function nothingHere(hint: string): RequestHandler {
  return (req) => {
    throw new ProblemError('not-found', req.path, hint);
  };
}

/** Turns every error into a problem. What is not the client's to know gets an id here and its stack in the log. */
export function problemHandler(log: Pick<Logger, 'error'>): ErrorRequestHandler {
  return (error: unknown, req, res, _next) => {
    const id = String(req.id);
    const problem = asProblem(error, req.path);
    if (problem.code === 'internal-error') log.error({ err: error, id, path: req.path }, 'a request failed');
    if (res.headersSent) {
      res.destroy(); // half an answer must not look like a whole one
      return;
    }
    sendProblem(res, problem, id);
  };
}

function asProblem(error: unknown, path: string): ProblemError {
  if (error instanceof ProblemError) return error;
  if (error instanceof QueryError) return new ProblemError(error.code, error.value, error.detail);
  const status = typeof error === 'object' && error !== null && 'status' in error ? error.status : undefined;
  // express and send refuse odd paths with errors of their own: 400 and 403 for "..", 404, 416
  if (status === 400) return new ProblemError('invalid-request', path, 'This path cannot be read.');
  if (typeof status === 'number' && status > 400 && status < 500) return new ProblemError('not-found', path, 'There is nothing here.');
  return new ProblemError('internal-error', null, 'The log of the server has the reason under this id.');
}
