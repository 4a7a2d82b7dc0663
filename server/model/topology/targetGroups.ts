import type { TopologyState } from '../../../shared/wire/topology.ts';
import { gravityOf, stateOf } from './endpointTally.ts';
import type { SliceGroup } from './sliceGroups.ts';
import type { Target } from './targets.ts';

/** Targets that stand as one. */
export interface TargetGroup {
  readonly id: string;
  readonly targets: readonly Target[];
  readonly state: TopologyState;
}

/** Where the targets lead whose node does not stand on its own: they are the last to, too. */
export const restOfNodes = 'rest/node';

/** What is left over is folded by the slices that lead to it, where these are at most so many. */
const mostRests = 8;

/**
 * Targets one by one where they are few; else those with the same slices, node and state as one; and of these the first so many,
 * the worst and then the largest, while what is left over is one for each set of slices.
 */
export function targetGroups(targets: readonly Target[], nodeOf: (target: Target) => string | undefined, most: number): TargetGroup[] {
  const single = targets.map((target): TargetGroup => ({ id: target.id, targets: [target], state: stateOf(target.tally) }));
  if (single.length <= most) return single.sort(worstFirst(nodeOf));
  const names = new Map<SliceGroup, number>();
  const numberOf = (group: SliceGroup) => {
    const known = names.get(group) ?? names.size;
    names.set(group, known);
    return known;
  };
  const wayTo = (target: Target) =>
    target.from
      .map(({ group }) => numberOf(group))
      .sort()
      .join();
  const folded = [
    ...Map.groupBy(single, ({ targets: [one], state }) => (one ? `${wayTo(one)} ${nodeOf(one) ?? ''} ${state}` : '')).values(),
  ]
    .map((groups): TargetGroup => {
      const [first] = groups;
      return groups.length === 1 && first ? first : foldedOf('fold', groups);
    })
    .sort(worstFirst(nodeOf));
  if (folded.length <= most) return folded;
  const left = folded.slice(most);
  const byWay = Map.groupBy(left, ({ targets: [one] }) => (one ? wayTo(one) : ''));
  const rests = byWay.size <= mostRests ? [...byWay.values()] : [left];
  return [...folded.slice(0, most), ...rests.map((groups) => foldedOf('rest', groups))];
}

/** Named by the first of what it holds, which keeps its name while others come and go. */
function foldedOf(name: string, groups: readonly TargetGroup[]): TargetGroup {
  const targets = groups.flatMap((group) => group.targets);
  const states = new Set(groups.map(({ state }) => state));
  const first = targets.reduce((least, { id }) => (id < least ? id : least), targets[0]?.id ?? '');
  const worst = [...states].sort((a, b) => gravityOf[a] - gravityOf[b])[0] ?? 'empty';
  return { id: `${name}/${first}`, targets, state: states.size > 1 && states.has('ready') ? 'partly' : worst };
}

function worstFirst(nodeOf: (target: Target) => string | undefined) {
  const nameOf = ({ targets: [one] }: TargetGroup) => (one ? `${nodeOf(one) ?? ''} ${one.id}` : '');
  const isLeft = ({ targets: [one] }: TargetGroup) => Number(one !== undefined && nodeOf(one) === restOfNodes);
  return (a: TargetGroup, b: TargetGroup) =>
    gravityOf[a.state] - gravityOf[b.state] ||
    isLeft(a) - isLeft(b) ||
    b.targets.length - a.targets.length ||
    (nameOf(a) < nameOf(b) ? -1 : 1);
}
