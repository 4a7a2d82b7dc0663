import { expect, test } from 'vitest';
import { flagOf, provenanceLines } from './provenanceLines.ts';

test('the same flag on three pods is one line', () => {
  const of = (name: string) => ({ source: `Pod/kube-system/${name} --cluster-cidr`, confidence: 'declared' as const });
  expect(
    provenanceLines([
      { provenance: [of('a'), of('b'), { source: 'Node spec.podCIDRs', confidence: 'observed' }] },
      { provenance: [of('b')] },
    ]),
  ).toEqual([
    { source: '--cluster-cidr', confidence: 'declared', where: ['Pod/kube-system/a', 'Pod/kube-system/b'] },
    { source: 'Node spec.podCIDRs', confidence: 'observed', where: [] },
  ]);
});
test('a source without a flag has none', () => expect(flagOf('ServiceCIDR/kubernetes')).toBeUndefined());
