import type { TopologyNode } from '../../../shared/wire/topology.ts';
import type { Member, SlicePart } from './scope.ts';

/** Slices of one Service that stand as one. */
export interface SliceGroup {
  readonly id: string;
  readonly member: Member;
  readonly slices: readonly SlicePart[];
  readonly family: 'IPv4' | 'IPv6' | undefined; // undefined: FQDN
  readonly made: TopologyNode['made'];
}

/** So many slices of a family are still shown one by one. */
const mostOfAFamily = 3;

/** The slices of Services, folded by who made them and by family where there are many, further where there would be more than `most`. */
export function sliceGroups(members: readonly Member[], most: number): SliceGroup[] {
  const single = foldOf(members, mostOfAFamily, madeBy);
  if (single.length <= most) return single;
  const byMaker = foldOf(members, 1, madeBy);
  return byMaker.length <= most ? byMaker : foldOf(members, 1, () => undefined);
}

function foldOf(members: readonly Member[], mostSingle: number, maker: (slice: SlicePart) => TopologyNode['made']): SliceGroup[] {
  return members.flatMap((member) => {
    const groups = Map.groupBy(member.slices, (slice) => `${slice.record.addressType} ${maker(slice) ?? ''}`);
    return [...groups.values()].flatMap((slices): SliceGroup[] => {
      const [first] = slices;
      if (!first) return [];
      const family = familyOf(first);
      if (slices.length <= mostSingle)
        return slices.map((slice) => ({ id: `slice/${slice.key}`, member, slices: [slice], family, made: madeBy(slice) }));
      const made = maker(first);
      return [{ id: `slices/${member.key}/${first.record.addressType}${made ? `/${made}` : ''}`, member, slices, family, made }];
    });
  });
}

/** Who made a slice, by its label endpointslice.kubernetes.io/managed-by. */
function madeBy({ record: { managedBy } }: SlicePart): NonNullable<TopologyNode['made']> {
  if (managedBy === 'endpointslice-controller.k8s.io') return 'controller';
  return managedBy === 'endpointslicemirroring-controller.k8s.io' ? 'mirrored' : 'other';
}

function familyOf({ record: { addressType } }: SlicePart): SliceGroup['family'] {
  return addressType === 'IPv4' || addressType === 'IPv6' ? addressType : undefined;
}
