import { addressBits, parseAddress } from '../../shared/net/address.ts';
import { cidrOf, formatCidr } from '../../shared/net/cidr.ts';

/** Search params of the map where one address is a cell of its own and is selected: its last 8 bits as a grid. Undefined for what is no address. */
export function mapLink(address: string): { cidr: string; sel: string } | undefined {
  const parsed = parseAddress(address);
  if (!parsed) return undefined;
  return { cidr: formatCidr(cidrOf(parsed, addressBits(parsed.family) - 8)), sel: address };
}
