import { expect, test } from 'vitest';
import { nodePortRange } from '../../../shared/plan/nodePortRange.ts';
import { modelOf, service } from '../samples.ts';

test('the band of the default range is 30000 to 30085: 86 of 2,768 ports', () => {
  const range = nodePortRange('');
  expect(range).toEqual({ first: 30000, last: 32767, size: 2768, staticSize: 86 });
  expect((range?.first ?? 0) + (range?.staticSize ?? 0) - 1).toBe(30085);
});

test.each([
  ['30000-30015', 16, 0],
  ['30000-30016', 17, 16],
  ['30000-30511', 512, 16],
  ['30000-31023', 1024, 32],
  ['30000-34095', 4096, 128],
  ['1-65535', 65535, 128],
])('of %s, %s ports, the band is %s: min(max(16, size/32), 128), and none up to 16 ports', (text, size, staticSize) => {
  expect(nodePortRange(text)).toMatchObject({ size, staticSize });
});

test('a NodePort is taken in both families, so a dual-stack Service has one', () => {
  const { model } = modelOf(
    service('shop/web', ['10.96.0.9', 'fd00:96::9'], { type: 'NodePort', policy: 'PreferDualStack', nodePorts: [30080] }),
  );
  expect(model.service('shop', 'web')).toMatchObject({ families: ['IPv4', 'IPv6'], nodePorts: [30080] });
});
