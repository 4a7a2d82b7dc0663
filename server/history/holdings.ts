import { type Address, addressBits } from '../../shared/net/address.ts';
import { type Cidr, parseCidrLax } from '../../shared/net/cidr.ts';
import type { Reference } from '../../shared/wire/basics.ts';
import { claimsOf, quietRoles, role, roleAs, sameClaims } from '../model/claims.ts';
import { says } from '../model/ipam/says.ts';
import type { AnyRecord, RecordOf } from '../records/records.ts';
import type { Change } from '../store/store.ts';

/** Whose tenancies are kept. What an allocator writes down is no holder; a pod on the host network has its node's address. */
export const holdingKinds = ['Node', 'Service', 'Pod'] as const;
export type HoldingKind = (typeof holdingKinds)[number];
export type HoldingRecord = RecordOf[HoldingKind];

/** An address that an object holds, or a block that a node has. */
export interface Holding {
  /** In hex; of a block its key. */
  readonly address: string;
  /** How it holds the address; of a block, whose it is. */
  readonly as: string;
}

/** An object that begins or ceases to hold an address. */
export interface Turn extends Holding {
  readonly begins: boolean;
  readonly record: HoldingRecord;
}

/** In hex, so that texts sort as the addresses do. */
export function hexOf({ family, value }: Address): string {
  return value.toString(16).padStart(family === 'IPv4' ? 8 : 32, '0');
}

/**
 * A block as a text that stands where addresses do: two zeros, its network address, its length. So blocks sort among themselves and
 * stand apart from addresses, in 0.0.0.0/8 and ::/8, which nobody holds.
 */
export function blockKey({ prefixLength, ...network }: Cidr): string {
  return `00${hexOf(network)}${prefixLength.toString(16).padStart(2, '0')}`;
}

/** The block of a key. */
export function blockOfKey(key: string): Cidr {
  const family = key.length === 12 ? 'IPv4' : 'IPv6';
  const end = 2 + addressBits(family) / 4;
  return { family, value: BigInt(`0x${key.slice(2, end)}`), prefixLength: Number.parseInt(key.slice(end), 16) };
}

export function isHoldingKind(kind: string): kind is HoldingKind {
  return kind === 'Pod' || kind === 'Service' || kind === 'Node';
}

/** "Kind namespace/name" */
export function objectOf({ kind, namespace, name }: HoldingRecord): string {
  return namespace === '' ? `${kind} ${name}` : `${kind} ${namespace}/${name}`;
}

/** What objectOf wrote, read again. */
export function objectReference(object: string): Reference {
  const [kind = '', key = ''] = object.split(' ', 2);
  const slash = key.indexOf('/');
  return slash < 0 ? { kind, name: key } : { kind, namespace: key.slice(0, slash), name: key.slice(slash + 1) };
}

const always = () => true;

export function holdingsOf(record: HoldingRecord): readonly Holding[] {
  const holdings: Holding[] = [];
  for (const { role: as, address } of claimsOf(record, says(record), always).claims) {
    if (quietRoles.has(as) || as === role.hostIP) continue;
    const holding = { address: hexOf(address), as: roleAs[as] as string };
    if (!holdings.some((other) => other.address === holding.address && other.as === holding.as)) holdings.push(holding);
  }
  if (record.kind === 'Node') holdings.push(...blocksOf(record));
  return holdings;
}

/** How blocks that an object of a CNI's would name are told from podCIDRs: by whose they are. */
export const podCIDR = 'podCIDR';

/** The blocks of a node that it names itself. */
function blocksOf(node: HoldingRecord & { readonly kind: 'Node' }): Holding[] {
  const blocks = node.podCIDRs.flatMap((text) => parseCidrLax(text) ?? []).map((cidr) => ({ address: blockKey(cidr), as: podCIDR }));
  const others = says(node).blocks.map(({ of, cidr }) => ({ address: blockKey(cidr), as: of }));
  return [...new Map([...blocks, ...others].map((block) => [`${block.address} ${block.as}`, block])).values()];
}

function sameBlocks(before: HoldingRecord, after: HoldingRecord): boolean {
  if (before.kind !== 'Node' || after.kind !== 'Node') return true;
  const texts = ({ podCIDRs, ovnSubnets }: typeof before) => [...podCIDRs, '', ...ovnSubnets.flatMap(({ cidrs }) => cidrs)].join();
  return texts(before) === texts(after);
}

/** What a change says of who holds what: nothing, as a rule. Endings come first. */
export function turnsOf(change: Change): readonly Turn[] {
  if (!isHoldingKind(change.kind)) return none;
  const { before, after } = change as { readonly before: HoldingRecord | undefined; readonly after: HoldingRecord | undefined };
  const isSame = before !== undefined && after !== undefined && before.uid === after.uid;
  if (isSame && sameClaims(before, after) && sameBlocks(before, after) && !hasInterfaces(before) && !hasInterfaces(after)) return none;
  const was = before ? holdingsOf(before) : [];
  const is = after ? holdingsOf(after) : [];
  const stays = (holding: Holding, others: readonly Holding[]) =>
    isSame && others.some(({ address, as }) => address === holding.address && as === holding.as);
  return [
    ...was.flatMap((holding) => (stays(holding, is) ? [] : [{ ...holding, begins: false, record: before as HoldingRecord }])),
    ...is.flatMap((holding) => (stays(holding, was) ? [] : [{ ...holding, begins: true, record: after as HoldingRecord }])),
  ];
}

const none: readonly Turn[] = [];

function hasInterfaces(record: AnyRecord): boolean {
  return record.kind === 'Pod' && record.interfaces.length > 0;
}
