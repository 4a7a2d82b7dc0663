/** A past for the objects of a simulated cluster, and what kube-state-metrics would have said of it. */

type Labels = Readonly<Record<string, string>>;

/** One object while it was there, with the series of it: metric, labels, value. */
export interface Life {
  readonly from: number;
  /** Not part of it. */
  readonly to: number;
  readonly kind: 'node' | 'pod' | 'service';
  readonly series: readonly (readonly [metric: string, labels: Labels, value: number])[];
  /** What it took: for the truth that the import is held to. */
  readonly blocks: readonly string[];
  readonly addresses: readonly string[];
  /** The first address of a Service: all that its metric has. */
  readonly first?: string;
  readonly loadBalancer?: readonly string[];
  /** Whether it takes addresses of the pod network: not on the host's, not ended. */
  readonly isLive: boolean;
}

interface ApiObject {
  readonly metadata: { readonly name: string; readonly namespace?: string; readonly uid: string };
  readonly spec: {
    readonly podCIDR?: string;
    readonly podCIDRs?: readonly string[];
    readonly hostNetwork?: boolean;
    readonly nodeName?: string;
    readonly clusterIP?: string;
    readonly clusterIPs?: readonly string[];
  };
  readonly status: {
    readonly phase?: string;
    readonly addresses?: readonly { readonly type: string; readonly address: string }[];
    readonly hostIP?: string;
    readonly podIP?: string;
    readonly podIPs?: readonly { readonly ip: string }[];
    readonly loadBalancer?: { readonly ingress?: readonly { readonly ip?: string }[] };
  };
}

export interface PastOptions {
  readonly url: string;
  readonly from: number;
  readonly now: number;
  /** Whether its kube-state-metrics has kube_pod_ips and kube_node_status_addresses: older ones have not. */
  readonly isOld?: boolean;
}

const phases = ['Pending', 'Running', 'Succeeded', 'Failed', 'Unknown'];

/** Every object that there is now came at some moment since; beside them there were pods that have gone, and pods that have ended. */
export async function livesOf({ url, from, now, isOld = false }: PastOptions): Promise<Life[]> {
  const list = async (path: string): Promise<ApiObject[]> => {
    const answer = (await (await fetch(`${url}${path}`, { headers: { accept: 'application/json' } })).json()) as { items: ApiObject[] };
    return answer.items;
  };
  const [nodes, pods, services] = await Promise.all(['/api/v1/nodes', '/api/v1/pods', '/api/v1/services'].map(list));
  const comes = (i: number, of: number) => from + Math.round((0.8 * (now - from) * i) / of);
  const later = Number.POSITIVE_INFINITY;
  return [
    ...(nodes ?? []).map((node, i, all) => nodeLife(node, comes(i, all.length), isOld)),
    ...(pods ?? []).map((pod, i, all) => podLife(pod, comes(i, all.length), later, isOld)),
    // Before a pod there was another one, at an address that nobody has now; and one that has ended keeps its address in its status.
    ...(pods ?? []).flatMap((pod, i, all) => {
      if (pod.spec.hostNetwork || i % 3 > 0) return [];
      const { name, uid } = pod.metadata;
      const was = {
        ...pod,
        metadata: { ...pod.metadata, name: `${name}-was`, uid: `${uid}-was` },
        status: moved(pod.status, 200 + (i % 50)),
      };
      const job = {
        ...pod,
        metadata: { ...pod.metadata, name: `${name}-job`, uid: `${uid}-job` },
        status: moved(pod.status, 150 + (i % 50)),
      };
      const begin = comes(i, all.length);
      const middle = begin + Math.round((now - begin) / 2);
      return [podLife(was, begin, middle, isOld), podLife({ ...job, status: { ...job.status, phase: 'Succeeded' } }, begin, later, isOld)];
    }),
    ...firstOfAll(services ?? []).map((service, i, all) => serviceLife(service, comes(i, all.length))),
  ];
}

/** The Service default/kubernetes is there from the beginning of a cluster. */
function firstOfAll(services: readonly ApiObject[]): readonly ApiObject[] {
  const isFirst = ({ metadata: { namespace, name } }: ApiObject) => Number(namespace === 'default' && name === 'kubernetes');
  return services.toSorted((a, b) => isFirst(b) - isFirst(a));
}

