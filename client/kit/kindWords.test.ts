import { expect, test } from 'vitest';
import { isAbsent, pluralOf } from './kindWords.ts';

test('kinds in the plural, those of others with their group', () => {
  expect(
    ['Pod', 'IPAddress', 'Vip.kubeovn.io', 'BlockAffinity.crd.projectcalico.org', 'Gateway', 'ConfigMap/kube-proxy'].map(pluralOf),
  ).toEqual(['Pods', 'IPAddresses', 'Vips.kubeovn.io', 'BlockAffinities.crd.projectcalico.org', 'Gateways', 'ConfigMap/kube-proxy']);
});

test('only a kind that nobody expects is absent where it is not served', () => {
  expect(isAbsent({ state: 'not-served', optional: true })).toBe(true);
  expect(isAbsent({ state: 'not-served', optional: false })).toBe(false);
  expect(isAbsent({ state: 'not-served' })).toBe(false);
  expect(isAbsent({ state: 'synced', optional: true })).toBe(false);
});
