import { condition, conditionStatus } from './condition.ts';
import { kindReader } from './kindReader.ts';
import { listOr } from './listOr.ts';
import { type Decoded, many, mapOf, message, one, text, texts } from './message.ts';
import { labelledMeta, type Meta, namedFrom } from './meta.ts';
import { type Quantity, quantityMessage, wholeQuantity } from './quantity.ts';

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

const names: ReadonlySet<string> = new Set(['Hostname', 'InternalDNS', 'ExternalDNS']);

export const nodeReader = kindReader<'Node', Node>({
  kind: 'Node',
  path: '/api/v1/nodes',
  message: message('Node', { metadata: one(1, labelledMeta), spec: one(2, spec), status: one(3, status) }),
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
  }),
});
