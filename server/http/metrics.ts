import type { RequestHandler } from 'express';
import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';
import { historyStatus } from '../../shared/wire/history.ts';
import type { Pool } from '../../shared/wire/pools.ts';
import type { KindStatus } from '../../shared/wire/status.ts';
import { readingState } from '../../shared/wire/status.ts';
import type { HistoryQuestions } from '../history/answers.ts';
import type { Questions } from '../model/model.ts';
import type { OutlookQuestions } from '../outlook/answers.ts';

export interface MetricsOptions {
  readonly model: Pick<Questions, 'pools' | 'findings'>;
  readonly outlook: Pick<OutlookQuestions, 'daysLeft'>;
  readonly history: Pick<HistoryQuestions, 'status'>;
  readonly kinds: () => readonly KindStatus[];
  readonly streams: () => number;
  /** Milliseconds since 1970. */
  readonly now: () => number;
}

export interface Metrics {
  /** Times every request by its route's template, never by its path: a series a path would be a series an address. */
  readonly observe: RequestHandler;
  readonly route: RequestHandler;
}

/** Own metrics, in a registry of their own. Numbers of the model are read when they are asked for. */
export function metricsOf({ model, outlook, history, kinds: all, streams, now }: MetricsOptions): Metrics {
  // What a cluster need not have and has not is no series: most clusters have one CNI of many.
  const kinds = () => all().filter(({ optional, state }) => !optional || state !== 'not-served');
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  const registers = [registry];

  const perKind = (name: string, help: string, value: (kind: KindStatus) => number | null) =>
    new Gauge({
      name: `cidrscape_${name}`,
      help,
      labelNames: ['kind'],
      registers,
      collect() {
        this.reset();
        for (const kind of kinds()) {
          const number = value(kind);
          if (number !== null) this.set({ kind: kind.kind }, number);
        }
      },
    });
  perKind('objects', 'Objects held, by kind', ({ objects }) => objects);
  perKind('reading_connected', 'Whether the API server is followed for this kind', ({ connected }) => Number(connected));
  perKind('reading_last_event_age_seconds', 'Since the API server last sent something for this kind', ({ lastEvent }) =>
    lastEvent === null ? null : Math.max(0, now() - Date.parse(lastEvent)) / 1000,
  );

  const perKindTotal = (name: string, help: string, value: (kind: KindStatus) => number) =>
    new Counter({
      name: `cidrscape_${name}_total`,
      help,
      labelNames: ['kind'],
      registers,
      collect() {
        this.reset();
        for (const kind of kinds()) this.inc({ kind: kind.kind }, value(kind));
      },
    });
  perKindTotal('reading_restarts', 'Watches opened again, by kind', ({ restarts }) => restarts);
  perKindTotal('reading_relists', 'Full reads after the first, by kind', ({ relists }) => relists);
  perKindTotal('reading_decode_errors', 'Objects or frames that could not be read, by kind', ({ decodeErrors }) => decodeErrors);

  new Gauge({
    name: 'cidrscape_reading_state',
    help: '1 for the state the reading of a kind is in, 0 for the others',
    labelNames: ['kind', 'state'],
    registers,
    collect() {
      this.reset();
      for (const { kind, state } of kinds()) {
        for (const one of readingState.options) this.set({ kind, state: one }, Number(one === state));
      }
    },
  });

  new Gauge({
    name: 'cidrscape_pool_addresses',
    help: 'Addresses of a pool, by what is counted; absent where it is not known',
    labelNames: ['pool', 'kind', 'family', 'count'],
    registers,
    collect() {
      this.reset();
      for (const { id: pool, kind, family, addresses } of allPools(model)) {
        for (const [count, number] of Object.entries(addresses)) {
          if (number !== null) this.set({ pool, kind, family, count }, Number(number));
        }
      }
    },
  });
  new Gauge({
    name: 'cidrscape_pool_blocks',
    help: 'Node blocks of a pod pool, by what is counted; absent where it is not known',
    labelNames: ['pool', 'kind', 'family', 'count'],
    registers,
    collect() {
      this.reset();
      for (const { id: pool, kind, family, blocks } of allPools(model)) {
        if (!blocks) continue;
        this.set({ pool, kind, family, count: 'total' }, blocks.total);
        if (blocks.handedOut !== null) this.set({ pool, kind, family, count: 'handedOut' }, blocks.handedOut);
        if (blocks.free !== null) this.set({ pool, kind, family, count: 'free' }, blocks.free);
      }
    },
  });

  new Gauge({
    name: 'cidrscape_pool_days_left',
    help: 'Days until a pool, or all of a kind and family together, ends; four times in five from earliest to latest; +Inf: not within ten years; absent where it is not known',
    labelNames: ['pool', 'kind', 'family', 'estimate'],
    registers,
    collect() {
      this.reset();
      for (const { id: pool, kind, family, ...days } of outlook.daysLeft())
        for (const [estimate, number] of Object.entries(days)) this.set({ pool, kind, family, estimate }, number);
    },
  });

  new Gauge({
    name: 'cidrscape_history_state',
    help: '1 for the state the history is in, 0 for the others; what happens is written down while it is recording alone',
    labelNames: ['state'],
    registers,
    collect() {
      const { state } = history.status();
      for (const one of historyStatus.shape.state.options) this.set({ state: one }, Number(one === state));
    },
  });

  new Gauge({
    name: 'cidrscape_findings',
    help: 'Findings that hold, by code',
    labelNames: ['code', 'severity'],
    registers,
    collect() {
      this.reset();
      for (const { code, severity, count } of model.findings({ limit: 1 }).groups) this.set({ code, severity }, count);
    },
  });

  new Gauge({
    name: 'cidrscape_stream_clients',
    help: 'Event streams that are open',
    registers,
    collect() {
      this.set(streams());
    },
  });

  const durations = new Histogram({
    name: 'cidrscape_http_request_duration_seconds',
    help: 'From a request to its answer, by route; event streams left out',
    labelNames: ['route', 'status'],
    buckets: [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5],
    registers,
  });

  return {
    observe(_req, res, next) {
      const end = durations.startTimer();
      res.once('finish', () => {
        const route = typeof res.locals.route === 'string' ? res.locals.route : 'none';
        if (route !== '/stream') end({ route, status: String(res.statusCode) });
      });
      next();
    },
    route(_req, res, next) {
      res.locals.route = '/metrics';
      registry
        .metrics()
        .then((text) => res.set({ 'Content-Type': registry.contentType, 'Cache-Control': 'no-store' }).send(text))
        .catch(next);
    },
  };
}

/** At most 1000: a cluster with more ranges than that has its numbers in /pools. */
function allPools(model: Pick<Questions, 'pools'>): readonly Pool[] {
  return model.pools({ limit: 1000 }).items;
}
