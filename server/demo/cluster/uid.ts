import { mix } from '../random.ts';

/** A UID in the form of RFC 9562 version 4, made from the seed and a number that no other object has. */
export function uidOf(seed: number, serial: number): string {
  // The first word is a bijection of the serial: two objects never share it.
  const a = mix(serial ^ mix(seed));
  const b = mix(a ^ 0x5bd1e995);
  const c = mix(b ^ serial);
  const d = mix(c ^ seed);
  const tail = hex8(c).slice(0, 3);
  const variant = ((b & 0x3) | 0x8).toString(16);
  return `${hex8(a)}-${hex8(b).slice(0, 4)}-4${tail}-${variant}${hex8(b).slice(5)}-${hex8(c).slice(4)}${hex8(d)}`;
}

const hex4: readonly string[] = Array.from({ length: 0x1_0000 }, (_, value) => value.toString(16).padStart(4, '0'));

/** A 32-bit number as eight hex digits; by table, since every object has several. */
export function hex8(value: number): string {
  return `${hex4[value >>> 16]}${hex4[value & 0xffff]}`;
}
