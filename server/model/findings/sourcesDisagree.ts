import { formatCidr } from '../../../shared/net/cidr.ts';
import type { Cluster } from '../cluster.ts';
import { nodePortsSaid } from '../nodePorts.ts';
import type { ClusterRule } from './rule.ts';
import { sourceReference } from './sources.ts';

/** What one place says of one thing. */
interface Statement {
  readonly source: string;
  readonly says: string;
}

/**
 * Flags of control-plane pods, kubeadm-config and kube-proxy's configuration that name different ranges. ConfigMaps do not follow flags;
 * what reads them (kubeadm upgrade, kube-proxy) then works with another range than the cluster has.
 */
export const sourcesDisagree: ClusterRule = {
  code: 'sources-disagree',
  severity: 'warning',
  title: (count) => (count === 1 ? 'Sources disagree on one range' : `Sources disagree on ${count} ranges`),
  remedy: 'Bring them in line, flags first: what kubeadm-config and kube-proxy say takes effect at the next upgrade or restart.',
  *find({ cluster }) {
    for (const [subject, what, statements] of topics(cluster)) {
      if (new Set(statements.map(({ says }) => says)).size < 2) continue;
      yield {
        subject,
        title: `Sources disagree on ${what}`,
        detail: `${statements.map(({ source, says }) => `${source} says ${says}`).join('; ')}. The first one is believed here.`,
        objects: statements.flatMap(({ source }) => sourceReference(source)),
      };
    }
  },
};

/** The order of families is part of what is said: it decides which is primary. */
function topics(cluster: Cluster): [subject: string, what: string, statements: Statement[]][] {
  const { places } = cluster;
  const service = places.filter(({ serviceRanges }) => serviceRanges.length > 0);
  const pod = places.filter(({ podRanges }) => podRanges.length > 0);
  return [
    [
      'service-ranges',
      'the Service ranges',
      service.map(({ source, serviceRanges }) => ({ source, says: serviceRanges.map(formatCidr).join(', ') })),
    ],
    [
      'pod-ranges',
      'the pod ranges',
      pod.map(({ source, podRanges }) => ({ source, says: podRanges.map(({ range }) => formatCidr(range)).join(', ') })),
    ],
    ...(['IPv4', 'IPv6'] as const).map((family): [string, string, Statement[]] => [
      `node-mask-${family}`,
      `the ${family} node mask`,
      pod.flatMap(({ source, podRanges }) =>
        podRanges.flatMap(({ range, blockLength }) =>
          range.family === family && blockLength !== null ? [{ source, says: `/${blockLength}` }] : [],
        ),
      ),
    ]),
    [
      'node-ports',
      'the range of NodePorts',
      nodePortsSaid(cluster).map(({ source, range }) => ({ source, says: `${range.first}-${range.last}` })),
    ],
  ];
}