/** Addresses of the same blocks, with another end. */
function moved(status: ApiObject['status'], end: number): ApiObject['status'] {
  const other = (ip: string) => (ip.includes(':') ? ip.replace(/:[0-9a-f]*$/, `:${end.toString(16)}`) : ip.replace(/\d+$/, String(end)));
  const podIPs = (status.podIPs ?? []).map(({ ip }) => ({ ip: other(ip) }));
  return { ...status, podIPs, podIP: podIPs[0]?.ip ?? '' };
}

function nodeLife({ metadata: { name }, spec, status }: ApiObject, from: number, isOld: boolean): Life {
  const addresses = status.addresses ?? [];
  const internal = addresses.flatMap(({ type, address }) => (type === 'InternalIP' ? [address] : []));
  return {
    from,
    to: Number.POSITIVE_INFINITY,
    kind: 'node',
    series: [
      ['kube_node_info', { node: name, pod_cidr: spec.podCIDR ?? '', internal_ip: internal[0] ?? '' }, 1],
      ...(isOld ? [] : addresses.map(({ type, address }) => ['kube_node_status_addresses', { node: name, type, address }, 1] as const)),
    ],
    blocks: spec.podCIDRs ?? [],
    addresses: internal,
    isLive: true,
  };
}

function podLife({ metadata, spec, status }: ApiObject, from: number, to: number, isOld: boolean): Life {
  const who = { namespace: metadata.namespace ?? '', pod: metadata.name, uid: metadata.uid };
  const ips = (status.podIPs ?? []).map(({ ip }) => ip);
  const info = { ...who, pod_ip: status.podIP ?? '', host_ip: status.hostIP ?? '', node: spec.nodeName ?? '' };
  return {
    from,
    to,
    kind: 'pod',
    series: [
      ['kube_pod_info', { ...info, host_network: String(spec.hostNetwork === true) }, 1],
      ...(isOld ? [] : ips.map((ip) => ['kube_pod_ips', { ...who, ip, ip_family: ip.includes(':') ? '6' : '4' }, 1] as const)),
      ...phases.map((phase) => ['kube_pod_status_phase', { ...who, phase }, phase === status.phase ? 1 : 0] as const),
    ],
    blocks: [],
    addresses: ips,
    isLive: spec.hostNetwork !== true && status.phase !== 'Succeeded' && status.phase !== 'Failed',
  };
}

function serviceLife({ metadata, spec, status }: ApiObject, from: number): Life {
  const who = { namespace: metadata.namespace ?? '', service: metadata.name, uid: metadata.uid };
  const ingress = (status.loadBalancer?.ingress ?? []).flatMap(({ ip }) => ip ?? []);
  return {
    from,
    to: Number.POSITIVE_INFINITY,
    kind: 'service',
    series: [
      ['kube_service_info', { ...who, cluster_ip: spec.clusterIP ?? '', external_name: '', load_balancer_ip: '' }, 1],
      ...ingress.map((ip) => ['kube_service_status_load_balancer_ingress', { ...who, ip, hostname: '' }, 1] as const),
    ],
    blocks: [],
    addresses: spec.clusterIPs ?? [],
    first: spec.clusterIP ?? '',
    loadBalancer: ingress,
    isLive: true,
  };
}

/** What a Prometheus would have scraped at some moments (milliseconds), with labels that it adds. */
export function expositionOf(
  parts: readonly { readonly lives: readonly Life[]; readonly times: readonly number[]; readonly labels: Labels }[],
): string {
  const lines = new Map<string, string[]>();
  for (const { lives, times, labels } of parts)
    for (const { from, to, series } of lives)
      for (const [metric, own, value] of series) {
        const text = Object.entries({ ...own, ...labels })
          .map(([name, of]) => `${name}="${of}"`)
          .join(',');
        const into = lines.get(metric) ?? [];
        lines.set(metric, into);
        for (const at of times) if (at >= from && at < to) into.push(`${metric}{${text}} ${value} ${at / 1000}`);
      }
  return `${[...lines].flatMap(([metric, of]) => [`# TYPE ${metric} gauge`, ...of]).join('\n')}\n# EOF\n`;
}
