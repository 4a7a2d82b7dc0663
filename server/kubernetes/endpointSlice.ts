import { kindReader } from './kindReader.ts';
import { type Decoded, flag, many, message, one, text, texts } from './message.ts';
import { labelledMeta, type Meta, namedFrom } from './meta.ts';
import { resource } from './resource.ts';

const conditions = message('EndpointConditions', { ready: flag(1), serving: flag(2), terminating: flag(3) });
const target = message('ObjectReference', { kind: text(1), namespace: text(2), name: text(3) });
const endpoint = message('Endpoint', {
  addresses: texts(1),
  conditions: one(2, conditions),
  targetRef: one(4, target),
  nodeName: text(6),
  zone: text(7),
});

interface EndpointSlice {
  readonly metadata?: Meta | null;
  readonly endpoints?: readonly Decoded<typeof endpoint>[] | null;
  readonly addressType?: string | null;
}

export const endpointSliceReader = kindReader<'EndpointSlice', EndpointSlice>({
  kind: 'EndpointSlice',
  resource: resource('discovery.k8s.io', 'v1', 'endpointslices'),
  big: true,
  message: message('EndpointSlice', { metadata: one(1, labelledMeta), endpoints: many(2, endpoint), addressType: text(4) }),
  toRecord: ({ metadata, endpoints, addressType }) => ({
    kind: 'EndpointSlice',
    ...namedFrom(metadata),
    serviceName: metadata?.labels?.['kubernetes.io/service-name'] ?? '',
    managedBy: metadata?.labels?.['endpointslice.kubernetes.io/managed-by'] ?? '',
    addressType: addressType ?? '',
    endpoints: (endpoints ?? []).map((each) => ({
      addresses: each.addresses ?? [],
      // discovery/v1: nil ready and serving are to be read as true, nil terminating as false.
      ready: each.conditions?.ready ?? true,
      serving: each.conditions?.serving ?? true,
      terminating: each.conditions?.terminating ?? false,
      nodeName: each.nodeName ?? '',
      zone: each.zone ?? '',
      targetKind: each.targetRef?.kind ?? '',
      targetNamespace: each.targetRef?.namespace ?? '',
      targetName: each.targetRef?.name ?? '',
    })),
  }),
});
