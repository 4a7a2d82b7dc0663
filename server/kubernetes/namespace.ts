import { kindReader } from './kindReader.ts';
import { message, one } from './message.ts';
import { type Meta, namedFrom, objectMeta } from './meta.ts';

export const namespaceReader = kindReader<'Namespace', { readonly metadata?: Meta | null }>({
  kind: 'Namespace',
  path: '/api/v1/namespaces',
  message: message('Namespace', { metadata: one(1, objectMeta) }),
  toRecord: ({ metadata }) => ({ kind: 'Namespace', ...namedFrom(metadata) }),
});
