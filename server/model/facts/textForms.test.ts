import { expect, test } from 'vitest';
import { formatAddress, parseAddress, parseAddressLax } from '../../../shared/net/address.ts';
import { formatAddressRange, parseAddressRange, parseAddressRangeLax } from '../../../shared/net/addressRange.ts';
import { formatCidr, parseCidr, parseCidrLax } from '../../../shared/net/cidr.ts';
import { podReader } from '../../kubernetes/pod.ts';
import { addressOfText, endpoint, ipAddress, modelOf, node, pod, service, serviceCIDR, slice } from '../samples.ts';

const address = (model: ReturnType<typeof modelOf>['model'], text: string) => model.address(addressOfText(text));

test.each([
  ['leading zeros', '010.096.0.09', '10.96.0.9', ['leading-zeros']],
  ['an IPv4-mapped address', '::ffff:10.96.0.9', '10.96.0.9', ['ipv4-mapped']],
  ['an IPv4-mapped address in hex', '::FFFF:0a60:0009', '10.96.0.9', ['ipv4-mapped']],
  ['IPv6 in capitals', 'FD00:96::9', 'fd00:96::9', ['not-canonical']],
  ['IPv6 written out', 'fd00:96:0:0:0:0:0:9', 'fd00:96::9', ['not-canonical']],
])('an old object may carry %s: it is read, flagged, and shown as RFC 5952 has it', (_, stored, canonical, flags) => {
  expect(parseAddressLax(stored)?.flags).toEqual(flags);
  const { model } = modelOf(
    serviceCIDR('kubernetes', ['10.96.0.0/24', 'fd00:96::/112']),
    service('x/old', [stored], { families: [canonical.includes(':') ? 'IPv6' : 'IPv4'] }),
  );
  expect(model.service('x', 'old')?.clusterIPs).toEqual([canonical]);
  expect(address(model, canonical)).toMatchObject({ address: canonical, state: 'in-use', holders: [{ object: { name: 'old' } }] });
  expect(model.pools().items.reduce((sum, { addresses }) => sum + Number(addresses.inUse), 0)).toBe(1);
  expect(model.unreadable).toBe(0);
});

test.each(['010.96.0.9', '10.96.0.09', '::ffff:010.96.0.9', 'fd00:96::00009'])(
  '%s is refused wherever it is validated, and never written',
  (text) => {
    expect(parseAddress(text)).toBeUndefined();
    const read = parseAddressLax(text);
    expect(read && formatAddress(read.address)).not.toBe(text);
  },
);

test('CIDRs of old objects are read as laxly: host bits, leading zeros and mapped networks', () => {
  const read = (text: string) => {
    const cidr = parseCidrLax(text);
    return cidr && formatCidr(cidr);
  };
  expect(['010.244.0.0/24', '10.244.0.7/24', '::ffff:10.244.0.0/120'].map(read)).toEqual([
    '10.244.0.0/24',
    '10.244.0.0/24',
    '10.244.0.0/24',
  ]);
  expect(['010.244.0.0/24', '10.244.0.7/24'].map((text) => parseCidr(text))).toEqual([undefined, undefined]);
  const { model } = modelOf(node('a', { podCIDRs: ['010.244.0.7/24'] }), pod('x/1', 'a', ['010.244.0.2']));
  expect(model.node('a')).toMatchObject({ podCIDRs: ['10.244.0.0/24'], inUse: { IPv4: 1 } });
});

test.each([
  'fd00:96::37',
  'FD00:96::37',
  'fd00:0096::0037',
  'fd00:96:0:0:0:0:0:37',
  'fd00:0096:0000:0000:0000:0000:0000:0037',
  'fd00:96:0::37',
  'fd00:96::0.0.0.55',
  '  fd00:96::37 ',
])('search takes every spelling of RFC 4291: %j', (query) => {
  const { model } = modelOf(serviceCIDR('kubernetes', ['fd00:96::/112']), service('x/web', ['fd00:96::37']));
  expect(model.search(query)).toMatchObject({
    as: 'address',
    address: { address: 'fd00:96::37', holders: [{ object: { kind: 'Service', namespace: 'x', name: 'web' } }] },
  });
});

test('search takes an IPv4-mapped address for the IPv4 address that it maps', () => {
  const { model } = modelOf(service('x/web', ['10.96.0.9']));
  expect(model.search('::ffff:10.96.0.9')).toMatchObject({ address: { address: '10.96.0.9', holders: [{ object: { name: 'web' } }] } });
});

