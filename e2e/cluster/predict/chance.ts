import type { ServiceRequest, StoredService } from '../../../shared/plan/serviceFields.ts';

/** Requests at random: mostly what somebody might write, now and then what nobody should. */
export interface Chance {
  /** 0 ≤ x < 1, the same ones for the same seed. */
  readonly next: () => number;
  /** Addresses to ask for: of both families, whether or not the cluster has them. */
  readonly address: (family: 'IPv4' | 'IPv6') => string;
}

/** mulberry32: the same seed gives the same numbers. */
export function chanceOf(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 0x1_0000_0000;
  };
}

const types = ['ClusterIP', 'ClusterIP', 'NodePort', 'LoadBalancer', 'ExternalName'];
const policies = ['SingleStack', 'PreferDualStack', 'RequireDualStack'];
const families = [['IPv4'], ['IPv6'], ['IPv4', 'IPv6'], ['IPv6', 'IPv4']];
const oddFamilies = [
  ['IPv4', 'IPv4'],
  ['IPv6', 'IPv6'],
  ['IPv4', 'IPv6', 'IPv4'],
  ['IPv6', 'IPv4', 'IPv6'],
  ['IPv5'],
  ['IPv4', 'ipv6'],
  [],
];
const oddAddresses = [
  '',
  'None',
  'none',
  'junk',
  'IPv4',
  'IPv6',
  '10.96.0.010',
  '::ffff:10.96.0.9',
  '::ffff:a60:9',
  'FD00:96::A',
  'fd00:0096::00a',
  'fe80::1%eth0',
  '10.96.0.0/24',
  '10.96.0.0',
  '10.96.15.255',
  '10.97.0.1',
  'fd00:96::',
  'fd00:96::ffff',
  'fd00:97::1',
];

/** A new Service. */
export function someCreate(chance: Chance): ServiceRequest {
  const clusterIPs = maybe(chance, 0.4, () => someAddresses(chance));
  return {
    type: maybe(chance, 0.9, () => one(chance, types)),
    policy: maybe(chance, 0.65, () => somePolicy(chance)),
    families: maybe(chance, 0.6, () => someFamilies(chance)),
    clusterIPs,
    clusterIP: someClusterIP(chance),
    selector: chance.next() < 0.7,
  };
}

/** A change of a stored Service. */
export function someUpdate(chance: Chance, before: StoredService): ServiceRequest {
  const [first = '', second = ''] = before.clusterIPs;
  const again = () => one(chance, [[first], [second, first], [first, second], ['None'], [...before.clusterIPs]]);
  return {
    type: touched(chance, 0.3, () => one(chance, types)),
    policy: touched(chance, 0.6, () => somePolicy(chance)),
    families: touched(chance, 0.6, () => (chance.next() < 0.15 ? [...before.families].reverse() : someFamilies(chance))),
    clusterIPs: touched(chance, 0.45, () => (chance.next() < 0.6 ? again() : withSecond(chance, before))),
    clusterIP: chance.next() < 0.06 ? one(chance, [first, second]) : someClusterIP(chance),
    selector: chance.next() < 0.15 ? chance.next() < 0.5 : undefined,
  };
}

function withSecond(chance: Chance, { clusterIPs }: StoredService): string[] {
  const some = someAddresses(chance);
  return clusterIPs[0] !== undefined && chance.next() < 0.5 ? [clusterIPs[0], ...some].slice(0, 2) : some;
}

function somePolicy(chance: Chance): string {
  return chance.next() < 0.02 ? one(chance, ['', 'Dual', 'singlestack']) : one(chance, policies);
}

function someFamilies(chance: Chance): string[] {
  return [...one(chance, chance.next() < 0.12 ? oddFamilies : families)];
}

function someAddresses(chance: Chance): string[] {
  if (chance.next() < 0.3) return ['None'];
  const count = one(chance, [1, 1, 1, 2, 2, 2, 2, 3, 0]);
  return Array.from({ length: count }, () => someAddress(chance));
}

function someAddress(chance: Chance): string {
  return chance.next() < 0.15 ? one(chance, oddAddresses) : chance.address(chance.next() < 0.5 ? 'IPv4' : 'IPv6');
}

/** Mostly what goes along with clusterIPs. */
function someClusterIP(chance: Chance): string | null | undefined {
  const x = chance.next();
  return x < 0.86 ? undefined : x < 0.93 ? null : someAddress(chance);
}

function maybe<T>(chance: Chance, share: number, make: () => T): T | null {
  return chance.next() < share ? make() : null;
}

/** Kept, left out, or new. */
function touched<T>(chance: Chance, share: number, make: () => T): T | null | undefined {
  if (chance.next() >= share) return undefined;
  return chance.next() < 0.25 ? null : make();
}

export function one<T>({ next }: Pick<Chance, 'next'>, from: readonly T[]): T {
  return from[Math.floor(next() * from.length)] as T;
}
