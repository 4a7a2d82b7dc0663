import { customReader } from '../customReader.ts';
import { isTrue, word } from '../unchecked.ts';
import { calicoResources } from './calico.ts';

export const calicoAffinityReader = customReader({
  kind: 'BlockAffinity.crd.projectcalico.org',
  resources: calicoResources('blockaffinities'),
  toFields: ({ spec }) => ({
    cidr: word(spec.cidr),
    node: word(spec.node),
    virtual: spec.type === 'virtual',
    state: word(spec.state),
    deleted: isTrue(spec.deleted), // text in crd.projectcalico.org/v1, a boolean in projectcalico.org/v3
  }),
});
