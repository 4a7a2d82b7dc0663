import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { manifestFragment, manifestWords, patchCommand } from './changeSnippets.ts';

const web = { namespace: 'shop', name: 'web' };

test('a change of policy is a merge patch of that field alone', () => {
  expect(patchCommand({ policy: 'RequireDualStack' }, web)).toBe(
    `kubectl patch service web --namespace shop --type merge --patch '{"spec":{"ipFamilyPolicy":"RequireDualStack"}}'`,
  );
});

test('families keep the order of the change, and a dry run says that it is one', () => {
  expect(patchCommand({ policy: 'PreferDualStack', families: ['IPv6', 'IPv4'] }, web, true)).toBe(
    `kubectl patch service web --namespace shop --type merge --dry-run=server --patch '{"spec":{"ipFamilyPolicy":"PreferDualStack","ipFamilies":["IPv6","IPv4"]}}'`,
  );
});

test('a name that a shell would read is quoted', () => {
  expect(patchCommand({ policy: 'SingleStack' }, { namespace: 'a b', name: "it's;rm" })).toBe(
    String.raw`kubectl patch service 'it'\''s;rm' --namespace 'a b' --type merge --patch '{"spec":{"ipFamilyPolicy":"SingleStack"}}'`,
  );
});

test('the manifest has the fields of the change and nothing of its addresses', () => {
  expect(manifestFragment({ policy: 'PreferDualStack', families: ['IPv4', 'IPv6'] }, web)).toBe(`apiVersion: v1
kind: Service
metadata:
  name: web
  namespace: shop
spec:
  ipFamilyPolicy: PreferDualStack
  ipFamilies:
    - IPv4
    - IPv6
`);
});

test('a name that YAML would take for something else is read back as the name', () => {
  for (const name of ['123', 'null', 'no', '1e3', 'on'])
    expect(parse(manifestFragment({ policy: 'SingleStack' }, { namespace: name, name }), { version: '1.1' }).metadata).toEqual({
      name,
      namespace: name,
    });
});

test('on the way to SingleStack a second address in the manifest has to go, and a headless Service has none', () => {
  expect(manifestWords({ policy: 'SingleStack' }, { headless: false })).toContain(
    'a second one of ipFamilies and of clusterIPs, take it out',
  );
  expect(manifestWords({ policy: 'SingleStack' }, { headless: true })).toContain('a second one of ipFamilies, take it out');
  expect(manifestWords({ policy: 'RequireDualStack' }, { headless: false })).not.toContain('take it out');
});
