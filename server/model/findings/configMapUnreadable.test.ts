import { expect, test } from 'vitest';
import { configMap } from '../ipam/samples.ts';
import { modelOf } from '../samples.ts';

test('a ConfigMap whose text is broken is named with what is wrong, until it is mended', () => {
  const broken = { ...configMap('ConfigMap/kubeadm-config', {}), error: 'ClusterConfiguration is no YAML at line 3' };
  const { model, store } = modelOf(broken);
  const found = () => model.findings({ code: 'configmap-unreadable' }).items;
  expect(found()).toMatchObject([
    {
      id: 'configmap-unreadable/kube-system/kubeadm-config',
      title: 'ConfigMap kube-system/kubeadm-config cannot be read',
      detail: "ClusterConfiguration is no YAML at line 3. What it says of the cluster's ranges is left out.",
      objects: [{ kind: 'ConfigMap', namespace: 'kube-system', name: 'kubeadm-config' }],
    },
  ]);
  store.apply([{ put: configMap('ConfigMap/kubeadm-config', { podSubnet: '10.244.0.0/16' }) }]);
  expect(found()).toEqual([]);
});
