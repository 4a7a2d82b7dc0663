import { formatAddress, parseAddressLax, type TextFlag } from '../../../shared/net/address.ts';
import { formatCidr, parseCidrLax } from '../../../shared/net/cidr.ts';
import { readAddress } from '../../../shared/net/readAddress.ts';
import type { AnyRecord } from '../../records/records.ts';

/** An address or a CIDR of an object that is not written in its canonical form. */
export interface OddText {
  readonly field: string;
  readonly text: string;
  /** What it means; null where it means nothing. */
  readonly canonical: string | null;
  readonly flags: readonly TextFlag[];
}

/** Most texts by far: told apart without reading them as a number. */
const plainIPv4 = /^(?:(?:25[0-5]|2[0-4]\d|1\d\d|[1-9]?\d)\.){3}(?:25[0-5]|2[0-4]\d|1\d\d|[1-9]?\d)$/;

/**
 * The odd texts of an object. Slices are left out: the API server has always written their addresses in canonical form (measured), and
 * they repeat what pods say.
 */
export function oddTexts(record: AnyRecord): OddText[] {
  const odd: OddText[] = [];
  eachText(record, (field, text, what) => {
    if (what === 'address' && plainIPv4.test(text)) return;
    const found = what === 'address' ? oddAddress(field, text) : oddCidr(field, text);
    if (found) odd.push(found);
  });
  return odd;
}

/** Whether two versions of an object write the same texts. */
export function sameTexts(before: AnyRecord, after: AnyRecord): boolean {
  const texts: string[] = [];
  eachText(before, (field, text) => texts.push(field, text));
  let at = 0;
  let same = true;
  eachText(after, (field, text) => {
    if (texts[at++] !== field || texts[at++] !== text) same = false;
  });
  return same && at === texts.length;
}

function eachText(record: AnyRecord, each: (field: string, text: string, what: 'address' | 'cidr') => void): void {
  switch (record.kind) {
    case 'Pod':
      for (const text of record.podIPs) each('status.podIPs', text, 'address');
      return;
    case 'Node':
      for (const { address } of record.addresses) each('status.addresses', address, 'address');
      for (const text of record.podCIDRs) each('spec.podCIDRs', text, 'cidr');
      return;
    case 'Service':
      for (const text of record.clusterIPs) if (text !== 'None' && text !== '') each('spec.clusterIPs', text, 'address');
      for (const text of record.externalIPs) each('spec.externalIPs', text, 'address');
      for (const { ip } of record.loadBalancer) if (ip !== '') each('status.loadBalancer.ingress', ip, 'address');
      return;
    case 'IPAddress':
      each('metadata.name', record.name, 'address');
      return;
    case 'ServiceCIDR':
      for (const text of record.cidrs) each('spec.cidrs', text, 'cidr');
      return;
    default:
      return;
  }
}

function oddAddress(field: string, text: string): OddText | undefined {
  const read = readAddress(text);
  if (!read) return { field, text, canonical: null, flags: [] };
  return read.flags.length === 0 ? undefined : { field, text, canonical: formatAddress(read.address), flags: read.flags };
}

/** What is odd about a CIDR is odd about its address, or host bits are set. */
function oddCidr(field: string, text: string): OddText | undefined {
  const cidr = parseCidrLax(text);
  if (!cidr) return { field, text, canonical: null, flags: [] };
  const canonical = formatCidr(cidr);
  if (canonical === text) return undefined;
  return { field, text, canonical, flags: parseAddressLax(text.split('/')[0] ?? '')?.flags ?? [] };
}
