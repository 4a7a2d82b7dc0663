import type { z } from 'zod';
import type { objectQuery } from '../../shared/wire/objects.ts';
import type { Status } from '../../shared/wire/status.ts';
import type { HistoryQuestions } from '../history/answers.ts';
import type { Questions } from '../model/model.ts';
import type { OutlookQuestions } from '../outlook/answers.ts';
import type { ProblemCode } from './problem.ts';
import { readQuery } from './query.ts';

/** What answers are made from. */
export interface Sources {
  readonly model: Questions;
  readonly outlook: Omit<OutlookQuestions, 'daysLeft'>;
  readonly history: Pick<HistoryQuestions, 'pool' | 'pools' | 'address' | 'map' | 'mapAddresses'>;
  status(): Omit<Status, 'revision'>;
  object(asked: ObjectAsked): Promise<ObjectReply>;
}

export type ObjectAsked = z.output<typeof objectQuery>;

/** An object as the API server gives it now, or the problem that keeps it from being shown. */
export type ObjectReply =
  | { readonly object: { readonly yaml: string; readonly leftOut: readonly string[] } }
  | { readonly refused: { readonly code: ProblemCode; readonly value: string | null; readonly detail: string } };

/** The names in braces of a path template. */
type ParamsOf<Path extends string> = Path extends `${string}{${infer Name}}${infer Rest}` ? Name | ParamsOf<Rest> : never;

/** One parameter of a path. A whole one may contain slashes, as they are or percent-encoded. */
interface PathParam {
  readonly about: string;
  readonly whole?: boolean;
}

interface Spec<Path extends string, Q extends z.ZodRawShape, A extends z.ZodRawShape> {
  /** Below /api/v1, as OpenAPI writes it. */
  readonly path: Path;
  readonly operation: string;
  readonly summary: string;
  readonly params: Readonly<Record<ParamsOf<Path>, PathParam>>;
  readonly query: z.ZodObject<Q>;
  readonly answer: z.ZodObject<A>;
  /** Codes it may answer with beyond those every route has. */
  readonly problems?: readonly ProblemCode[];
  /** False where the answer changes without a new revision, so that only its content can say whether it is the same; it may depend on what is asked. */
  readonly byRevision?: boolean | ((search: ReadonlyMap<string, string>) => boolean);
  /** The answer without its revision; undefined where the path names nothing. A promise where others are asked, never by revision then. */
  readonly give: (
    sources: Sources,
    params: Readonly<Record<ParamsOf<Path>, string>>,
    query: z.output<z.ZodObject<Q>>,
  ) => Given<A> | undefined | Promise<Given<A> | undefined>;
}

type Given<A extends z.ZodRawShape> = Omit<z.output<z.ZodObject<A>>, 'revision'>;

/** One row of the table that express, the check of the query and /openapi.json are all made from. */
export interface Route {
  readonly path: string;
  readonly operation: string;
  readonly summary: string;
  readonly params: Readonly<Record<string, PathParam>>;
  readonly query: z.ZodObject;
  readonly answer: z.ZodObject;
  readonly problems: readonly ProblemCode[];
  readonly byRevision: (search: ReadonlyMap<string, string>) => boolean;
  /** Checks the query and answers. Throws ProblemError and QueryError; undefined where the path names nothing. */
  readonly ask: (
    sources: Sources,
    params: Readonly<Record<string, string>>,
    search: ReadonlyMap<string, string>,
  ) => object | undefined | Promise<object | undefined>;
}

export function route<const Path extends string, Q extends z.ZodRawShape, A extends z.ZodRawShape>(spec: Spec<Path, Q, A>): Route {
  const { give, problems = [], byRevision = true, ...rest } = spec;
  return {
    ...rest,
    problems,
    byRevision: typeof byRevision === 'boolean' ? () => byRevision : byRevision,
    ask: (sources, params, search) => give(sources, params as Readonly<Record<ParamsOf<Path>, string>>, readQuery(spec.query, search)),
  };
}
