import { formatClock, formatDate } from '../../kit/formatDate.ts';
import type { Moment } from './moment.ts';
import { momentText } from './momentTime.ts';

/** "demo, 26 Nov 2026 19:34:09", of a file with its name, of the history its time. */
export function momentName({ cluster, taken, source }: Pick<Moment, 'cluster' | 'taken' | 'source'>): string {
  if (source === 'history') return momentText(taken);
  const when = `${formatDate(taken) ?? taken} ${formatClock(taken) ?? ''}`.trim();
  return source === 'kept' ? `${cluster}, ${when}` : `${source}, loaded ${when}`;
}
