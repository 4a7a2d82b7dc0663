import { elements, fields, word } from '../unchecked.ts';
import { configMapReader } from './configMap.ts';
import { yamlOf } from './yamlOf.ts';

/** Flags that say something of ranges. The others of a control plane are none of our business. */
const flags: ReadonlySet<string> = new Set([
  'allocate-node-cidrs',
  'cluster-cidr',
  'node-cidr-mask-size',
  'node-cidr-mask-size-ipv4',
  'node-cidr-mask-size-ipv6',
  'service-cluster-ip-range',
  'service-node-port-range',
]);

/** What kubeadm was told when the cluster was made; it is not written again when flags change. */
export const kubeadmConfigReader = configMapReader({
  kind: 'ConfigMap/kubeadm-config',
  namespace: 'kube-system',
  settings: (data) => {
    const { networking, controllerManager, apiServer } = yamlOf(data, 'ClusterConfiguration');
    const { podSubnet, serviceSubnet } = fields(networking);
    // The API server's come last: it is the one that gives out Service addresses.
    const args = [...extraArgs(controllerManager), ...extraArgs(apiServer)].filter(([name]) => flags.has(name));
    const said = [['podSubnet', word(podSubnet)] as const, ['serviceSubnet', word(serviceSubnet)] as const].filter(
      ([, text]) => text !== '',
    );
    return Object.fromEntries([...said, ...args]);
  },
});

/** extraArgs: a list of {name, value} from v1beta4 on, a map before. */
function extraArgs(component: unknown): readonly (readonly [string, string])[] {
  const args = fields(component).extraArgs;
  const pairs = Array.isArray(args)
    ? elements(args)
        .map(fields)
        .map(({ name, value }) => [word(name), value] as const)
    : Object.entries(fields(args));
  return pairs.map(([name, value]) => [name, typeof value === 'boolean' ? String(value) : word(value)]);
}
