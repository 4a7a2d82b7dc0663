import { formatCidr, parseCidrLax } from '../../../shared/net/cidr.ts';
import type { ClusterRule } from './rule.ts';
import { sourceReference } from './sources.ts';

/** Measured: with a changed flag on old data the object decides where addresses come from; the API server only warns in an event. */
export const serviceRangeFlagDisagrees: ClusterRule = {
  code: 'service-range-flag-disagrees',
  severity: 'warning',
  title: () => 'The ServiceCIDR kubernetes and the flag of kube-apiserver differ',
  remedy:
    'Set --service-cluster-ip-range to what the object says. To move to the range of the flag, add it as a ServiceCIDR and recreate the Services.',
  needs: ['ServiceCIDR'],
  *find({ cluster, pools }) {
    const record = cluster.store.get('ServiceCIDR', 'kubernetes');
    if (!record) return;
    const object = record.cidrs.map((text) => canonical(text)).join(', ');
    const flags = cluster.places.filter(({ rank, serviceRanges }) => rank === 0 && serviceRanges.length > 0);
    const differing = flags.filter(({ serviceRanges }) => serviceRanges.map(formatCidr).join(', ') !== object);
    if (differing.length === 0) return;
    const said = differing.map(({ source, serviceRanges }) => `${source} says ${serviceRanges.map(formatCidr).join(', ')}`);
    yield {
      subject: 'kubernetes',
      title: 'The ServiceCIDR kubernetes and --service-cluster-ip-range differ',
      detail: `The object says ${object}; ${said.join('; ')}. Addresses come from the object's ranges; the flag alone decides which families there are, and which is first.`,
      objects: [{ kind: 'ServiceCIDR', name: 'kubernetes' }, ...differing.flatMap(({ source }) => sourceReference(source))],
      pools: pools.filter(({ pool }) => pool.kind === 'service' && pool.name === 'kubernetes').map(({ pool }) => pool.id),
    };
  },
};

function canonical(text: string): string {
  const cidr = parseCidrLax(text);
  return cidr ? formatCidr(cidr) : text;
}
