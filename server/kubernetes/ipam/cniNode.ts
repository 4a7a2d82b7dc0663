import { customReader } from '../customReader.ts';
import { resource } from '../resource.ts';
import { elements, fields, words } from '../unchecked.ts';

export const cniNodeReader = customReader({
  kind: 'CNINode.vpcresources.k8s.aws',
  resources: [resource('vpcresources.k8s.aws', 'v1alpha1', 'cninodes')],
  toFields: ({ spec }) => ({ features: words(elements(spec.features).map((feature) => fields(feature).name)) }),
});
