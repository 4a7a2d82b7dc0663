import type { NodePorts } from '../../../shared/wire/nodePorts.ts';
import { formatCount } from '../../kit/formatCount.ts';

/** "12 of 2,768 in use", with those outside the range where there are any. */
export function portsInUse({ inUse, size, outside }: Pick<NodePorts, 'inUse' | 'size' | 'outside'>): string {
  const used = inUse === null ? 'unknown' : formatCount(inUse).short;
  const beyond = outside === null || outside === 0 ? '' : `, ${formatCount(outside).short} outside the range`;
  return `${used} of ${formatCount(size).short} in use${beyond}`;
}

/** What there is to say of the static band and the next port to ask for. */
export function staticWords({ static: band }: Pick<NodePorts, 'static'>): string {
  if (band.size === 0) return 'The range is too small for a static band: any port may be handed out.';
  if (band.inUse === null) return 'Which ports are free is unknown: Services are not read.';
  if (band.nextFree === null) return 'Every port of the static band is taken: one that is asked for may clash with one handed out.';
  return 'A port of the static band is handed out only when all others are taken: it may be asked for with little risk of a clash.';
}
