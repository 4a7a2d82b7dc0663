import type { MapGroupBy } from '../../../shared/wire/map.ts';
import type { Gravity, Group, Shade, Step } from '../../draw/cellShade.ts';
import type { MapCell } from './cells.ts';
import type { GroupLetters } from './groupLetters.ts';

/** What a map is told apart by, with what that needs to be known. */
export interface Grouping {
  readonly by: MapGroupBy;
  readonly letters: GroupLetters;
  /** How grave a finding's code is. */
  readonly gravity: (code: string) => Gravity;
  /** The time that ages are counted to, in ms. */
  readonly now: number;
}

const hour = 3_600_000;
/** The newest step is the fullest: what has just come is what one looks for. */
const ages: readonly (readonly [below: number, Step])[] = [
  [hour, 5],
  [24 * hour, 4],
  [7 * 24 * hour, 3],
  [30 * 24 * hour, 2],
];
const gravities: readonly Gravity[] = ['critical', 'warning', 'info'];

/**
 * The shade of a cell that is told apart by something else than amounts: its largest group; by findings the gravest of its codes; by
 * age the newest of what it holds. `base` is its shade by amount: a state that says more than a group stays (conflict, leaked,
 * reserved, free, outside; unknown where the answer cannot tell a group either).
 */
export function groupShade(grouping: Grouping, cell: Pick<MapCell, 'by'>, base: Shade): Shade {
  if (typeof base !== 'number' && states.includes(base)) return base;
  const by = cell.by;
  if (base === 'unknown' && !by?.groups.length && !by?.since) return base;
  if (grouping.by === 'age') return by?.since ? ageStep(Date.parse(by.since.newest), grouping.now) : 'groupNone';
  if (grouping.by === 'findings') {
    const found = by?.groups.map(({ name }) => name && grouping.gravity(name)) ?? [];
    return gravities.find((gravity) => found.includes(gravity)) ?? 'groupNone';
  }
  const [largest] = by?.groups ?? [];
  return largest ? shadeOfGroup(largest.name, grouping.letters) : 'groupNone';
}

const states: readonly Shade[] = ['conflict', 'leaked', 'reserved', 'free', 'outside'];

/** The shade of a named group: its letter's, or that of all others. */
export function shadeOfGroup(name: string | null, letters: GroupLetters): Group {
  if (name === null) return 'groupNone';
  const at = letters.indexOf(name);
  return at < 0 ? 'groupOther' : (`group${at + 1}` as Group);
}

/** The name behind a group's shade; undefined for shades that have none. */
export function nameOfShade(shade: Shade | 'leftOut', letters: GroupLetters): string | undefined {
  const [, number] = /^group([1-8])$/.exec(String(shade)) ?? [];
  return number === undefined ? undefined : letters[Number(number) - 1];
}

/** The step of an age; a clock that is ahead of ours is now. */
export function ageStep(time: number, now: number): Step {
  return ages.find(([below]) => now - time < below)?.[1] ?? 1;
}
