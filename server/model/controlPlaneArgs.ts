import { type Cidr, parseCidrLax } from '../../shared/net/cidr.ts';
import { type NodePortRange, nodePortRange } from '../../shared/plan/nodePortRange.ts';
import type { PodRecord } from '../records/records.ts';
import { isLive } from './claims.ts';

/** What the flags of one control-plane pod say about the cluster's ranges. */
export interface Declared {
  readonly source: string;
  readonly serviceRanges: readonly Cidr[];
  readonly podRanges: readonly { readonly range: Cidr; readonly blockLength: number }[];
  /** kube-apiserver's --service-node-port-range; null where it is not set, or by another program. */
  readonly nodePorts: { readonly source: string; readonly range: NodePortRange } | null;
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
    const serviceRanges = cidrs(flagValue(args, '--service-cluster-ip-range'));
    const ports = flagValue(args, '--service-node-port-range');
    const range = ports === undefined ? undefined : nodePortRange(ports);
    const nodePorts = range ? { source: `${source} --service-node-port-range`, range } : null;
    if (serviceRanges.length === 0 && !nodePorts) return undefined;
    return { source: `${source} --service-cluster-ip-range`, serviceRanges, podRanges: [], nodePorts };
  }
  if (!pod.name.startsWith('kube-controller-manager')) return undefined;
  const podRanges = cidrs(flagValue(args, '--cluster-cidr')).map((range) => {
    const own = flagValue(args, range.family === 'IPv4' ? '--node-cidr-mask-size-ipv4' : '--node-cidr-mask-size-ipv6');
    const mask = Number(own ?? flagValue(args, '--node-cidr-mask-size') ?? Number.NaN);
    const widest = range.family === 'IPv4' ? 32 : 128;
    // 0 is how pflag says "not set" (k/k cmd/kube-controller-manager/app/core.go).
    const blockLength = Number.isInteger(mask) && mask > 0 && mask <= widest ? mask : range.family === 'IPv4' ? 24 : 64;
    return { range, blockLength };
  });
  return podRanges.length > 0 ? { source: `${source} --cluster-cidr`, serviceRanges: [], podRanges, nodePorts: null } : undefined;
}

function cidrs(text: string | undefined): Cidr[] {
  return (text ?? '').split(',').flatMap((part) => parseCidrLax(part.trim()) ?? []);
}
