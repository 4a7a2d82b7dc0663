import { randomUUID } from 'node:crypto';
import type { RequestListener } from 'node:http';
import compression from 'compression';
import express from 'express';
import helmet from 'helmet';
import type { Logger } from 'pino';
import { pinoHttp } from 'pino-http';
import type { HistoryQuestions } from './history/answers.ts';
import { answersRouter } from './http/answers.ts';
import { nothingHere, problemHandler } from './http/errors.ts';
import { guard, onlyLoopbackNames } from './http/guard.ts';
import { healthRouter } from './http/health.ts';
import { metricsOf } from './http/metrics.ts';
import { nonceOf } from './http/nonce.ts';
import { openapiOf } from './http/openapi.ts';
import { type Page, pageRouter } from './http/page.ts';
import { limitRate, type RateLimitOptions } from './http/rateLimit.ts';
import type { Sources } from './http/route.ts';
import { routes } from './http/routes.ts';
import { kindStatuses, type StatusOptions, statusOf } from './http/status.ts';
import { type Delay, EventStream } from './http/stream.ts';
import { streamRoute } from './http/streamRoute.ts';
import type { Questions } from './model/model.ts';
import type { OutlookQuestions } from './outlook/answers.ts';

export interface AppOptions {
  readonly model: Questions;
  readonly revision: () => number;
  readonly status: Omit<StatusOptions, 'history'>;
  readonly history: HistoryQuestions;
  readonly outlook: OutlookQuestions;
  /** Asks the API server for one object. */
  readonly object: Sources['object'];
  /** The path it is served under, '' at the root. */
  readonly basePath: string;
  /** Null: the API alone. */
  readonly page: Page | null;
  /** Take requests for loopback names only, because nothing else should get here. */
  readonly loopbackOnly: boolean;
  readonly rateLimit: RateLimitOptions;
  readonly log: Logger;
  readonly delay: Delay;
  /** Differs from one run to the next. */
  readonly instance: string;
}

export interface App {
  readonly handler: RequestListener;
  /** Ends the event streams. */
  stop(): void;
}

/** Everything that is served, composed. */
export function createApp(options: AppOptions): App {
  const { model, revision, basePath, page, log } = options;
  const kinds = () => kindStatuses(options.status);
  const stream = new EventStream({ subscribe: (listener) => model.subscribe(listener), revision, delay: options.delay });
  const metrics = metricsOf({
    model,
    outlook: options.outlook,
    history: options.history,
    kinds,
    streams: () => stream.clients,
    now: options.status.now,
  });
  const openapi = JSON.stringify(openapiOf(routes, { basePath, version: options.status.version }));

  const app = express();
  app.set('query parser', false); // http/query.ts reads it strictly
  app.set('etag', false); // http/answers.ts knows when an answer is the same, without hashing it
  app.set('case sensitive routing', true);
  app.use(requestLog(log));
  app.use(securityHeaders());
  app.use(metrics.observe);
  app.use(limitRate(options.rateLimit));
  if (options.loopbackOnly) app.use(onlyLoopbackNames);
  app.use(guard);
  app.use(compression({ filter: (req, res) => !isEventStream(res.getHeader('Content-Type')) && compression.filter(req, res) }));

  const mounted = express.Router({ caseSensitive: true });
  mounted.use(healthRouter(kinds));
  mounted.get('/metrics', metrics.route);
  mounted.get('/openapi.json', (_req, res) => {
    res.locals.route = '/openapi.json';
    res.set('Cache-Control', 'no-cache').type('application/json').send(openapi);
  });
  mounted.get('/api/v1/stream', streamRoute(stream));
  mounted.use(
    '/api/v1',
    answersRouter({
      routes,
      sources: {
        model,
        status: () => statusOf({ ...options.status, history: () => options.history.status() }),
        object: options.object,
        history: options.history,
        outlook: options.outlook,
      },
      revision,
      instance: options.instance,
    }),
  );
  mounted.use('/api', nothingHere(`The routes of the API are listed in ${basePath}/openapi.json.`));
  mounted.use(pageRouter(page, basePath));
  app.use(basePath === '' ? '/' : basePath, mounted);
  app.use(nothingHere(basePath === '' ? 'There is no such file.' : `The dashboard is served under ${basePath}/.`));
  app.use(problemHandler(log));
  return { handler: app, stop: () => stream.stop() };
}

function isEventStream(type: unknown): boolean {
  return String(type ?? '').startsWith('text/event-stream');
}

/** The content security policy of facts: everything from here, styles with a nonce (the component kit writes <style> tags). */
function securityHeaders() {
  return helmet({
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        'default-src': ["'none'"],
        'script-src': ["'self'"],
        'style-src': ["'self'", (_req, res) => `'nonce-${nonceOf(res)}'`],
        'img-src': ["'self'", 'data:'],
        'font-src': ["'self'"],
        'connect-src': ["'self'"],
        'base-uri': ["'none'"],
        'form-action': ["'self'"],
        'frame-ancestors': ["'none'"],
      },
    },
    strictTransportSecurity: false, // whoever ends TLS in front of it decides that for the whole host
    xFrameOptions: { action: 'deny' },
    referrerPolicy: { policy: 'no-referrer' },
  });
}

/** One line a request at debug level; no headers and no query, which could carry what is nobody's business. */
function requestLog(log: Logger) {
  return pinoHttp({
    logger: log,
    genReqId: (_req, res) => {
      const id = randomUUID();
      res.setHeader('X-Request-Id', id);
      return id;
    },
    customLogLevel: () => 'debug',
    wrapSerializers: false,
    serializers: {
      req: (req: express.Request) => ({ id: req.id, method: req.method, path: pathOf(req.url), from: req.socket.remoteAddress }),
      res: (res: express.Response) => ({ status: res.statusCode }),
    },
  });
}

function pathOf(url: string): string {
  return (url.split('?', 1)[0] ?? '').slice(0, 256);
}
