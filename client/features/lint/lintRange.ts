import { type Family, formatAddress } from '../../../shared/net/address.ts';
import { type AddressRange, formatAddressRange, parseAddressRangeLax, rangeOfCidr } from '../../../shared/net/addressRange.ts';
import { parseCidrLax } from '../../../shared/net/cidr.ts';
import { blockCount } from '../../../shared/plan/nodeBlock.ts';
import { serviceRange } from '../../../shared/plan/serviceRange.ts';
import { serviceRangeFlag } from '../../../shared/plan/serviceRangeFlag.ts';
import { counted } from '../../kit/formatCount.ts';
import { outsideWords } from '../../kit/outsideWords.ts';
import type { LintState } from './lintCluster.ts';
import { cidrTextFault, rangeTextFault } from './lintText.ts';
import { type Fields, fieldsOf, type Manifest, type Path, pathText } from './readManifests.ts';
import type { Remark } from './remark.ts';

/** A range as it stands in an object. */
interface Written {
  readonly path: Path;
  readonly text: string;
  readonly kind: 'service' | 'pod' | 'loadBalancer';
  /** The API server refuses what is not canonical. */
  readonly strict?: boolean;
  /** Length of the blocks that nodes get of it. */
  readonly blockLength?: number | undefined;
  /** The family that the field is for. */
  readonly family?: Family;
}

/** Kinds whose ranges are read, and where they stand. */
const written: Readonly<Record<string, (value: Fields) => Written[]>> = {
  ServiceCIDR: ({ spec }) => texts(fieldsOf(spec)?.cidrs, ['spec', 'cidrs']).map((one) => ({ ...one, kind: 'service', strict: true })),
  ClusterConfiguration: ({ networking }) => {
    const { serviceSubnet, podSubnet } = fieldsOf(networking) ?? {};
    return [
      ...commas(serviceSubnet, ['networking', 'serviceSubnet']).map((one): Written => ({ ...one, kind: 'service' })),
      ...commas(podSubnet, ['networking', 'podSubnet']).map((one): Written => ({ ...one, kind: 'pod' })),
    ];
  },
  IPPool: ({ spec }) => {
    const { cidr, blockSize } = fieldsOf(spec) ?? {};
    const length = typeof blockSize === 'number' ? blockSize : typeof cidr === 'string' && cidr.includes(':') ? 122 : 26;
    return typeof cidr === 'string' ? [{ path: ['spec', 'cidr'], text: cidr, kind: 'pod', blockLength: length }] : [];
  },
  IPAddressPool: ({ spec }) => texts(fieldsOf(spec)?.addresses, ['spec', 'addresses']).map((one) => ({ ...one, kind: 'loadBalancer' })),
  CiliumPodIPPool: ({ spec }) =>
    (['ipv4', 'ipv6'] as const).flatMap((name) => {
      const { cidrs, maskSize } = fieldsOf(fieldsOf(spec)?.[name]) ?? {};
      return texts(cidrs, ['spec', name, 'cidrs']).map((one) => ({
        ...one,
        kind: 'pod' as const,
        family: name === 'ipv4' ? ('IPv4' as const) : ('IPv6' as const),
        blockLength: typeof maskSize === 'number' ? maskSize : undefined,
      }));
    }),
  CiliumLoadBalancerIPPool: ({ spec }) => {
    const blocks = fieldsOf(spec)?.blocks;
    return (Array.isArray(blocks) ? blocks : []).flatMap((block, at): Written[] => {
      const { cidr, start, stop } = fieldsOf(block) ?? {};
      const path = ['spec', 'blocks', at];
      if (typeof cidr === 'string') return [{ path: [...path, 'cidr'], text: cidr, kind: 'loadBalancer' }];
      if (typeof start !== 'string') return [];
      return [{ path: [...path, 'start'], text: typeof stop === 'string' ? `${start}-${stop}` : start, kind: 'loadBalancer' }];
    });
  },
};

function texts(list: unknown, path: Path): { path: Path; text: string }[] {
  return (Array.isArray(list) ? list : []).flatMap((text, at) => (typeof text === 'string' ? { path: [...path, at], text } : []));
}

function commas(text: unknown, path: Path): { path: Path; text: string }[] {
  return typeof text === 'string' && text !== '' ? text.split(',').map((part) => ({ path, text: part })) : [];
}

export const holdsRanges = (kind: string): boolean => Object.hasOwn(written, kind);

type Say = (severity: Remark['severity'], code: string, path: Path, text: string) => void;

/** Ranges that an object declares: whether they are valid, how much they give, and what they overlap. */
export function lintRange(manifest: Manifest, state: LintState): Remark[] {
  const object = manifest.name === '' ? manifest.kind : `${manifest.kind} ${manifest.name}`;
  const remarks: Remark[] = [];
  const say: Say = (severity, code, path, text) =>
    remarks.push({
      severity,
      code,
      source: manifest.source,
      line: manifest.lineOf(path),
      object,
      field: path.length === 0 ? null : pathText(path),
      text,
    });
  const ranges = written[manifest.kind]?.(manifest.value) ?? [];
  if (ranges.length === 0) say('critical', 'no-range', [], `This ${manifest.kind} names no range.`);
  for (const one of ranges) lintOne(one, manifest, state, object, say);
  if (manifest.kind === 'ServiceCIDR') wholeServiceCIDR(manifest, ranges, state, say);
  if (manifest.kind === 'ClusterConfiguration') wholeFlag(manifest, say);
  return remarks;
}

