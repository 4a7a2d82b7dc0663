import { predictService } from './predictService.ts';
import { isHeadless, otherFamily, type ServiceCluster, type StoredService } from './serviceFields.ts';

/** One reason for the families of a Service; the code is for scripts, the text for people. */
export interface ServiceReason {
  readonly code: string;
  readonly text: string;
}

/**
 * Why a stored Service has the families it has, in this cluster, the policy first. Where the cluster's families are not known (null),
 * what the Service says by itself.
 */
export function explainService(cluster: ServiceCluster | null, service: StoredService): ServiceReason[] {
  if (service.type === 'ExternalName')
    return [{ code: 'external-name', text: 'It is a name in DNS: it has no families and no address of the cluster.' }];
  const reasons = [policyReason(cluster, service), headlessReason(service)];
  if (cluster) reasons.push(orderReason(cluster, service), ...leftReasons(cluster, service));
  return reasons.flatMap((reason) => reason ?? []);
}

function policyReason(cluster: ServiceCluster | null, service: StoredService): ServiceReason | undefined {
  const { policy, families } = service;
  const [first = ''] = families;
  const both = families.length > 1;
  switch (policy) {
    case 'SingleStack':
      return { code: 'single-stack', text: `Its policy is SingleStack: it has one family, ${first}.` };
    case 'RequireDualStack':
      return { code: 'requires-two', text: `It requires two families${both ? ` and has both, ${first} first` : ''}.` };
    case 'PreferDualStack':
      if (both) return { code: 'prefers-two', text: `It prefers two families and has both, ${first} first.` };
      if (!cluster) return { code: 'prefers-two', text: `It prefers two families and has ${first} only.` };
      return cluster.families.length > 1 ? notUpgraded(cluster, service, first) : { code: 'one-family-cluster', text: oneFamily(first) };
    default:
      return undefined;
  }
}

const oneFamily = (first: string): string =>
  `It prefers two families and has ${first} only: the cluster had no other when it was made, and has none now.`;

/** Nothing upgrades it by itself, nor does a label or the same policy again: its families have to be named or left out. */
function notUpgraded(cluster: ServiceCluster, service: StoredService, first: string): ServiceReason {
  const missing = otherFamily(first);
  const added = predictService(cluster, service, { families: null });
  const how =
    added.result === 'accepted'
      ? `Naming both families, leaving ipFamilies out or RequireDualStack adds ${isHeadless(service) ? missing : `an ${missing} address`}; a label or the same policy again does not.`
      : `Now nothing can add it: ${added.reason}`;
  return {
    code: 'not-upgraded',
    text: `It prefers two families and has ${first} only: it was made before the cluster had ${missing}, or named ${first} alone while it had not. ${how}`,
  };
}

function headlessReason(service: StoredService): ServiceReason | undefined {
  if (!isHeadless(service)) return undefined;
  const text = 'It is headless: it takes no address of a Service range, whatever its families are.';
  if (service.selector) return { code: 'headless', text };
  return {
    code: 'headless-without-selector',
    text: `${text} Without a selector it gets RequireDualStack where no policy is named, and may have families that the cluster has not.`,
  };
}

function orderReason({ families }: ServiceCluster, service: StoredService): ServiceReason | undefined {
  const [primary = ''] = families;
  const [first] = service.families;
  if (first === undefined || !families.some((family) => family === first)) return undefined;
  if (first === primary)
    return {
      code: 'primary-family',
      text: `${first} comes first: it is the cluster's first family, and a Service that names none begins with it.`,
    };
  return {
    code: 'other-family-first',
    text: `The cluster's first family is ${primary}: ${first} was asked for, or was the first when the Service was made. ${isHeadless(service) ? 'A headless Service may change it.' : 'It stays: only a new Service can have another.'}`,
  };
}

/** Families that the cluster has no longer, and what that does to every write. */
function leftReasons(cluster: ServiceCluster, service: StoredService): ServiceReason[] {
  const untouched = predictService(cluster, service, {});
  if (untouched.result === 'rejected')
    return [{ code: 'frozen', text: `It cannot be changed as it is, not even a label: ${untouched.reason}` }];
  const gone = service.families.filter((family) => !cluster.families.some((one) => one === family));
  // Without a selector it may always have had them.
  if (gone.length === 0 || (isHeadless(service) && !service.selector)) return [];
  return [
    {
      code: 'family-left',
      text: `The cluster has no ${gone.join(' and no ')} for Services any more, and the Service keeps it until it is changed.`,
    },
  ];
}
