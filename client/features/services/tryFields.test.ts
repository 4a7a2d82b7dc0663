import { expect, test } from 'vitest';
import { tried, tryFields, tryText } from './tryFields.ts';

test('a change is read back from a link as it was written, an empty field as one taken away', () => {
  const fields = { policy: 'RequireDualStack', families: '', clusterIPs: '10.96.0.1,fd00:96::1' };
  expect(tryText(fields)).toBe('policy=RequireDualStack&families=&clusterIPs=10.96.0.1,fd00:96::1');
  expect(tryFields(tryText(fields))).toEqual(fields);
});

test('what is no field, or too long, is dropped', () => {
  expect(tryFields(`from=shop/cart&type=NodePort&clusterIPs=${'1'.repeat(257)}`)).toEqual({ type: 'NodePort' });
  expect(tryFields(undefined)).toEqual({});
});

test('a change of nothing leaves the link', () => {
  expect(tryText({})).toBeUndefined();
  expect(tryText(tried({ type: 'NodePort' }, 'type', undefined))).toBeUndefined();
  expect(tried({ type: 'NodePort' }, 'families', 'IPv6')).toEqual({ type: 'NodePort', families: 'IPv6' });
});
