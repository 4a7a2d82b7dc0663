import { formatClock, formatDate } from '../../kit/formatDate.ts';
import type { Moment } from './moment.ts';

/** "demo, 26 Nov 2026 19:34:09", of a file with its name. */
export function momentName({ cluster, taken, source }: Pick<Moment, 'cluster' | 'taken' | 'source'>): string {
  const when = `${formatDate(taken) ?? taken} ${formatClock(taken) ?? ''}`.trim();
  return source === 'kept' ? `${cluster}, ${when}` : `${source}, loaded ${when}`;
}
