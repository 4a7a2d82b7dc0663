import { customReader } from '../customReader.ts';
import { resource } from '../resource.ts';
import { elements, fields, word } from '../unchecked.ts';

export const whereaboutsSlicePoolReader = customReader({
  kind: 'NodeSlicePool.whereabouts.cni.cncf.io',
  resources: [resource('whereabouts.cni.cncf.io', 'v1alpha1', 'nodeslicepools')],
  toFields: ({ spec, status }) => ({
    range: word(spec.range),
    sliceSize: word(spec.sliceSize),
    slices: elements(status.allocations)
      .map(fields)
      .map(({ nodeName, sliceRange }) => ({ node: word(nodeName), range: word(sliceRange) }))
      .filter(({ range }) => range !== ''),
  }),
});
