/** Where a paged list goes on: after which object, at which version (-1: at whatever is newest). */
export interface Continue {
  readonly version: number;
  readonly namespace: string;
  readonly name: string;
}

/** The form of a real token (apiserver pkg/storage/continue.go): base64url of JSON, start is the last key and a NUL. */
export function continueToken(at: Continue): string {
  const key = at.namespace === '' ? at.name : `${at.namespace}/${at.name}`;
  const value = { v: 'meta.k8s.io/v1', rv: at.version, start: `/${key}\0` };
  return Buffer.from(JSON.stringify(value)).toString('base64url');
}

/** Undefined where the text is no token. */
export function parseContinue(text: string): Continue | undefined {
  let value: unknown;
  try {
    value = JSON.parse(Buffer.from(text, 'base64url').toString());
  } catch {
    return undefined;
  }
  if (typeof value !== 'object' || value === null || !('v' in value) || !('rv' in value) || !('start' in value)) return undefined;
  const { v, rv, start } = value;
  if (v !== 'meta.k8s.io/v1' || typeof rv !== 'number' || !Number.isSafeInteger(rv) || typeof start !== 'string') return undefined;
  const key = /^\/(?:([^/\0]+)\/)?([^/\0]+)\0$/.exec(start);
  if (!key) return undefined;
  return { version: rv, namespace: key[1] ?? '', name: key[2] ?? '' };
}
