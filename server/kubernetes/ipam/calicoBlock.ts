import type { CalicoAttribute } from '../../records/ipam.ts';
import { customReader } from '../customReader.ts';
import { elements, fields, isTrue, word } from '../unchecked.ts';
import { calicoResources } from './calico.ts';

export const calicoBlockReader = customReader({
  kind: 'IPAMBlock.crd.projectcalico.org',
  resources: calicoResources('ipamblocks'),
  big: true,
  toFields: ({ spec }) => ({
    cidr: word(spec.cidr),
    affinity: word(spec.affinity),
    deleted: isTrue(spec.deleted),
    allocations: allocations(spec.allocations),
    attributes: elements(spec.attributes).map(attribute),
  }),
});

/** null is free. Anything else is taken, by nobody we know (-1) where it is no index. */
function allocations(value: unknown): readonly number[] {
  return elements(value).flatMap((index, ordinal) => {
    if (index === null) return [];
    return [ordinal, Number.isSafeInteger(index) ? (index as number) : -1];
  });
}

function attribute(value: unknown): CalicoAttribute {
  const { handle_id, secondary, releasedAt } = fields(value);
  const said = fields(secondary);
  return {
    handle: word(handle_id),
    namespace: word(said.namespace),
    pod: word(said.pod),
    service: word(said.service),
    node: word(said.node),
    type: word(said.type),
    vmi: word(said['vmi-name']),
    released: word(releasedAt) !== '',
  };
}
