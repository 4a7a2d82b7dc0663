import type { Mark as WireMark } from '../../shared/wire/history.ts';
import type { Mark } from './history.ts';

export function markOf({ kind, from, until, note }: Mark): WireMark {
  return { kind, from: new Date(from).toISOString(), until: new Date(until).toISOString(), note };
}
