import type { FamilyChange } from '../../../shared/plan/changesOfService.ts';
import { predictService } from '../../../shared/plan/predictService.ts';
import { otherFamily } from '../../../shared/plan/serviceFields.ts';
import type { ServiceRecord } from '../../records/records.ts';
import { storedOf } from '../predictAnswers.ts';
import type { KnownServiceCluster } from '../serviceCluster.ts';
import { familiesOf } from '../serviceStates.ts';
import { isOpen, serviceStep } from './serviceSteps.ts';

/** What is to be done for the second family, and the command that does it, where one would. */
export interface SecondFamily {
  readonly todo: string;
  readonly patch: string | null;
}

/**
 * How a Service gets its second family: a change that the API server would take here, and that keeps the family it has first, which cannot
 * change. Requiring two families is never offered: such a Service is refused where one of them goes. Undefined where nothing
 * is left to do.
 */
export function secondFamily(now: KnownServiceCluster, record: ServiceRecord): SecondFamily | undefined {
  const [first] = familiesOf(record);
  if (first === undefined || !isOpen(serviceStep(record))) return undefined;
  if (!now.known) return wait(now.why);
  const missing = otherFamily(first);
  if (!now.cluster.families.includes(missing)) return wait(`Services have no ${missing} here yet.`);
  const stored = storedOf(record);
  if (!now.useKnown && stored.clusterIPs[0] !== 'None') return wait(`Whether an ${missing} address is free is not known.`);
  // One that prefers two families already gets the second by naming both: setting the policy again changes nothing (measured).
  const change: FamilyChange = stored.policy === 'PreferDualStack' ? { families: [first, missing] } : { policy: 'PreferDualStack' };
  const prediction = predictService(now.cluster, stored, change);
  if (prediction.result === 'rejected') return wait(prediction.reason);
  if (!prediction.gains.includes(missing) || prediction.families[0] !== first) return wait(`No change gives it ${missing} behind.`);
  return { todo: change.families ? 'Name both families' : 'Set PreferDualStack', patch: commandOf(record, change) };
}

function wait(why: string): SecondFamily {
  return { todo: `Wait: ${why}`, patch: null };
}

function commandOf({ name, namespace }: ServiceRecord, { policy, families }: FamilyChange): string {
  const spec = { ...(policy === undefined ? {} : { ipFamilyPolicy: policy }), ...(families === undefined ? {} : { ipFamilies: families }) };
  return `kubectl patch service ${name} --namespace ${namespace} --type merge --patch '${JSON.stringify({ spec })}'`;
}
