import { kindReader } from './kindReader.ts';
import { type Decoded, message, one, text } from './message.ts';
import { labelledMeta, type Meta, namedFrom } from './meta.ts';
import { resource } from './resource.ts';

const parent = message('ParentReference', { resource: text(2), namespace: text(3), name: text(4) });
const spec = message('IPAddressSpec', { parentRef: one(1, parent) });

interface IPAddress {
  readonly metadata?: Meta | null;
  readonly spec?: Decoded<typeof spec> | null;
}

export const ipAddressReader = kindReader<'IPAddress', IPAddress>({
  kind: 'IPAddress',
  resource: resource('networking.k8s.io', 'v1', 'ipaddresses'),
  big: true,
  message: message('IPAddress', { metadata: one(1, labelledMeta), spec: one(2, spec) }),
  toRecord: ({ metadata, spec }) => ({
    kind: 'IPAddress',
    ...namedFrom(metadata),
    parentResource: spec?.parentRef?.resource ?? '',
    parentNamespace: spec?.parentRef?.namespace ?? '',
    parentName: spec?.parentRef?.name ?? '',
    managedBy: metadata?.labels?.['ipaddress.kubernetes.io/managed-by'] ?? '',
  }),
});
