/** Namespaces and what brings them, in the API server's JSON. */
export const namespace = (name: string, resourceVersion: string) => ({ metadata: { name, resourceVersion, uid: `uid-${name}` } });

export const added = (name: string, resourceVersion: string) => ({ type: 'ADDED', object: namespace(name, resourceVersion) });
export const modified = (name: string, resourceVersion: string) => ({ type: 'MODIFIED', object: namespace(name, resourceVersion) });
export const deleted = (name: string, resourceVersion: string) => ({ type: 'DELETED', object: namespace(name, resourceVersion) });
export const bookmark = (resourceVersion: string) => ({ type: 'BOOKMARK', object: { metadata: { resourceVersion } } });
export const endMark = (resourceVersion: string) => ({
  type: 'BOOKMARK',
  object: { metadata: { resourceVersion, annotations: { 'k8s.io/initial-events-end': 'true' } } },
});

export const status = (code: number, message: string) => ({ kind: 'Status', code, message });
export const errorEvent = (code: number, message: string) => ({ type: 'ERROR', object: status(code, message) });

export const list = (resourceVersion: string, names: readonly string[], next = '') => ({
  kind: 'NamespaceList',
  metadata: { resourceVersion, ...(next !== '' && { continue: next }) },
  items: names.map((name) => namespace(name, resourceVersion)),
});
