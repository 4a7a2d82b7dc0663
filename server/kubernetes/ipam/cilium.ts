import { type Resource, resource } from '../resource.ts';

/** Cilium's kinds become v2 one after the other; a version that serves both forms of one serves the same objects. */
export function ciliumResources(plural: string): readonly [Resource, ...Resource[]] {
  return [resource('cilium.io', 'v2', plural), resource('cilium.io', 'v2alpha1', plural)];
}
