import type { NamespaceList } from '../../shared/wire/namespaces.ts';
import { formatCount } from './formatCount.ts';

/** What there is to say of a list of namespaces: that it is awaited, failed, is unknown, or is not all of them; undefined where it is whole. */
export function namespacesRemark(list: Pick<NamespaceList, 'total' | 'items' | 'next'> | undefined, failed: boolean): string | undefined {
  if (!list) return failed ? 'They could not be read. Any name can be typed.' : 'Reading namespaces';
  if (list.total === null) return 'Neither namespaces nor Services are read. Any name can be typed.';
  if (list.next === null) return undefined;
  return `The first ${formatCount(list.items.length).short} of ${formatCount(list.total).short}. Any other can be typed.`;
}
