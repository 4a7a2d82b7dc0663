import { expect, test } from 'vitest';
import { formatCidr } from '../../net/cidr.ts';
import { parseRangeWish } from './rangeWish.ts';

test.each([
  ['a /20 for Services', 'IPv4 /20 services anywhere'],
  ['/20', 'IPv4 /20 any anywhere'],
  ['a /48 in ULA', 'IPv6 /48 any fd00::/8'],
  ['a /112 for Services', 'IPv6 /112 services anywhere'],
  ['/22 for nodes in 10.0.0.0/8', 'IPv4 /22 pods 10.0.0.0/8'],
  ['/24 for pods in ipv6', 'IPv6 /24 pods anywhere'],
  ['an IPv6 /24 for pods', 'IPv6 /24 pods anywhere'],
  ['a /20 for Services, ipv6', 'IPv6 /20 services anywhere'],
  ['I need another free /20 range for Service IPs (IPv4), please!', 'IPv4 /20 services anywhere'],
  ['a /48 in ULA for pods', 'IPv6 /48 pods fd00::/8'],
  ['a free /20 in 10.0.0.0/8 for pods', 'IPv4 /20 pods 10.0.0.0/8'],
  ['a /20 for services in 10.0.0.0/8, please', 'IPv4 /20 services 10.0.0.0/8'],
  ['a ULA /48', 'IPv6 /48 any fd00::/8'],
  ['find one more private /20 for ServiceCIDRs', 'IPv4 /20 services anywhere'],
  ['a /16 for pod CIDRs', 'IPv4 /16 pods anywhere'],
  ['the next unused subnet, /16 podCIDR', 'IPv4 /16 pods anywhere'],
  ['  /64 for pods in 2001:db8::/32 ', 'IPv6 /64 pods 2001:db8::/32'],
])('%j is %s', (text, wish) => {
  const read = parseRangeWish(text, 'IPv4');
  if (!read.ok) throw new Error(read.why);
  const { family, prefixLength, use, within } = read.wish;
  expect(`${family} /${prefixLength} ${use} ${within ? formatCidr(within) : 'anywhere'}`).toBe(wish);
});

test('without anything that says so, it is of the primary family', () => {
  expect(parseRangeWish('/20', 'IPv6')).toMatchObject({ ok: true, wish: { family: 'IPv6' } });
});

test.each([
  ['a range for Services', '"a range for Services" has no prefix length: write "a /20 for Services"'],
  ['10.0.0.0/20', '10.0.0.0/20 is a range: write a length, and "in 10.0.0.0/20" where it is to lie in that one'],
  ['a /22 outside 10.0.0.0/8', '10.0.0.0/8 is a range: write a length, and "in 10.0.0.0/8" where it is to lie in that one'],
  ['a /20 a /21', '"a /20 a /21" has two prefix lengths, /20 and /21: wish for one after the other'],
  ['an IPv6 /20 in 10.0.0.0/8', '10.0.0.0/8 is IPv4, and the wish says IPv6: leave one of them out'],
  ['', '"" has no prefix length: write "a /20 for Services"'],
  ['/129', '/129 is no prefix length of IPv6: write /128 or a shorter one'],
  ['/33 in 10.0.0.0/8', '/33 is no prefix length of IPv4: write /32 or a shorter one'],
  ['/7 in 10.0.0.0/8', 'a /7 does not fit into 10.0.0.0/8: write a longer prefix, or a wider range to look in'],
  ['a /20 for bananas', '"bananas" is no word of a wish: say "for Services" or "for pods", "IPv4" or "IPv6", and "in ULA" or in a CIDR'],
  ['IPv4 and IPv6 /20', '"IPv4 and IPv6 /20" is of IPv4 and of IPv6: wish for one after the other'],
  [
    'a /20 for services in the VPC',
    '"the" is neither ULA, IPv4 or IPv6 nor a CIDR such as 10.0.0.0/8: it has no prefix length: write address/length',
  ],
  ['a /20 for Services in ', '"in" has no place behind it: write "in ULA" or "in 10.0.0.0/8", or leave it out'],
  ['a /20 for Services for pods', '"a /20 for Services for pods" is for Services and for pods: wish for one after the other'],
  ['/20 in Spain', '"Spain" is neither ULA, IPv4 or IPv6 nor a CIDR such as 10.0.0.0/8: it has no prefix length: write address/length'],
])('%j is no wish: %s', (text, why) => {
  expect(parseRangeWish(text, 'IPv4')).toEqual({ ok: false, why });
});
