import type { Address } from '../../shared/net/address.ts';
import { claimsOf, quietRoles, role, roleAs, sameClaims } from '../model/claims.ts';
import { says } from '../model/ipam/says.ts';
import type { AnyRecord, RecordOf } from '../records/records.ts';
import type { Change } from '../store/store.ts';

/** Whose tenancies are kept. What an allocator writes down is no holder; a pod on the host network has its node's address. */
export const holdingKinds = ['Node', 'Service', 'Pod'] as const;
export type HoldingKind = (typeof holdingKinds)[number];
export type HoldingRecord = RecordOf[HoldingKind];

/** An address that an object holds. */
export interface Holding {
  readonly address: string;
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

export function isHoldingKind(kind: string): kind is HoldingKind {
  return kind === 'Pod' || kind === 'Service' || kind === 'Node';
}

/** "Kind namespace/name" */
export function objectOf({ kind, namespace, name }: HoldingRecord): string {
  return namespace === '' ? `${kind} ${name}` : `${kind} ${namespace}/${name}`;
}

const always = () => true;

export function holdingsOf(record: HoldingRecord): readonly Holding[] {
  const holdings: Holding[] = [];
  for (const { role: as, address } of claimsOf(record, says(record), always).claims) {
    if (quietRoles.has(as) || as === role.hostIP) continue;
    const holding = { address: hexOf(address), as: roleAs[as] as string };
    if (!holdings.some((other) => other.address === holding.address && other.as === holding.as)) holdings.push(holding);
  }
  return holdings;
}

/** What a change says of who holds what: nothing, as a rule. Endings come first. */
export function turnsOf(change: Change): readonly Turn[] {
  if (!isHoldingKind(change.kind)) return none;
  const { before, after } = change as { readonly before: HoldingRecord | undefined; readonly after: HoldingRecord | undefined };
  const isSame = before !== undefined && after !== undefined && before.uid === after.uid;
  if (isSame && sameClaims(before, after) && !hasInterfaces(before) && !hasInterfaces(after)) return none;
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
