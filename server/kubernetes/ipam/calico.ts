import { type Resource, resource } from '../resource.ts';

/**
 * Where Calico keeps its IPAM. The classic kinds are of crd.projectcalico.org; from v3.32 there is a mode in which the group
 * projectcalico.org itself holds them, while before it was a view of the others' pools, without their blocks. So the group that
 * serves the blocks is the one in use, and never are both read: each pool would count twice.
 */
export function calicoResources(plural: string): readonly [Resource, ...Resource[]] {
  return [
    resource('crd.projectcalico.org', 'v1', plural, { beside: 'ipamblocks' }),
    resource('projectcalico.org', 'v3', plural, { beside: 'ipamblocks' }),
    resource('crd.projectcalico.org', 'v1', plural),
  ];
}
