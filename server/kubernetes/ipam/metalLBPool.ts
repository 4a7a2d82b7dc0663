import { customReader } from '../customReader.ts';
import { resource } from '../resource.ts';
import { isTrue, words } from '../unchecked.ts';

export const metalLBPoolReader = customReader({
  kind: 'IPAddressPool.metallb.io',
  resources: [resource('metallb.io', 'v1beta1', 'ipaddresspools')],
  toFields: ({ spec }) => ({
    addresses: words(spec.addresses),
    autoAssign: spec.autoAssign !== false && spec.autoAssign !== 'false', // on where it is absent
    avoidBuggyIPs: isTrue(spec.avoidBuggyIPs),
  }),
});
