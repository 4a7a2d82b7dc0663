import { expect, test } from 'vitest';
import type { AnyRecord } from '../../records/records.ts';
import { endpoint, ipAddress, modelOf, node, pod, service, slice } from '../samples.ts';

const at = (address: string) => ({ addresses: [{ type: 'InternalIP', address }] });

/** What findings of a code are about, each object once. */
function about(record: AnyRecord, code: string): string[] {
  const objects = modelOf(record)
    .model.findings({ code })
    .items.flatMap((finding) => finding.objects);
  return [...new Set(objects.map(({ kind, namespace, name }) => [kind, namespace ?? [], name].flat().join('/')))].sort();
}

test.each([
  ['leading zeros in a clusterIP of old', service('x/old', ['010.096.0.9']), ['Service/x/old']],
  ['an IPv4-mapped externalIP of old', service('x/old', ['10.96.0.9'], { externalIPs: ['::ffff:203.0.113.9'] }), ['Service/x/old']],
  ['capitals in a clusterIP, which is how an address is given twice', service('x/old', ['FD00:96::37']), ['Service/x/old']],
  ['capitals in a podIP', pod('x/old', 'a', ['FD00:244::2']), ['Pod/x/old']],
  ['leading zeros in an address of a node', node('old', at('010.0.0.1')), ['Node/old']],
  ['canonical addresses', service('x/new', ['10.96.0.9', 'fd00:96::9'], { externalIPs: ['203.0.113.9'] }), []],
  ['canonical addresses of a pod', pod('x/new', 'a', ['10.244.0.2', 'fd00:244::2']), []],
  ['a headless Service: None is no spelling', service('x/new', ['None'], { families: ['IPv4'] }), []],
  ['an IPAddress, whose name is canonical', ipAddress('fd00:96::9', 'x/new'), []],
  ['a hostname in a slice of names', slice('x/new', 'n', 'FQDN', [endpoint('db.example.com')]), []],
] as const)('an unusual spelling is named, not refused: %s', (_, record, found) => {
  expect(about(record, 'address-text-unusual')).toEqual(found);
  expect(about(record, 'address-text-unreadable')).toEqual([]);
});

test.each([
  ['a name', 'node.example.com'],
  ['an octet of 256', '256.1.1.1'],
  ['a zone id', 'fe80::1%eth0'],
  ['a prefix length', '10.0.0.1/24'],
  ['nothing at all', ''],
])('the API server does not look at addresses of nodes: one that is %s is named as unreadable', (_, text) => {
  expect(about(node('odd', at(text)), 'address-text-unreadable')).toEqual(['Node/odd']);
  expect(about(node('odd', at(text)), 'address-text-unusual')).toEqual([]);
});

test('an unreadable address goes from the findings when it is mended', () => {
  const { store, model } = modelOf(node('odd', at('node.example.com')));
  expect(model.findings({ code: 'address-text-unreadable' }).total).toBe(1);
  store.apply([{ put: node('odd', at('10.0.0.1')) }]);
  expect(model.findings({ code: 'address-text-unreadable' }).total).toBe(0);
});
