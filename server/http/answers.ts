import { createHash } from 'node:crypto';
import { type Request, type Response, Router } from 'express';
import { ProblemError } from './problem.ts';
import { readSearch } from './query.ts';
import type { Route, Sources } from './route.ts';

export interface AnswersOptions {
  readonly routes: readonly Route[];
  readonly sources: Sources;
  readonly revision: () => number;
  /** Differs from one run of the program to the next: another version may answer otherwise at the same revision. */
  readonly instance: string;
}

/** A router that serves the table of routes: 304 where the client has this revision's answer already, before computing it. */
export function answersRouter({ routes, sources, revision, instance }: AnswersOptions): Router {
  const router = Router({ caseSensitive: true });
  for (const route of routes) {
    router.get(patternOf(route), async (req, res) => {
      res.locals.route = route.path;
      const search = readSearch(searchOf(req.originalUrl));
      const tag = route.byRevision(search) ? tagOf(`${instance} ${revision()} ${req.originalUrl}`) : undefined;
      if (tag !== undefined && isHeld(req, res, tag)) return;
      const params = Object.fromEntries(Object.entries(req.params).map(([name, value]) => [name, [value].flat().join('/')]));
      const given = route.ask(sources, params, search);
      // Only where others are asked: between an answer of the model and its revision nothing may come.
      const answer = given instanceof Promise ? await given : given;
      if (!answer) throw notFound(params, req);
      const body = JSON.stringify({ revision: String(revision()), ...answer });
      if (tag === undefined && isHeld(req, res, tagOf(`${instance} ${body}`))) return;
      res.type('application/json').send(body);
    });
  }
  return router;
}

/** "/pools/{id}/blocks" as express writes it: "/pools/*id/blocks" where the id may contain slashes. */
function patternOf(route: Route): string {
  return route.path.replace(/\{(\w+)\}/g, (_braces, name: string) => (route.params[name]?.whole === true ? `*${name}` : `:${name}`));
}

/** Weak, for the same answer is sent in several encodings. It holds the path too, so that one answer's tag never fits another. */
function tagOf(text: string): string {
  return `W/"${createHash('sha256').update(text).digest('base64url').slice(0, 22)}"`;
}

/** Sets the validator; ends the response with 304 where the client holds that very answer (RFC 9110 §13.1.2). */
function isHeld(req: Request, res: Response, tag: string): boolean {
  res.set({ ETag: tag, 'Cache-Control': 'no-cache' });
  const opaque = tag.replace(/^W\//, '');
  const held = (req.headers['if-none-match'] ?? '').split(',').some((one) => one.trim().replace(/^W\//, '') === opaque);
  if (held) res.status(304).end();
  return held;
}

function notFound(params: Readonly<Record<string, string>>, req: Request): ProblemError {
  const query = new URLSearchParams(searchOf(req.originalUrl));
  const named = ['pool', 'from', 'service', 'namespace', 'node'].map((name) => query.get(name)).find((value) => value !== null);
  const asked = Object.values(params).join('/') || (named ?? null);
  return new ProblemError('not-found', asked, 'There is nothing of that name now; it may have been deleted.');
}

function searchOf(url: string): string {
  const mark = url.indexOf('?');
  return mark < 0 ? '' : url.slice(mark + 1);
}
