import { type Address, addressBits, type Family, parseAddressLax } from '../../../shared/net/address.ts';
import { type AddressRange, parseAddressRangeLax, rangeOfCidr } from '../../../shared/net/addressRange.ts';
import { type Cidr, parseCidrLax } from '../../../shared/net/cidr.ts';
import type { Provenance, Reference } from '../../../shared/wire/basics.ts';
import type { AnyRecord } from '../../records/records.ts';
import type { SaidAllocation } from './said.ts';

export const families: readonly Family[] = ['IPv4', 'IPv6'];

export function addressIn(text: string): Address | undefined {
  return parseAddressLax(text)?.address;
}

/** The addresses of some texts; what is none is left out. */
export function addressesIn(texts: readonly string[]): Address[] {
  return texts.flatMap((text) => addressIn(text) ?? []);
}

/** The CIDRs of some texts; what is none is left out. */
export function cidrsIn(texts: readonly string[]): Cidr[] {
  return texts.flatMap((text) => parseCidrLax(text) ?? []);
}

/** Whether a prefix can be cut into blocks of a length. */
export function cuts(cidr: Cidr, length: number): boolean {
  return Number.isInteger(length) && length >= cidr.prefixLength && length <= addressBits(cidr.family);
}

/** The ranges of some texts, CIDRs, a-b and a..b; what is none is left out. */
export function rangesIn(texts: readonly string[]): AddressRange[] {
  return texts.flatMap((text) => parseAddressRangeLax(text) ?? []);
}

/** A range as objects with start and end fields have it: a CIDR, both ends, or a single address. */
export function rangeBetween(cidr: string, start: string, end: string): AddressRange | undefined {
  if (cidr !== '') {
    const read = parseCidrLax(cidr);
    return read && rangeOfCidr(read);
  }
  return parseAddressRangeLax(end === '' ? start : `${start}-${end}`);
}

/** What is not empty of a comma-joined list, in order. */
export function joined(text: string): string[] {
  return text
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== '');
}

export function objectOf({ kind, namespace, name }: AnyRecord): Reference {
  const [plain = '', ...group] = (kind.split('/')[0] as string).split('.');
  return { kind: plain, ...(group.length === 0 ? {} : { group: group.join('.') }), ...(namespace === '' ? {} : { namespace }), name };
}

/** "IPPool.crd.projectcalico.org/default": an object as a place where something was learned. */
export function sourceOf(record: AnyRecord): Provenance {
  const name = record.namespace === '' ? record.name : `${record.namespace}/${record.name}`;
  return { source: `${record.kind.split('/')[0]}/${name}`, confidence: 'declared' };
}

/** A pod by "namespace/name". */
export function podNamed(key: string): Reference {
  const [namespace = '', name = ''] = key.split('/');
  return { kind: 'Pod', namespace, name };
}

export function allocation(
  address: Address,
  as: SaidAllocation['as'],
  whom: Reference | null,
  note = '',
  borrowed: SaidAllocation['borrowed'] = null,
): SaidAllocation {
  return { address, as, for: whom, note, borrowed };
}
