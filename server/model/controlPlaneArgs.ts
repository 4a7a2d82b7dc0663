import { type Cidr, parseCidrLax } from '../../shared/net/cidr.ts';
import { type NodePortRange, nodePortRange } from '../../shared/plan/nodePortRange.ts';
import type { PodRecord } from '../records/records.ts';
import { isLive } from './claims.ts';

/** What one place says about the cluster's ranges: the flags of a control-plane pod, or a ConfigMap. */
export interface Declared {
  /** 0 for flags, more for what is believed less: only the best that speaks of a kind of range decides, the others confirm or disagree. */
  readonly rank: number;
  readonly source: string;
  readonly serviceRanges: readonly Cidr[];
  /** blockLength null: not said. */
  readonly podRanges: readonly { readonly range: Cidr; readonly blockLength: number | null }[];
  /** Ranges that the node IPAM controller steps around: it hands out no block that overlaps one. */
  readonly skips: readonly Cidr[];
  /** The range of NodePorts, with what says it; absent where nothing does. */
  readonly nodePorts?: { readonly source: string; readonly range: NodePortRange };
}

/** The value of a flag: "--flag=value" or two elements; where it stands twice the last wins, as pflag has it. */
export function flagValue(args: readonly string[], flag: string): string | undefined {
  let value: string | undefined;
  for (const [i, arg] of args.entries()) {
    if (arg === flag) value = args[i + 1];
    else if (arg.startsWith(`${flag}=`)) value = arg.slice(flag.length + 1);
  }
  return value;
}

/** The ranges that kube-apiserver (Services, NodePorts) or kube-controller-manager (pods) was started with; undefined where it names none. */
export function declaredBy(pod: PodRecord): Declared | undefined {
  if (pod.controlPlaneArgs.length === 0 || !isLive(pod)) return undefined;
  const args = pod.controlPlaneArgs;
  const source = `Pod/${pod.namespace}/${pod.name}`;
  if (pod.name.startsWith('kube-apiserver')) {
    const serviceRanges = rangesIn(flagValue(args, '--service-cluster-ip-range'));
    const ports = flagValue(args, '--service-node-port-range');
    const range = ports === undefined ? undefined : nodePortRange(ports);
    if (serviceRanges.length === 0 && !range) return undefined;
    const nodePorts = range && { nodePorts: { source: `${source} --service-node-port-range`, range } };
    return { rank: 0, source: `${source} --service-cluster-ip-range`, serviceRanges, podRanges: [], skips: [], ...nodePorts };
  }
  if (!pod.name.startsWith('kube-controller-manager')) return undefined;
  const podRanges = rangesIn(flagValue(args, '--cluster-cidr')).map((range) => ({
    range,
    blockLength: maskOf(range, (flag) => flagValue(args, `--${flag}`)) ?? defaultMask(range),
  }));
  const skips = rangesIn(flagValue(args, '--service-cluster-ip-range'));
  return podRanges.length > 0 ? { rank: 0, source: `${source} --cluster-cidr`, serviceRanges: [], podRanges, skips } : undefined;
}

/** The node mask that settings name for the family of a range; null where they name none that fits. */
export function maskOf(range: Cidr, setting: (flag: string) => string | undefined): number | null {
  const own = setting(range.family === 'IPv4' ? 'node-cidr-mask-size-ipv4' : 'node-cidr-mask-size-ipv6');
  const mask = Number(own ?? setting('node-cidr-mask-size') ?? Number.NaN);
  const widest = range.family === 'IPv4' ? 32 : 128;
  // 0 is how pflag says "not set" (k/k cmd/kube-controller-manager/app/core.go).
  return Number.isInteger(mask) && mask > 0 && mask <= widest ? mask : null;
}

/** The node mask of kube-controller-manager where nothing is set. */
export function defaultMask({ family }: Pick<Cidr, 'family'>): number {
  return family === 'IPv4' ? 24 : 64;
}

/** The CIDRs of a comma-joined list; what is none is left out. */
export function rangesIn(text: string | undefined): Cidr[] {
  return (text ?? '').split(',').flatMap((part) => parseCidrLax(part.trim()) ?? []);
}
