import { rangeOfCidr } from '../../net/addressRange.ts';
import { type Cidr, cidrOf, containsAddress, containsCidr, formatCidr, lastValue } from '../../net/cidr.ts';
import { counted, formatCount } from '../../net/formatCount.ts';
import { countWithin, type RangeSet } from '../../net/rangeSet.ts';
import type { KnownRange, RangeUse } from '../knownRange.ts';
import { serviceRange } from '../serviceRange.ts';
import type { RangeWish, WishUse } from './rangeWish.ts';

const useOf: Readonly<Record<WishUse, RangeUse | null>> = { services: 'service', pods: 'pod', any: null };

/** What a free range is looked for among. */
export interface Surroundings {
  readonly known: readonly KnownRange[];
  /** Of the family, what is meant for the cluster. */
  readonly homes: readonly KnownRange[];
  /** All of homes, touching ones as one. */
  readonly allotted: RangeSet;
  readonly free: RangeSet;
}

/** What speaks for a free range, the strongest first, and how much all of it weighs. */
export interface Judged {
  readonly weight: number;
  readonly reasons: readonly string[];
  /** It lies in what is meant for the cluster. */
  readonly isAllotted: boolean;
}

/** Judges free ranges for a wish, drawn by chance or not. */
export function judgeOf(wish: RangeWish, { known, homes, allotted, free }: Surroundings): (cidr: Cidr, isDrawn: boolean) => Judged {
  const others = known.filter(({ range }) => range.family === wish.family);
  const own = others.filter(({ use }) => use !== 'special' && use !== 'outside');
  return (cidr, isDrawn) => {
    const isAllotted = isWhole(allotted, cidr);
    const home = narrowestAround(cidr, homes);
    const place = home ? `In ${home.what}, which is allotted to this cluster.` : 'In several ranges that are allotted to this cluster.';
    const said = [
      ...(isAllotted ? [{ weight: allottedWeight, text: place }] : []),
      ...together(wish, cidr, own),
      ...inSite(cidr, own),
      ...canDouble(cidr, free),
      ...sameArea(cidr, own),
      ...(isDrawn ? drawnULA(cidr, own) : []),
      ...forServices(wish, cidr),
    ];
    said.sort((a, b) => b.weight - a.weight);
    return {
      weight: said.reduce((sum, { weight }) => sum + weight, 0),
      reasons: [...said.map(({ text }) => text), `Overlaps none of the ${formatCount(others.length).short} known ${cidr.family} ranges.`],
      isAllotted,
    };
  };
}

/** More than all other reasons together: somebody promised that range to the cluster. */
const allottedWeight = 32;

/** Whether all of a prefix is in a set. */
export function isWhole(set: RangeSet, cidr: Cidr): boolean {
  return countWithin(set, cidr.value, lastValue(cidr)) === lastValue(cidr) - cidr.value + 1n;
}

function narrowestAround(cidr: Cidr, homes: readonly KnownRange[]): KnownRange | undefined {
  const range = rangeOfCidr(cidr);
  const around = homes.filter((home) => home.range.first <= range.first && range.last <= home.range.last);
  const size = ({ range: { first, last } }: KnownRange) => last - first;
  return around.reduce<KnownRange | undefined>((least, one) => (least === undefined || size(one) < size(least) ? one : least), undefined);
}

interface Reason {
  readonly weight: number;
  readonly text: string;
}

/** With a range of the same use it makes one prefix, or lies right beside it: one rule in a firewall, one route. */
function together({ use }: RangeWish, cidr: Cidr, own: readonly KnownRange[]): Reason[] {
  const same = own.filter((one) => one.use === useOf[use]);
  const parent = cidrOf(cidr, Math.max(0, cidr.prefixLength - 1));
  const range = rangeOfCidr(cidr);
  for (const one of same) {
    const isBuddy =
      one.range.first >= parent.value &&
      one.range.last <= lastValue(parent) &&
      one.range.last - one.range.first === range.last - range.first;
    if (isBuddy) return [{ weight: 4, text: `Together with ${one.what} it is one ${formatCidr(parent)}.` }];
  }
  const next = same.find((one) => one.range.last + 1n === range.first || range.last + 1n === one.range.first);
  return next ? [{ weight: 3, text: `Right beside ${next.what}.` }] : [];
}

function inSite(cidr: Cidr, own: readonly KnownRange[]): Reason[] {
  if (cidr.family !== 'IPv6' || cidr.prefixLength <= 48) return [];
  const site = cidrOf(cidr, 48);
  return own.some(({ range }) => containsAddress(site, { family: 'IPv6', value: range.first }))
    ? [{ weight: 2, text: `In ${formatCidr(site)}, which the cluster uses already.` }]
    : [];
}

function canDouble(cidr: Cidr, free: RangeSet): Reason[] {
  if (cidr.prefixLength === 0) return [];
  const bits = cidr.family === 'IPv6' ? 4 : 1; // IPv6 grows by a nibble
  const wider = cidrOf(cidr, Math.max(0, cidr.prefixLength - bits));
  return isWhole(free, wider) && wider.value === cidr.value
    ? [{ weight: 1, text: `It can grow to ${formatCidr(wider)}, which is free, too.` }]
    : [];
}

function sameArea(cidr: Cidr, own: readonly KnownRange[]): Reason[] {
  if (cidr.family !== 'IPv4') return [];
  const area = privateAreas.find(({ length, value }) => cidr.value >> BigInt(32 - length) === value);
  if (!area) return [];
  const isUsed = own.some(({ range }) => range.first >> BigInt(32 - area.length) === area.value);
  return isUsed ? [{ weight: 1, text: `In ${area.text}, as other ranges of the cluster.` }] : [];
}

const privateAreas = [
  { text: '10.0.0.0/8', length: 8, value: 10n },
  { text: '172.16.0.0/12', length: 12, value: 0xac1n },
  { text: '192.168.0.0/16', length: 16, value: 0xc0a8n },
];

/** A Global ID that was drawn, or enough bits of one, and that no range of the cluster lies in. */
function drawnULA(cidr: Cidr, own: readonly KnownRange[]): Reason[] {
  if (cidr.prefixLength <= 32) return [];
  if (own.some(({ range }) => containsCidr(cidr, { family: 'IPv6', value: range.first, prefixLength: 128 }))) return [];
  const bits = cidr.prefixLength - 8;
  return [{ weight: 5, text: `Its ${bits} bits behind fd are drawn, as RFC 4193 wants: no other network is likely to have it.` }];
}

function forServices({ use }: RangeWish, cidr: Cidr): Reason[] {
  if (use !== 'services') return [];
  const { usable, staticSize } = serviceRange(cidr);
  const band = staticSize === 0 ? 'no static band' : `a static band of ${formatCount(staticSize).short}`;
  const hostBits = (cidr.family === 'IPv4' ? 32 : 128) - cidr.prefixLength;
  const older = hostBits > 20 ? ' API servers without ServiceCIDR objects take at most 20 host bits.' : '';
  return [{ weight: 0, text: `${counted(usable, 'address', 'addresses')} for Services, ${band}.${older}` }];
}
