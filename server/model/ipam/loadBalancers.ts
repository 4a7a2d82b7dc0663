import { buggyIPs } from '../../../shared/plan/keep.ts';
import type { ConfigMapRecord } from '../../records/configMap.ts';
import type { MetalLBPoolRecord } from '../../records/ipam.ts';
import { families, joined, objectOf, rangesIn, sourceOf } from './reading.ts';
import type { SaidPool } from './said.ts';

/** MetalLB gives out every address, ends included, but for those of avoidBuggyIPs. autoAssign false: to who asks for one, or for this pool. */
export function metalLBPools(record: MetalLBPoolRecord): SaidPool[] {
  return families.flatMap((family): SaidPool[] => {
    const ranges = rangesIn(record.addresses).filter((range) => range.family === family);
    return ranges.length === 0
      ? []
      : [
          {
            ...plain,
            project: 'metallb',
            name: `${record.namespace}/${record.name}`,
            family,
            object: objectOf(record),
            sources: [sourceOf(record)],
            ranges,
            keeps: record.avoidBuggyIPs ? buggyIPs(family) : [],
          },
        ];
  });
}

/** The keys of kube-vip's cloud provider: cidr-NAME and range-NAME, of a namespace or "global", make one pool together. */
export function kubeVipPools(record: ConfigMapRecord): SaidPool[] {
  const texts = new Map<string, string[]>();
  for (const [key, value] of Object.entries(record.values)) {
    const [, name] = /^(?:cidr|range)-(.+)$/.exec(key) ?? [];
    if (name !== undefined) texts.set(name, [...(texts.get(name) ?? []), ...joined(value)]);
  }
  return [...texts].flatMap(([name, parts]) =>
    families.flatMap((family): SaidPool[] => {
      const ranges = rangesIn(parts).filter((range) => range.family === family);
      return ranges.length === 0
        ? []
        : [{ ...plain, project: 'kube-vip', name, family, object: objectOf(record), sources: [sourceOf(record)], ranges, keeps: [] }];
    }),
  );
}

const plain = { use: 'loadBalancer', blocks: null, records: false, gives: true, declared: true, network: '' } as const;
