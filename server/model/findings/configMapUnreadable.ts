import { configMapKinds } from '../../records/configMap.ts';
import { keyOf } from '../../records/records.ts';
import { referenceTo } from '../holders.ts';
import type { ClusterRule } from './rule.ts';

/** A ConfigMap whose text is broken names no range: the next best source is believed instead, which should not happen in silence. */
export const configMapUnreadable: ClusterRule = {
  code: 'configmap-unreadable',
  severity: 'warning',
  title: (count) => (count === 1 ? '1 ConfigMap cannot be read' : `${count} ConfigMaps cannot be read`),
  remedy: 'Correct its text. Until then the ranges that it names are learned elsewhere, or not at all.',
  find: ({ cluster }) =>
    configMapKinds
      .flatMap((kind) => [...cluster.store.all(kind)])
      .filter(({ error }) => error !== '')
      .map((record) => ({
        subject: keyOf(record),
        title: `ConfigMap ${keyOf(record)} cannot be read`,
        detail: `${record.error}. What it says of the cluster's ranges is left out.`,
        objects: [referenceTo(record.kind, keyOf(record))],
      })),
};
