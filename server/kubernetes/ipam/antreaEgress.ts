import { customReader } from '../customReader.ts';
import { resource } from '../resource.ts';
import { elements, word, words } from '../unchecked.ts';

export const antreaEgressReader = customReader({
  kind: 'Egress.crd.antrea.io',
  resources: [resource('crd.antrea.io', 'v1beta1', 'egresses')],
  toFields: ({ spec, status }) => {
    const given = words([status.egressIP]);
    const asked = words([spec.egressIP, ...elements(spec.egressIPs)]);
    return {
      addresses: given.length > 0 ? given : asked,
      pools: [...new Set([word(spec.externalIPPool), ...words(spec.externalIPPools)])].filter((pool) => pool !== ''),
    };
  },
});
