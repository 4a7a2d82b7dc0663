import { customReader } from '../customReader.ts';
import { resource } from '../resource.ts';
import { word, words } from '../unchecked.ts';

export const kubeOVNPoolReader = customReader({
  kind: 'IPPool.kubeovn.io',
  resources: [resource('kubeovn.io', 'v1', 'ippools')],
  toFields: ({ spec }) => ({ subnet: word(spec.subnet), ips: words(spec.ips) }),
});
