import type { Family } from '../numbers.ts';
import type { Snapshot } from '../snapshot.ts';
import { isLive, isOnPodNetwork, nodeAddresses, podAddresses } from './held.ts';

/** What /overview must count. */
export function overview(snapshot: Snapshot): object {
  const { namespaces, nodes, pods, services } = snapshot;
  const live = pods.filter((pod) => isLive(pod) && isOnPodNetwork(pod));
  const hostNetwork = pods.filter((pod) => isLive(pod) && !isOnPodNetwork(pod)).length;
  const policy = (name: string) => services.filter(({ spec }) => (spec.ipFamilyPolicy ?? 'none') === name).length;
  return {
    families: {
      nodes: byFamily(nodes.map((node) => nodeAddresses(node).map(({ family }) => family))),
      pods: byFamily(live.map((pod) => podAddresses(pod).map(({ family }) => family))),
      services: byFamily(services.map(({ spec }) => spec.ipFamilies ?? [])),
    },
    policies: {
      SingleStack: policy('SingleStack'),
      PreferDualStack: policy('PreferDualStack'),
      RequireDualStack: policy('RequireDualStack'),
      none: policy('none'),
    },
    pods: { running: live.length, hostNetwork, terminated: pods.length - live.length - hostNetwork },
    namespaces: namespaces.length,
  };
}

function byFamily(objects: readonly (readonly Family[])[]): object {
  const count = (four: boolean, six: boolean) =>
    objects.filter((families) => families.includes('IPv4') === four && families.includes('IPv6') === six).length;
  return { both: count(true, true), IPv4: count(true, false), IPv6: count(false, true), none: count(false, false) };
}
