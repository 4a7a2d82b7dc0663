import type { Ends } from '../../../shared/wire/plan.ts';

const day = 86_400_000; // ms

/** How an end moves: "+41 days", "−7 days", "same", "beyond 10 years"; null on a side: it is not there. */
export function changeWords(now: Ends | null, then: Ends | null): string {
  if (now === null) return then === null ? 'same' : 'new';
  if (then === null) return 'dropped';
  if (now.kind === 'date' && then.kind === 'date') {
    const days = Math.round((Date.parse(then.likely) - Date.parse(now.likely)) / day);
    if (days === 0) return 'same';
    return `${days > 0 ? '+' : '−'}${Math.abs(days).toLocaleString('en')} ${Math.abs(days) === 1 ? 'day' : 'days'}`;
  }
  if (now.kind === then.kind) return 'same';
  if (then.kind === 'full') return 'full';
  if (now.kind === 'full') return 'not full';
  if (then.kind === 'not-within') return now.kind === 'date' ? 'beyond 10 years' : 'known';
  return then.kind === 'date' ? 'ends' : 'unknown';
}
