import { customReader } from '../customReader.ts';
import { count, fields, isTrue, word } from '../unchecked.ts';
import { calicoResources } from './calico.ts';

export const calicoHandleReader = customReader({
  kind: 'IPAMHandle.crd.projectcalico.org',
  resources: calicoResources('ipamhandles'),
  big: true,
  toFields: ({ spec }) => ({
    handle: word(spec.handleID),
    deleted: isTrue(spec.deleted),
    blocks: Object.entries(fields(spec.block)).map(([cidr, addresses]) => ({ cidr, count: count(addresses) })),
  }),
});
