import { customReader } from '../customReader.ts';
import { elements, fields, isTrue, word } from '../unchecked.ts';
import { ciliumResources } from './cilium.ts';

export const ciliumLoadBalancerPoolReader = customReader({
  kind: 'CiliumLoadBalancerIPPool.cilium.io',
  resources: ciliumResources('ciliumloadbalancerippools'),
  toFields: ({ spec, status }) => ({
    // Until 1.15 the blocks were called cidrs.
    blocks: [...elements(spec.blocks), ...elements(spec.cidrs)]
      .map(fields)
      .map((each) => ({ cidr: word(each.cidr), start: word(each.start), stop: word(each.stop) }))
      .filter(({ cidr, start }) => cidr !== '' || start !== ''),
    disabled: isTrue(spec.disabled),
    keepsEnds: spec.allowFirstLastIPs === 'No',
    conflict: elements(status.conditions)
      .map(fields)
      .some(({ type, status }) => type === 'cilium.io/PoolConflict' && status === 'True'),
  }),
});
