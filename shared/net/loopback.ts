import { type Address, parseAddress, unmap } from './address.ts';
import { containsAddress, parseCidr } from './cidr.ts';

const ranges = ['127.0.0.0/8', '::1/128'].map((text) => {
  const cidr = parseCidr(text);
  if (!cidr) throw new TypeError(`${text} is not a CIDR`);
  return cidr;
});

/** Whether a text is an address of this machine alone (RFC 1122 §3.2.1.3, RFC 4291 §2.5.3), mapped ones included. */
export function isLoopback(text: string): boolean {
  const address = parseAddress(text);
  return address !== undefined && holds(unmap(address));
}

function holds(address: Address): boolean {
  return ranges.some((range) => containsAddress(range, address));
}
