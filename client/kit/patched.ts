/** A copy with some fields changed; a field set to undefined is gone, as an absent search param is. */
export function patched<T extends object>(value: T, patch: { [K in keyof T]?: T[K] | undefined }): T {
  const copy: T = { ...value };
  for (const name of Object.keys(patch) as (keyof T)[]) {
    const next = patch[name];
    if (next === undefined) delete copy[name];
    else copy[name] = next;
  }
  return copy;
}
