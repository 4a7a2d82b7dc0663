import { changesOf, type FamilyChange } from '../../../shared/plan/changesOfService.ts';
import { otherFamily } from '../../../shared/plan/serviceFields.ts';
import type { ServiceRecord } from '../../records/records.ts';
import { storedOf } from '../predictAnswers.ts';
import type { KnownServiceCluster } from '../serviceCluster.ts';
import { familiesOf } from '../serviceStates.ts';
import { needsSecondFamily } from './serviceSteps.ts';

/** How a Service gets its second family, or why it cannot have it now. */
export type SecondFamily = { readonly patch: string } | { readonly patch: null; readonly why: string };

/**
 * The command that gives a Service its second family: the first change that the API server would take here, and that keeps the family
 * it has first, which cannot change. Requiring two families is never offered: such a Service is refused where one of them goes. Undefined
 * where nothing is left to do.
 */
export function secondFamily(now: KnownServiceCluster, record: ServiceRecord): SecondFamily | undefined {
  const [first] = familiesOf(record);
  if (first === undefined || !needsSecondFamily(record)) return undefined;
  if (!now.known) return { patch: null, why: now.why };
  const missing = otherFamily(first);
  if (!now.cluster.families.includes(missing)) return { patch: null, why: `Services have no ${missing} here yet.` };
  const stored = storedOf(record);
  if (!now.useKnown && stored.clusterIPs[0] !== 'None') return { patch: null, why: `Whether an ${missing} address is free is not known.` };
  const changes = changesOf(now.cluster, stored).filter(({ change }) => change.policy !== 'RequireDualStack');
  const found = changes.find(({ families, gains }) => gains.includes(missing) && families[0] === first);
  if (found) return { patch: commandOf(record, found.change) };
  const both = changes.find(({ change }) => change.families?.[0] === first || change.policy === 'PreferDualStack');
  return { patch: null, why: both?.reason ?? `No change gives it ${missing}.` };
}

function commandOf({ name, namespace }: ServiceRecord, { policy, families }: FamilyChange): string {
  const spec = { ...(policy === undefined ? {} : { ipFamilyPolicy: policy }), ...(families === undefined ? {} : { ipFamilies: families }) };
  return `kubectl patch service ${name} --namespace ${namespace} --type merge --patch '${JSON.stringify({ spec })}'`;
}