test.each([
  ['10.1.2.3', 'Private use, RFC 1918'],
  ['172.31.255.255', 'Private use, RFC 1918'],
  ['172.32.0.0', null],
  ['192.168.0.1', 'Private use, RFC 1918'],
  ['100.64.0.1', 'Shared address space (carrier-grade NAT), RFC 6598'],
  ['100.128.0.0', null],
  ['fc00::1', 'Unique local (ULA), RFC 4193'],
  ['fdff::1', 'Unique local (ULA), RFC 4193'],
  ['169.254.1.1', 'Link-local, RFC 3927'],
  ['fe80::1', 'Link-local, RFC 4291'],
  ['64:ff9b::a60:9', 'NAT64 well-known prefix, RFC 6052'],
  ['64:ff9b:1::1', 'NAT64 local use, RFC 8215'],
  ['192.0.2.1', 'Documentation (TEST-NET-1), RFC 5737'],
  ['198.51.100.1', 'Documentation (TEST-NET-2), RFC 5737'],
  ['203.0.113.1', 'Documentation (TEST-NET-3), RFC 5737'],
  ['2001:db8::1', 'Documentation, RFC 3849'],
  ['3fff::1', 'Documentation, RFC 9637'],
  ['3fff:1000::', null],
  ['5f00::1', 'Segment Routing (SRv6) SIDs, RFC 9602'],
  ['198.18.0.1', 'Benchmarking, RFC 2544'],
  ['127.0.0.1', 'Loopback, RFC 1122'],
  ['8.8.8.8', null],
  ['2606:4700::1', null],
])('%s lies in the special range %j', (text, special) => {
  expect(address(modelOf().model, text).special).toBe(special);
});

test('non-canonical IPv6 is stored as written, and compared as the number that it is', () => {
  const { model } = modelOf(
    node('a', { addresses: [{ type: 'InternalIP', address: 'FD01::1' }], podCIDRs: ['FD00:244::/64'] }),
    pod('x/1', 'a', ['FD00:244::2']),
    service('x/web', ['FD00:96::37'], { externalIPs: ['2001:DB8::9'] }),
    ipAddress('fd00:96::37', 'x/web'),
    slice('x/web', '6', 'IPv6', [endpoint('fd00:244::2')]),
  );
  expect(model.node('a')).toMatchObject({ addresses: { IPv6: ['fd01::1'] }, podCIDRs: ['fd00:244::/64'], inUse: { IPv6: 1 } });
  expect(model.service('x', 'web')).toMatchObject({ clusterIPs: ['fd00:96::37'], externalIPs: ['2001:db8::9'] });
  // The Service and its IPAddress are one holder; the pod and its endpoint stand at one address.
  expect(address(model, 'fd00:96::37').holders).toMatchObject([{ object: { kind: 'Service' } }]);
  expect(address(model, 'fd00:244::2').holders).toMatchObject([{ as: 'podIP' }, { as: 'endpoint' }]);
});

test('addresses of nodes are not validated at all, not even empty ones: those that are none are counted and left out', () => {
  const texts = ['', '10.0.0.1', 'node.example.com', '256.1.1.1', '010.0.0.2', 'fe80::1%eth0'];
  const { model } = modelOf(node('a', { addresses: texts.map((text) => ({ type: 'InternalIP', address: text })) }));
  expect(model.node('a')).toMatchObject({ addresses: { IPv4: ['10.0.0.1', '10.0.0.2'], IPv6: [] }, families: { addresses: ['IPv4'] } });
  expect(model.unreadable).toBe(4);
});

test('an empty address of a load balancer is none', () => {
  const { model } = modelOf(service('x/web', ['10.96.0.9'], { loadBalancer: [{ ip: '', hostname: '', ipMode: '' }] }));
  expect(model.service('x', 'web')?.loadBalancer).toEqual([{}]);
  expect(model.unreadable).toBe(0);
});

test('ranges of clients keep the blanks they were written with, and are read without them', () => {
  const read = parseAddressRangeLax(' 203.0.113.0/24 ');
  expect(read && formatAddressRange(read)).toBe('203.0.113.0/24');
  expect(parseAddressRange(' 203.0.113.0/24 ')).toBeUndefined();
});

test('where podIP is written unlike the first of podIPs, podIP wins and stands in both: it is the one address that is held', () => {
  const stored = podReader.fromJson({
    metadata: { name: 'p', resourceVersion: '1' },
    status: { podIP: '10.244.0.9', podIPs: [{ ip: '10.244.0.9' }] },
  });
  const { model } = modelOf(node('a', { podCIDRs: ['10.244.0.0/24'] }), pod('x/p', 'a', stored.podIPs));
  expect(address(model, '10.244.0.9').holders).toMatchObject([{ as: 'podIP', object: { namespace: 'x', name: 'p' } }]);
  expect(model.node('a')?.inUse).toEqual({ IPv4: 1, IPv6: 0 });
});

test('two pods with one address are accepted: one address in use, and a conflict', () => {
  const { model } = modelOf(node('a', { podCIDRs: ['10.244.0.0/24'] }), pod('x/1', 'a', ['10.244.0.2']), pod('x/2', 'a', ['10.244.0.2']));
  expect(address(model, '10.244.0.2')).toMatchObject({
    state: 'conflict',
    holders: [{ object: { name: '1' } }, { object: { name: '2' } }],
  });
  expect(model.pools({ kind: 'pod' }).items[0]?.addresses.inUse).toBe('1');
});

test('two nodes with one podCIDR are accepted: one block', () => {
  const { model } = modelOf(node('a', { podCIDRs: ['10.244.0.0/24'] }), node('b', { podCIDRs: ['10.244.0.0/24'] }));
  expect(model.pools({ kind: 'pod' }).items).toMatchObject([{ blocks: { handedOut: 1 }, addresses: { handedOut: '256' } }]);
});
