import { word, words } from '../unchecked.ts';
import { configMapReader } from './configMap.ts';
import { yamlOf } from './yamlOf.ts';

/** kube-proxy's configuration. Its other key, kubeconfig.conf, is how it signs in, and is left alone. */
export const kubeProxyReader = configMapReader({
  kind: 'ConfigMap/kube-proxy',
  namespace: 'kube-system',
  settings: (data) => {
    const { bindAddress, clusterCIDR, mode, nodePortAddresses } = yamlOf(data, 'config.conf');
    return {
      bindAddress: word(bindAddress),
      clusterCIDR: word(clusterCIDR),
      mode: word(mode),
      nodePortAddresses: words(nodePortAddresses).join(','),
    };
  },
});
