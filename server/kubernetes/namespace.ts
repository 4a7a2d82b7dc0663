import { kindReader } from './kindReader.ts';
import { message, one } from './message.ts';
import { type Meta, namedFrom, objectMeta } from './meta.ts';
import { resource } from './resource.ts';

export const namespaceReader = kindReader<'Namespace', { readonly metadata?: Meta | null }>({
  kind: 'Namespace',
  resource: resource('', 'v1', 'namespaces'),
  message: message('Namespace', { metadata: one(1, objectMeta) }),
  toRecord: ({ metadata }) => ({ kind: 'Namespace', ...namedFrom(metadata) }),
});
