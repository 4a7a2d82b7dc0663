import { formatAddress, parseAddressLax, whyNotAddress } from '../../../shared/net/address.ts';
import { type AddressRange, formatAddressRange, parseAddressRangeLax, whyNotAddressRange } from '../../../shared/net/addressRange.ts';
import { formatCidr, parseCidr, parseCidrLax, whyNotCidr } from '../../../shared/net/cidr.ts';

/** What is wrong with the way an address or range is written, as a code and a sentence. */
export interface TextFault {
  readonly severity: 'critical' | 'warning';
  readonly code: 'unreadable' | 'not-canonical' | 'host-bits';
  readonly text: string;
}

/** An address: Kubernetes refuses leading zeros and mapped spellings since 1.36 and stores other spellings as they are (KEP-4858). */
export function addressTextFault(text: string): TextFault | undefined {
  const read = parseAddressLax(text);
  if (!read) return { severity: 'critical', code: 'unreadable', text: `${JSON.stringify(text)} is no address: ${whyNotAddress(text)}.` };
  if (read.flags.length === 0) return undefined;
  const refused = read.flags.includes('leading-zeros') || read.flags.includes('ipv4-mapped');
  const write = `write ${formatAddress(read.address)}`;
  return {
    severity: refused ? 'critical' : 'warning',
    code: 'not-canonical',
    text: refused
      ? `${JSON.stringify(text)} is refused since 1.36: ${write}.`
      : `${text} is not the canonical text, and what compares addresses as texts takes it for another one: ${write}.`,
  };
}

/** A CIDR. `strict`: the API server refuses what is not canonical, as it does in a ServiceCIDR. */
export function cidrTextFault(text: string, strict: boolean): TextFault | undefined {
  const lax = parseCidrLax(text.trim());
  if (!lax) return { severity: 'critical', code: 'unreadable', text: `${JSON.stringify(text)} is no CIDR: ${whyNotCidr(text)}.` };
  const canonical = formatCidr(lax);
  if (canonical === text) return undefined;
  const severity = strict ? 'critical' : 'warning';
  const address = text.trim().split('/')[0] ?? '';
  const hasHostBits = !parseCidr(text.trim()) && (parseAddressLax(address)?.address.value ?? lax.value) !== lax.value;
  return hasHostBits
    ? { severity, code: 'host-bits', text: `${text} has bits set behind its prefix length: write ${canonical}.` }
    : { severity, code: 'not-canonical', text: `${JSON.stringify(text)} is not the canonical text: write ${canonical}.` };
}

/** "a-b", a CIDR, or one address. */
export function rangeTextFault(text: string): TextFault | undefined {
  if (text.includes('/')) return cidrTextFault(text, false);
  const range: AddressRange | undefined = parseAddressRangeLax(text);
  if (!range)
    return { severity: 'critical', code: 'unreadable', text: `${JSON.stringify(text)} is no range: ${whyNotAddressRange(text)}.` };
  const ends = text.split('-').map((end) => end.trim());
  const written = ends.every((end) => parseAddressLax(end)?.flags.length === 0);
  return written
    ? undefined
    : {
        severity: 'warning',
        code: 'not-canonical',
        text: `${JSON.stringify(text)} is not the canonical text: write ${formatAddressRange(range)}.`,
      };
}
