import type { Family } from '../../../shared/net/address.ts';
import { Refused } from './refused.ts';

/** The names of a cluster's nodes by what they are. */
export interface Cast {
  readonly controlPlane: readonly string[];
  readonly workers: readonly string[];
  readonly edge: readonly string[]; // IPv6 alone
  readonly legacy: readonly string[]; // from before the cluster was dual-stack: one podCIDR
  readonly isDual: boolean;
  readonly hasLife: boolean; // large enough for the odd corners
}

/** Errors: Refused (422) where the pods do not fit the nodes. */
export function castOf(size: {
  readonly nodes: number;
  readonly pods: number;
  readonly services: number;
  readonly families: readonly Family[];
}): Cast {
  const isDual = size.families.length > 1;
  const hasLife = size.nodes >= 20 && size.pods >= 20 * size.nodes && size.services >= 80;
  const controlPlane = names('control', size.nodes >= 10 ? 3 : 1);
  const edge = names('edge', hasLife && isDual ? 3 : 0);
  const legacy = names('old', hasLife && isDual && size.families[0] === 'IPv4' ? 4 : 0);
  const workers = names('worker', size.nodes - controlPlane.length - edge.length - legacy.length);
  const room = workers.length * 100 + controlPlane.length * 4;
  if (size.pods > room)
    throw new Refused(422, 'Invalid', `${size.pods} pods do not fit ${size.nodes} nodes: at most ${room} (about 100 a worker)`);
  return { controlPlane, workers, edge, legacy, isDual, hasLife };
}

function names(prefix: string, count: number): string[] {
  const digits = String(Math.max(0, count - 1)).length;
  return Array.from({ length: count }, (_, index) => `${prefix}-${String(index).padStart(digits, '0')}`);
}
