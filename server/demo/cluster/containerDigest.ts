import { mix } from '../random.ts';
import { hex8 } from './uid.ts';

/** 64 hex digits that no other pod has: the id of its container, by which CNIs name what they gave it. */
export function containerDigest(seed: number, serial: number): string {
  const a = mix(serial ^ mix(seed));
  return `${hex8(a)}${hex8(mix(a + 1))}`.repeat(4);
}
