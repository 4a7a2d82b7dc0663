import { parseAddressLax } from '../../../shared/net/address.ts';
import type { Cluster } from '../cluster.ts';
import type { ClusterRule, Found } from './rule.ts';
import { onlyFamilyOfCidrs, other } from './trafficFamilies.ts';

/** kube-proxy's own configuration is from when the cluster had one family. */
export const kubeProxyLacksFamily: ClusterRule = {
  code: 'kube-proxy-lacks-family',
  severity: 'warning',
  title: (count) =>
    count === 1 ? '1 setting of kube-proxy knows one family alone' : `${count} settings of kube-proxy know one family alone`,
  remedy: 'Change config.conf in ConfigMap kube-system/kube-proxy, and restart the kube-proxy pods: kubectl rollout restart.',
  when: ({ dual }) => dual,
  find: ({ cluster }) => kubeProxyGaps(cluster),
};

export function kubeProxyGaps({ store }: Cluster): Found[] {
  const record = store.get('ConfigMap/kube-proxy', 'kube-system/kube-proxy');
  if (record?.error !== '') return [];
  const texts = (name: string) => (record.values[name] ?? '').split(',').filter((text) => text !== '');
  const object = { kind: 'ConfigMap', namespace: record.namespace, name: record.name };
  const found: Found[] = [];
  const say = (setting: string, value: string, family: 'IPv4' | 'IPv6', detail: string) =>
    void found.push({
      subject: setting,
      title: `kube-proxy’s ${setting} names ${family} alone`,
      detail: `It is ${value}. ${detail}`,
      objects: [object],
    });
  const range = onlyFamilyOfCidrs(texts('clusterCIDR'));
  if (range)
    say(
      'clusterCIDR',
      texts('clusterCIDR').join(','),
      range,
      `Of ${other(range)} kube-proxy does not know which traffic comes from pods, and does not masquerade what comes from elsewhere.`,
    );
  const ports = onlyFamilyOfCidrs(texts('nodePortAddresses'));
  if (ports)
    say(
      'nodePortAddresses',
      texts('nodePortAddresses').join(','),
      ports,
      `Of ${other(ports)} it names no addresses, and then NodePorts are open on all that a node has.`,
    );
  const bound = parseAddressLax(texts('bindAddress')[0] ?? '')?.address;
  if (bound && bound.value !== 0n)
    say(
      'bindAddress',
      texts('bindAddress').join(','),
      bound.family,
      `kube-proxy takes this for the node’s own address and knows none of ${other(bound.family)}. 0.0.0.0 or :: leaves both to be found out.`,
    );
  return found;
}
