import type { KindStatus, Status } from '../../shared/wire/status.ts';
import type { Kind } from '../records/records.ts';
import type { Store } from '../store/store.ts';

/** Where the objects of a kind are found in the Kubernetes API; group '' is the core group, name the one object that is read. */
export interface Resource {
  readonly group: string;
  readonly plural: string;
  readonly name: string; // '' for all of them
}

export interface StatusOptions {
  readonly store: Pick<Store, 'reading' | 'count'>;
  readonly coreKinds: readonly Kind[];
  readonly optionalKinds: readonly Kind[]; // a cluster may well be without them
  readonly resource: (kind: Kind) => Resource;
  /** version is null until the API server has said it. */
  readonly cluster: () => Status['cluster'];
  readonly warnings: () => string[];
  readonly history: () => Status['history'];
  /** Milliseconds since 1970. */
  readonly now: () => number;
  readonly startedAt: number;
  readonly memory: () => { readonly rss: number; readonly heapUsed: number };
  readonly version: string;
}

/** What /status says, without the revision. */
export function statusOf(options: StatusOptions): Omit<Status, 'revision'> {
  const kinds = kindStatuses(options);
  const { rss, heapUsed } = options.memory();
  return {
    cluster: options.cluster(),
    connected: kinds.some((kind) => kind.connected),
    synced: kinds.every((kind) => kind.state !== 'syncing' && kind.state !== 'stale'),
    warnings: options.warnings(),
    kinds,
    history: options.history(),
    memory: { rss, heapUsed },
    uptime: Math.max(0, options.now() - options.startedAt) / 1000,
    version: options.version,
    now: new Date(options.now()).toISOString(),
  };
}

export function kindStatuses(options: Pick<StatusOptions, 'store' | 'coreKinds' | 'optionalKinds' | 'resource'>): KindStatus[] {
  const { store, coreKinds, optionalKinds, resource } = options;
  return [...coreKinds, ...optionalKinds].map((kind) => {
    const { state, connected, lastEvent, error, restarts, relists, decodeErrors } = store.reading(kind);
    const place = resource(kind);
    const { group, plural } = place;
    const count = store.count(kind);
    const whole = state === 'synced' || state === 'stale';
    return {
      kind,
      optional: optionalKinds.includes(kind),
      resource: group === '' ? plural : `${group}/${plural}`,
      state,
      connected,
      objects: whole || count > 0 ? count : null,
      lastEvent: lastEvent === 0 ? null : new Date(lastEvent).toISOString(),
      error,
      missing: state === 'forbidden' ? { verb: refusedVerb(error), resource: group === '' ? plural : `${plural}.${group}` } : null,
      rule: state === 'forbidden' ? ruleFor(place) : null,
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
function ruleFor({ group, plural, name }: Resource): string {
  return [
    `- apiGroups: ["${group}"]`,
    `  resources: ["${plural}"]`,
    ...(name === '' ? [] : [`  resourceNames: ["${name}"]`]),
    '  verbs: ["get", "list", "watch"]',
    '',
  ].join('\n');
}
