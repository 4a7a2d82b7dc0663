import { parseAddressLax } from './address.ts';

type Read = ReturnType<typeof parseAddressLax>;

/** A power of two, and few: what lies here for long is moved about by the garbage collector, and costs more than it saves. */
const most = 8;
const texts: string[] = new Array<string>(most).fill('');
const reads: Read[] = new Array<Read>(most).fill(undefined);
let next = 0;

/**
 * parseAddressLax, with the last few texts remembered. One address of an object is read by whoever keeps it, counts it and looks for its
 * node, all within moments, and reading and writing an IPv6 address takes a microsecond.
 */
export function readAddress(text: string): Read {
  const known = texts.indexOf(text);
  if (known >= 0) return reads[known];
  const read = parseAddressLax(text);
  texts[next] = text;
  reads[next] = read;
  next = (next + 1) & (most - 1);
  return read;
}
