import { pino } from 'pino';
import { createApp } from '../app.ts';
import type { HistoryQuestions } from '../history/answers.ts';
import { listen } from '../http/listen.ts';
import type { Page } from '../http/page.ts';
import type { RateLimitOptions } from '../http/rateLimit.ts';
import type { Sources } from '../http/route.ts';
import { kindTable } from '../kubernetes/kindTable.ts';
import type { Questions } from '../model/model.ts';
import type { OutlookQuestions } from '../outlook/answers.ts';
import { coreKinds, optionalKinds } from '../records/records.ts';
import { Store } from '../store/store.ts';
import { type Asked, type AskOptions, ask } from './ask.ts';
import { HandClock } from './handClock.ts';
import { noHistory } from './noHistory.ts';
import { outlookOf } from './outlookOf.ts';

export interface Served {
  /** http://127.0.0.1:PORT */
  readonly origin: string;
  readonly store: Store;
  readonly clock: HandClock;
  /** Lines of the log, parsed. */
  readonly log: readonly Record<string, unknown>[];
  ask(path: string, options?: AskOptions): Promise<Asked>;
  stop(): Promise<void>;
}

export interface ServeOptions {
  readonly store?: Store;
  readonly model: (store: Store) => Questions;
  /** What the API server is asked for; without, it cannot be reached. */
  readonly object?: Sources['object'];
  /** Without, the past is not known. */
  readonly history?: HistoryQuestions;
  /** Without, creation times are all there is. */
  readonly outlook?: (model: Questions) => OutlookQuestions;
  readonly basePath?: string;
  readonly page?: Page | null;
  readonly rateLimit?: RateLimitOptions;
}

/** 2026-11-23T12:00:00Z */
export const noon = 1_795_435_200_000;

const noObject: Sources['object'] = async () => ({ refused: { code: 'cluster-unavailable', value: null, detail: 'This test has none.' } });

/** The whole HTTP side on a free port of 127.0.0.1, its clock in the test's hand. */
export async function serve({
  store = new Store(noon),
  model,
  object = noObject,
  history = noHistory,
  outlook,
  basePath = '',
  page = null,
  rateLimit,
}: ServeOptions): Promise<Served> {
  const clock = new HandClock(noon);
  const log: Record<string, unknown>[] = [];
  const questions = model(store);
  const app = createApp({
    model: questions,
    revision: () => store.revision,
    status: {
      store,
      coreKinds,
      optionalKinds,
      resource: (kind) => kindTable[kind].resources[0],
      cluster: () => ({ name: 'test', version: 'v1.37.2', server: 'https://10.0.0.1:6443', source: '--kubeconfig', demo: false }),
      warnings: () => [],
      now: clock.now,
      startedAt: noon,
      memory: () => ({ rss: 1024, heapUsed: 512 }),
      version: '1.2.3',
    },
    object,
    history,
    outlook: outlook?.(questions) ?? outlookOf(questions, clock.now),
    basePath,
    page,
    loopbackOnly: true,
    rateLimit: rateLimit ?? { perMinute: 1, countLoopback: false },
    log: pino({ level: 'debug', base: null }, { write: (line: string) => void log.push(JSON.parse(line)) }),
    delay: clock.delay,
    instance: 'test',
  });
  const server = await listen(app.handler, { host: '127.0.0.1', port: 0 });
  const origin = `http://127.0.0.1:${server.address.port}`;
  return {
    origin,
    store,
    clock,
    log,
    ask: (path, options) => ask(origin, path, options),
    async stop() {
      app.stop();
      await server.stop();
    },
  };
}

/** A model that answers what the test gives it, and fails at everything else. */
export function modelThat(answers: Partial<Questions>): Questions {
  const unasked = () => {
    throw new Error('this test asks nothing of the kind');
  };
  return {
    overview: unasked,
    pools: unasked,
    pool: unasked,
    poolBlocks: unasked,
    poolHolders: unasked,
    freeBlocks: unasked,
    map: unasked,
    mapAddresses: unasked,
    pastMap: unasked,
    pastAddresses: unasked,
    poolsThen: unasked,
    outside: unasked,
    ranges: unasked,
    address: unasked,
    search: unasked,
    services: unasked,
    service: unasked,
    predict: unasked,
    nodes: unasked,
    node: unasked,
    namespaces: unasked,
    findings: unasked,
    nodePorts: unasked,
    audit: unasked,
    auditList: unasked,
    auditLeaving: unasked,
    topology: unasked,
    created: unasked,
    planSpaces: unasked,
    subscribe: () => () => {},
    ...answers,
  };
}
