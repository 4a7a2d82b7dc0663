import type { PlanAnswer } from '../../../shared/wire/plan.ts';
import { formatDay } from '../../kit/formatDate.ts';

export type Overlap = PlanAnswer['overlaps'][number];
export type Note = PlanAnswer['notes'][number];

const ways: Readonly<Record<Overlap['how'], string>> = {
  same: 'is the same as',
  inside: 'lies inside',
  around: 'lies around',
  partly: 'overlaps a part of',
};

/** "lies inside": how a proposed range lies to a known one. */
export function wayOf({ how }: Overlap): string {
  return ways[how];
}

/** "2 of the 24 nodes added on 11 Jan 2027 get no podCIDR: no IPv4 block is left. With a /25 for new nodes each would get one." */
export function withoutText({ day, added, without, lacks, mask }: PlanAnswer['nodesWithout'][number]): string {
  const on = `added on ${formatDay(day)}`;
  const who =
    added === 1
      ? `The node ${on} gets`
      : without === added
        ? `None of the ${added.toLocaleString('en')} nodes ${on} gets`
        : `${without.toLocaleString('en')} of the ${added.toLocaleString('en')} nodes ${on} ${without === 1 ? 'gets' : 'get'}`;
  const remedy = mask === null ? '' : ` With a /${mask} for new nodes ${added === 1 ? 'it' : 'each'} would get one.`;
  return `${who} ${without === added && added > 1 ? 'a' : 'no'} podCIDR: no ${lacks} block is left.${remedy}`;
}

const grave = ['critical', 'warning', 'info'] as const;

/** Notes, the gravest first, else in their order. */
export function byGravity(notes: readonly Note[]): Note[] {
  return [...notes].sort((a, b) => grave.indexOf(a.severity) - grave.indexOf(b.severity));
}

/** All that the numbers do not say, a line each. */
export function planSaid({ nodesWithout, overlaps, notes }: Pick<PlanAnswer, 'nodesWithout' | 'overlaps' | 'notes'>): string[] {
  return [
    ...nodesWithout.map(withoutText),
    ...overlaps.map((one) => `${one.proposed} ${wayOf(one)} ${one.known}.`),
    ...byGravity(notes).map(({ text }) => text),
  ];
}
