import { condition, conditionStatus } from './condition.ts';
import { kindReader } from './kindReader.ts';
import { listOr } from './listOr.ts';
import { type Decoded, many, mapOf, message, one, text, texts } from './message.ts';
import { labelledMeta, type Meta, namedFrom, wholeMeta } from './meta.ts';
import { Needles } from './needles.ts';
import { ovnSubnets, ovnSubnetsAnnotation } from './ovnSubnets.ts';
import { type Quantity, quantityMessage, wholeQuantity } from './quantity.ts';
import { resource } from './resource.ts';

const spec = message('NodeSpec', { podCIDR: text(1), podCIDRs: texts(7) });
const address = message('NodeAddress', { type: text(1), address: text(2) });
const status = message('NodeStatus', {
  capacity: mapOf(1, quantityMessage),
  conditions: many(4, condition),
  addresses: many(5, address),
});

interface Node {
  readonly metadata?: Meta | null;
  readonly spec?: Decoded<typeof spec> | null;
  readonly status?: (Omit<Decoded<typeof status>, 'capacity'> & { readonly capacity?: Readonly<Record<string, Quantity>> | null }) | null;
}

const annotations = new Needles([ovnSubnetsAnnotation]);
const annotated = message('AnnotatedNode', { metadata: one(1, wholeMeta), spec: one(2, spec), status: one(3, status) });

const names: ReadonlySet<string> = new Set(['Hostname', 'InternalDNS', 'ExternalDNS']);

export const nodeReader = kindReader<'Node', Node>({
  kind: 'Node',
  resource: resource('', 'v1', 'nodes'),
  message: message('Node', { metadata: one(1, labelledMeta), spec: one(2, spec), status: one(3, status) }),
  fuller: (_, bytes) => (annotations.in(bytes) ? annotated : null),
  toRecord: (node) => ({
    kind: 'Node',
    ...namedFrom(node.metadata),
    zone: node.metadata?.labels?.['topology.kubernetes.io/zone'] ?? '',
    podCIDRs: listOr(node.spec?.podCIDRs, node.spec?.podCIDR),
    addresses: (node.status?.addresses ?? [])
      .map((each) => ({ type: each.type ?? '', address: each.address ?? '' }))
      .filter((each) => !names.has(each.type)),
    maxPods: wholeQuantity(node.status?.capacity?.pods),
    ready: conditionStatus(node.status?.conditions, 'Ready'),
    ovnSubnets: ovnSubnets(node.metadata?.annotations),
  }),
});
