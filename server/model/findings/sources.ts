import type { Reference } from '../../../shared/wire/basics.ts';

/** The object behind a source such as "Pod/kube-system/kube-apiserver-cp --service-cluster-ip-range"; none where it is no object. */
export function sourceReference(source: string): Reference[] {
  const [, kind, namespace, name] = /^(Pod|ConfigMap)\/([^/ ]+)\/([^ ]+)/.exec(source) ?? [];
  return kind === undefined || namespace === undefined || name === undefined ? [] : [{ kind, namespace, name }];
}
