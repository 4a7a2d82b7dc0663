import { parseAddressLax } from './address.ts';

type Read = ReturnType<typeof parseAddressLax>;

const most = 512;
const recent = new Map<string, Read>();

/**
 * parseAddressLax, with the last few hundred texts remembered. One address of an object is read by whoever keeps it, counts it and looks
 * for its node, all within moments, and reading and writing an IPv6 address takes a microsecond.
 */
export function readAddress(text: string): Read {
  const known = recent.get(text);
  if (known !== undefined) return known;
  const read = parseAddressLax(text);
  if (read === undefined) return undefined;
  if (recent.size >= most) recent.clear();
  recent.set(text, read);
  return read;
}
