import type { KindStatus, Status } from '../../shared/wire/status.ts';
import type { Kind } from '../records/records.ts';
import type { Store } from '../store/store.ts';

/** Where the objects of a kind are found in the Kubernetes API; group '' is the core group. */
export interface Resource {
  readonly group: string;
  readonly plural: string;
}

export interface StatusOptions {
  readonly store: Pick<Store, 'reading' | 'count'>;
  readonly resources: Readonly<Record<Kind, Resource>>;
  /** version is null until the API server has said it. */
  readonly cluster: () => Status['cluster'];
  readonly warnings: () => string[];
  /** Milliseconds since 1970. */
  readonly now: () => number;
  readonly startedAt: number;
  readonly memory: () => { readonly rss: number; readonly heapUsed: number };
  readonly version: string;
}

/** What /status says, without the revision. */
export function statusOf(options: StatusOptions): Omit<Status, 'revision'> {
  const kinds = kindStatuses(options.store, options.resources);
  const { rss, heapUsed } = options.memory();
  return {
    cluster: options.cluster(),
    connected: kinds.some((kind) => kind.connected),
    synced: kinds.every((kind) => kind.state !== 'syncing' && kind.state !== 'stale'),
    warnings: options.warnings(),
    kinds,
    memory: { rss, heapUsed },
    uptime: Math.max(0, options.now() - options.startedAt) / 1000,
    version: options.version,
    now: new Date(options.now()).toISOString(),
  };
}

export function kindStatuses(store: StatusOptions['store'], resources: StatusOptions['resources']): KindStatus[] {
  return (Object.keys(resources) as Kind[]).map((kind) => {
    const { state, connected, lastEvent, error, restarts, relists, decodeErrors } = store.reading(kind);
    const { group, plural } = resources[kind];
    const count = store.count(kind);
    const whole = state === 'synced' || state === 'stale';
    return {
      kind,
      resource: group === '' ? plural : `${group}/${plural}`,
      state,
      connected,
      objects: whole || count > 0 ? count : null,
      lastEvent: lastEvent === 0 ? null : new Date(lastEvent).toISOString(),
      error,
      missing: state === 'forbidden' ? { verb: refusedVerb(error), resource: group === '' ? plural : `${plural}.${group}` } : null,
      rule: state === 'forbidden' ? ruleFor(group, plural) : null,
      restarts,
      relists,
      decodeErrors,
    };
  });
}

/** The API server says `… cannot watch resource "pods" in API group "" …`; the first thing it would refuse is list. */
function refusedVerb(error: string | null): string {
  return /\bcannot (get|list|watch)\b/.exec(error ?? '')?.[1] ?? 'list';
}

/** One rule of a ClusterRole. */
function ruleFor(group: string, plural: string): string {
  return [`- apiGroups: ["${group}"]`, `  resources: ["${plural}"]`, '  verbs: ["get", "list", "watch"]', ''].join('\n');
}
