import type { Family } from '../../../shared/net/address.ts';
import type { ServiceRecord } from '../../records/records.ts';
import { familiesOf } from '../serviceStates.ts';

/**
 * What a Service needs on the way to two families. 'prefers' and 'single' are to be touched. Whoever writes the endpoints of a headless
 * Service without selector decides for it, and default/kubernetes is the API server's own.
 */
export type ServiceStep = 'done' | 'prefers' | 'single' | 'by-hand' | 'kept';

export function serviceStep(record: ServiceRecord): ServiceStep | undefined {
  if (record.type === 'ExternalName') return undefined;
  if (familiesOf(record).length > 1) return 'done';
  if (record.namespace === 'default' && record.name === 'kubernetes') return 'kept';
  if (isHeadless(record) && !record.hasSelector) return 'by-hand';
  return record.policy === 'PreferDualStack' ? 'prefers' : 'single';
}

export function isHeadless(record: ServiceRecord): boolean {
  return record.type !== 'ExternalName' && record.clusterIPs[0] === 'None';
}

/**
 * Which family may not go, or the Service refuses every write; 'either' where it needs both. Undefined where it stays editable.
 * Measured: headless ones without selector are let through, and those that prefer two families, whichever is left.
 */
export function frozenWithout(record: ServiceRecord): Family | 'either' | undefined {
  const [first] = familiesOf(record);
  if (first === undefined || record.type === 'ExternalName') return undefined;
  if (isHeadless(record) && !record.hasSelector) return undefined;
  if (record.policy === 'RequireDualStack') return 'either';
  return record.policy === 'PreferDualStack' ? undefined : first;
}

/** Whether somebody has to touch it. */
export function isOpen(step: ServiceStep | undefined): boolean {
  return step === 'prefers' || step === 'single';
}
