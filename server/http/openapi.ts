import { z } from 'zod';
import { problem } from '../../shared/wire/basics.ts';
import { finding, findingGroup } from '../../shared/wire/findings.ts';
import { historyPoint, tenancy } from '../../shared/wire/history.ts';
import { namespace } from '../../shared/wire/namespaces.ts';
import { node } from '../../shared/wire/nodes.ts';
import { forecastHead, planSide } from '../../shared/wire/plan.ts';
import { nodeBlock, pool } from '../../shared/wire/pools.ts';
import { service } from '../../shared/wire/services.ts';
import { streamMessage } from '../../shared/wire/stream.ts';
import { type ProblemCode, problems } from './problem.ts';
import { rulesOf } from './query.ts';
import type { Route } from './route.ts';

/** Any route may answer with these. */
const everywhere: readonly ProblemCode[] = [
  'invalid-parameter',
  'missing-parameter',
  'unknown-parameter',
  'repeated-parameter',
  'invalid-encoding',
  'invalid-request',
  'method-not-allowed',
  'body-not-allowed',
  'uri-too-long',
  'misdirected-host',
  'too-many-requests',
  'internal-error',
];

/** The OpenAPI 3.1 document of the table of routes and the event stream. */
export function openapiOf(routes: readonly Route[], { basePath, version }: { basePath: string; version: string }): object {
  const named = z.registry<{ id: string }>();
  for (const [id, schema] of Object.entries({
    problem,
    pool,
    nodeBlock,
    node,
    service,
    namespace,
    finding,
    findingGroup,
    historyPoint,
    tenancy,
    forecastHead,
    planSide,
    streamMessage,
  }))
    named.add(schema, { id: capital(id) });
  for (const route of routes) named.add(route.answer, { id: `${capital(route.operation)}Answer` });
  const { schemas } = z.toJSONSchema(named, { uri: (id) => `#/components/schemas/${id}` });
  for (const schema of Object.values(schemas)) {
    delete schema.$schema; // the document says once which dialect it speaks
    delete schema.$id;
  }
  return {
    openapi: '3.1.1',
    info: {
      title: 'Cidrscape',
      version,
      description: 'The address space of a Kubernetes cluster. Counts of addresses are decimal strings; what is not known is null.',
      license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
    },
    servers: [{ url: basePath === '' ? '/' : basePath }],
    paths: {
      ...Object.fromEntries(routes.map((route) => [`/api/v1${route.path}`, { get: operationOf(route) }])),
      '/api/v1/stream': { get: streamOperation },
    },
    components: { schemas },
  };
}

function operationOf(route: Route): object {
  return {
    operationId: route.operation,
    summary: route.summary,
    parameters: [
      ...Object.entries(route.params).map(([name, { about, whole = false }]) => ({
        name,
        in: 'path',
        required: true,
        description: whole ? `${about}; slashes in it may stay as they are or be percent-encoded` : about,
        schema: { type: 'string' },
      })),
      ...[...rulesOf(route.query)].map(([name, { description, ...schema }]) => ({
        name,
        in: 'query',
        required: z.toJSONSchema(route.query, { io: 'input' }).required?.includes(name) ?? false,
        ...(description === undefined ? {} : { description }),
        schema,
      })),
    ],
    responses: {
      200: {
        description: 'The answer',
        headers: { ETag: { description: 'Send it back as If-None-Match', schema: { type: 'string' } } },
        content: { 'application/json': { schema: { $ref: `#/components/schemas/${capital(route.operation)}Answer` } } },
      },
      304: { description: 'Nothing changed since the ETag given in If-None-Match' },
      ...problemResponses([...route.problems, ...everywhere]),
    },
  };
}

const streamOperation = {
  operationId: 'stream',
  summary: 'Server-sent events: what changed, at most four times a second; each message’s id is its revision',
  parameters: [
    { name: 'Last-Event-ID', in: 'header', required: false, description: 'The last revision that was seen', schema: { type: 'string' } },
  ],
  responses: {
    200: {
      description: 'Messages of the schema StreamMessage',
      content: { 'text/event-stream': { schema: { $ref: '#/components/schemas/StreamMessage' } } },
    },
    ...problemResponses([...everywhere, 'too-many-streams']),
  },
};

/** One response a status, naming the codes that come with it. */
function problemResponses(codes: readonly ProblemCode[]): Record<string, object> {
  const byStatus = Map.groupBy(new Set(codes), (code) => problems[code].status);
  return Object.fromEntries(
    [...byStatus].map(([status, of]) => [
      status,
      {
        description: of.join(', '),
        content: {
          'application/problem+json': {
            schema: { allOf: [{ $ref: '#/components/schemas/Problem' }, { properties: { code: { enum: of } } }] },
          },
        },
      },
    ]),
  );
}

function capital(name: string): string {
  return name.charAt(0).toUpperCase() + name.slice(1);
}