function lintOne(one: Written, manifest: Manifest, state: LintState, object: string, say: Say): void {
  const { path, text, kind, strict = false } = one;
  const fault = manifest.kind === 'IPAddressPool' || /-/.test(text) ? rangeTextFault(text) : cidrTextFault(text, strict);
  if (fault) say(fault.severity, fault.code, path, fault.text);
  const cidr = parseCidrLax(text.trim());
  const range: AddressRange | undefined = cidr ? rangeOfCidr(cidr) : parseAddressRangeLax(text);
  if (!range) return;
  if (one.family && one.family !== range.family)
    say('critical', 'wrong-family', path, `${text} is ${range.family}, and the field is for ${one.family}.`);
  say('info', 'size', path, sizeText(one, range));
  if (cidr && kind === 'service') {
    if (serviceRange(cidr).usable === 0n)
      say(
        'critical',
        'gives-nothing',
        path,
        cidr.family === 'IPv6' && cidr.prefixLength < 64
          ? `${text} is accepted and Ready, and gives out nothing: an IPv6 Service range is at most a /64.`
          : `${text} has no address that is given out.`,
      );
    const { families } = state.cluster;
    if (manifest.kind === 'ServiceCIDR' && families !== null && !families.includes(cidr.family))
      say(
        'critical',
        'family-not-served',
        path,
        `The cluster has no ${cidr.family} for Services, and a ServiceCIDR adds none: it would be Ready and dead.`,
      );
  }
  overlaps(one, range, manifest, state, object, say);
  state.addRange(range, `${object} (line ${manifest.lineOf(path)})`);
}

function sizeText({ text, kind, blockLength }: Written, range: AddressRange): string {
  const size = counted(range.last - range.first + 1n, 'address', 'addresses');
  const cidr = parseCidrLax(text.trim());
  if (!cidr) return `${text.trim()}: ${size}.`;
  if (kind === 'service') {
    const { usable, first, staticSize } = serviceRange(cidr);
    if (first === null) return `${text.trim()}: ${size}.`;
    const at = (value: bigint) => formatAddress({ family: cidr.family, value });
    const band = staticSize === 0 ? 'too small for a static band' : `static band ${at(first)} – ${at(first + BigInt(staticSize) - 1n)}`;
    return `${text.trim()}: ${size}, ${counted(usable, 'of them is', 'of them are')} given out; ${band}.`;
  }
  if (blockLength === undefined) return `${text.trim()}: ${size}.`;
  const blocks = blockCount(cidr, blockLength);
  if (blocks === 0) return `${text.trim()}: ${size}; a block of /${blockLength} does not fit into it.`;
  return `${text.trim()}: ${size} in ${counted(blocks, `block of /${blockLength}`, `blocks of /${blockLength}`)}.`;
}

function overlaps(one: Written, range: AddressRange, manifest: Manifest, state: LintState, object: string, say: Say): void {
  for (const other of state.overlapping(range)) {
    const where = formatAddressRange(other.range);
    const isOwn = other.pool?.object?.kind === manifest.kind && other.pool.object.name === manifest.name;
    const isSame = other.range.first === range.first && other.range.last === range.last;
    if (isOwn && isSame) continue;
    if (other.label.startsWith(`${object} (`) && isSame && manifest.kind !== 'ClusterConfiguration') {
      say('warning', 'twice', one.path, `${one.text} stands in it twice.`);
      continue;
    }
    // What kubeadm was set up with is the cluster that is there.
    if (manifest.kind === 'ClusterConfiguration' && other.pool && other.pool.kind === one.kind && isSame) continue;
    const bothService = one.kind === 'service' && other.pool?.kind === 'service';
    say(
      bothService ? 'info' : 'critical',
      'overlap',
      one.path,
      bothService
        ? `${one.text} overlaps ${where}, ${other.label}: that is allowed, and its addresses are the same ones.`
        : `${one.text} overlaps ${where}, ${other.label}.`,
    );
  }
  for (const other of state.strangers(range, one.kind))
    say('warning', 'outside', one.path, `${one.text} overlaps ${other.range}, which lies outside of the cluster: ${outsideWords(other)}.`);
}

/** Rules for the list of a ServiceCIDR as a whole, and for one that is there already (k/k pkg/apis/networking/validation). */
function wholeServiceCIDR(manifest: Manifest, ranges: readonly Written[], state: LintState, say: Say): void {
  const path = ['spec', 'cidrs'];
  const cidrs = ranges.flatMap(({ text }) => parseCidrLax(text) ?? []);
  if (ranges.length > 2) say('critical', 'rejected', path, 'A ServiceCIDR has at most two CIDRs, one of each family.');
  else if (cidrs.length === 2 && cidrs[0]?.family === cidrs[1]?.family)
    say('critical', 'rejected', path, `Both CIDRs are ${cidrs[0]?.family}: a ServiceCIDR has at most one of each family.`);
  const there = state.cluster.pools
    .filter(({ object }) => object?.kind === 'ServiceCIDR' && object.name === manifest.name)
    .flatMap((pool) => pool.ranges);
  if (there.length === 0) return;
  const wanted = ranges.map(({ text }) => text);
  const missing = there.filter((range) => !wanted.includes(range));
  if (missing.length > 0)
    say(
      'critical',
      'rejected',
      path,
      `ServiceCIDR ${manifest.name} is there with ${there.join(', ')}: its cidrs cannot be changed, but that one may become two. Make another ServiceCIDR.`,
    );
}

/** kubeadm hands serviceSubnet to kube-apiserver as its flag. */
function wholeFlag(manifest: Manifest, say: Say): void {
  const subnet = fieldsOf(manifest.value.networking)?.serviceSubnet;
  if (typeof subnet !== 'string' || subnet === '') return;
  const flag = serviceRangeFlag(subnet);
  if (!flag.starts) say('critical', 'rejected', ['networking', 'serviceSubnet'], `kube-apiserver does not start with it: ${flag.why}.`);
}
