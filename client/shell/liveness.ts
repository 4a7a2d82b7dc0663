import type { KindStatus, Status } from '../../shared/wire/status.ts';
import type { StreamState } from '../data/stream.ts';
import { formatDuration } from '../kit/formatDuration.ts';
import { mayReadNothing, pluralOf, troubleOf } from '../kit/kindWords.ts';

/** What the badge in the bar says: one word, what it is about, and how loud it is. */
export interface Liveness {
  tone: 'live' | 'reading' | 'stale' | 'down';
  word: string;
  /** After the dot; null where there is nothing to add. */
  about: string | null;
  /** The same where there is little room. */
  short: string | null;
}

export interface LivenessInput {
  /** The last status that came. */
  status: Status | undefined;
  /** When it came, by the browser's clock, in ms. */
  receivedAt: number;
  /** The last time of asking failed. */
  failed: boolean;
  stream: StreamState;
  /** The browser's clock, in ms. */
  now: number;
}

/** Whether what is on the page can be trusted: the way to the server first, then the server's way to the cluster, then each kind. */
export function livenessOf({ status, receivedAt, failed, stream, now }: LivenessInput): Liveness {
  const age = status ? dataAge(status, receivedAt, now) : null;
  const old = age === null ? null : `data ${formatDuration(age)} old`;
  const short = age === null ? null : formatDuration(age);
  if (stream === 'offline') return { tone: 'down', word: 'Offline', about: old, short };
  if (!status)
    return failed
      ? { tone: 'down', word: 'Not connected', about: null, short: null }
      : { tone: 'reading', word: 'Connecting', about: null, short: null };
  if (failed || stream === 'waiting') return { tone: 'down', word: 'Not connected', about: old, short };

  const stale = status.kinds.filter((kind) => ['stale', 'failing'].includes(troubleOf(kind) ?? ''));
  const oldest = stale.reduce<KindStatus | undefined>((worst, kind) => (worst && stamp(worst) <= stamp(kind) ? worst : kind), undefined);
  if (oldest) {
    const kindAge = oldest.lastEvent ? formatDuration(Date.parse(status.now) - Date.parse(oldest.lastEvent) + (now - receivedAt)) : null;
    const name = pluralOf(oldest.kind);
    return { tone: 'stale', word: 'Stale', about: kindAge ? `${name} ${kindAge} old` : name, short: kindAge };
  }
  if (mayReadNothing(status.kinds)) return { tone: 'down', word: 'No rights', about: old, short };
  if (!status.connected) return { tone: 'down', word: 'No cluster', about: old, short };
  const reading = status.kinds.find((kind) => kind.state === 'syncing');
  if (reading) return { tone: 'reading', word: 'Reading', about: pluralOf(reading.kind), short: null };
  return { tone: 'live', word: 'Live', about: old, short };
}

/** Milliseconds since the last byte of any kind: by the server's clock up to its answer, by ours from then on. Null where nothing ever came. */
function dataAge(status: Status, receivedAt: number, now: number): number | null {
  const newest = Math.max(...status.kinds.map(stamp));
  if (!Number.isFinite(newest)) return null;
  return Math.max(0, Date.parse(status.now) - newest) + Math.max(0, now - receivedAt);
}

function stamp(kind: KindStatus): number {
  return kind.lastEvent ? Date.parse(kind.lastEvent) : Number.NEGATIVE_INFINITY;
}
