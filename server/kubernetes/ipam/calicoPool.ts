import { customReader } from '../customReader.ts';
import { count, isTrue, word, words } from '../unchecked.ts';
import { calicoResources } from './calico.ts';

export const calicoPoolReader = customReader({
  kind: 'IPPool.crd.projectcalico.org',
  resources: calicoResources('ippools'),
  toFields: ({ spec }) => ({
    cidr: word(spec.cidr),
    blockSize: count(spec.blockSize),
    disabled: isTrue(spec.disabled),
    manual: spec.assignmentMode === 'Manual',
    allowedUses: words(spec.allowedUses),
  }),
});
