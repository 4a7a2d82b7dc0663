import { customReader } from '../customReader.ts';
import { resource } from '../resource.ts';
import { word } from '../unchecked.ts';

export const eniConfigReader = customReader({
  kind: 'ENIConfig.crd.k8s.amazonaws.com',
  resources: [resource('crd.k8s.amazonaws.com', 'v1alpha1', 'eniconfigs')],
  toFields: ({ spec }) => ({ subnet: word(spec.subnet) }),
});
