/** Where objects of a kind are found in the Kubernetes API. */
export interface Resource {
  readonly group: string; // '' for the core group
  readonly version: string;
  readonly plural: string;
  /** One object alone, which a rule with resourceNames can allow; '' for all of them, in all namespaces. */
  readonly namespace: string;
  readonly name: string;
  /** Another plural that the same group and version must serve, or this is not the place; '' where it does not matter. */
  readonly beside: string;
}

export function resource(
  group: string,
  version: string,
  plural: string,
  rest: Partial<Pick<Resource, 'namespace' | 'name' | 'beside'>> = {},
): Resource {
  return { group, version, plural, namespace: '', name: '', beside: '', ...rest };
}

/** "cilium.io/v2", or "v1" for the core group, as apiVersion has it. */
export function groupVersion({ group, version }: Pick<Resource, 'group' | 'version'>): string {
  return group === '' ? version : `${group}/${version}`;
}

/**
 * The path that lists or watches it. RBAC lets a list or watch of one name pass by resourceNames only where the fieldSelector is
 * exactly metadata.name=NAME (kubernetes.io, Using RBAC Authorization: Referring to resources).
 */
export function pathOf(resource: Resource, query: Readonly<Record<string, string>>): string {
  const { group, plural, namespace, name } = resource;
  const root = `/${group === '' ? 'api' : 'apis'}/${groupVersion(resource)}${namespace === '' ? '' : `/namespaces/${namespace}`}`;
  const search = new URLSearchParams({ ...(name !== '' && { fieldSelector: `metadata.name=${name}` }), ...query });
  return `${root}/${plural}?${search}`;
}
