import { describe, expect, test } from 'vitest';
import { type Cidr, parseCidr } from '../net/cidr.ts';
import {
  type Allocator,
  antrea,
  antreaWithinSubnet,
  calico,
  calicoWindows,
  cilium,
  ciliumWhole,
  hostLocal,
  kubeOVN,
  metalLB,
  ovnKubernetes,
  whereabouts,
} from './allocator.ts';
import { reservedWithin, usableOfBlock, usableRange } from './nodeBlock.ts';

function read(text: string): Cidr {
  const cidr = parseCidr(text);
  if (!cidr) throw new Error(`not a CIDR: ${text}`);
  return cidr;
}

type Row = readonly [block: string, usable: bigint];

function gives(allocator: Allocator, rows: readonly Row[]): void {
  test.each(rows)(`${allocator.name} gives of %s %s addresses`, (text, usable) => {
    const block = read(text);
    expect(usableOfBlock(block.family, block.prefixLength, allocator)).toBe(usable);
    const range = usableRange(block, allocator);
    expect(range ? range.last - range.first + 1n : 0n).toBe(usable);
    expect(reservedWithin(block, block, allocator)).toBe(
      ((1n << BigInt(block.family === 'IPv4' ? 32 : 128)) >> BigInt(block.prefixLength)) - usable,
    );
  });
}

describe('host-local keeps network, gateway and IPv4 broadcast', () => {
  gives(hostLocal, [
    ['10.244.7.0/24', 253n],
    ['10.244.7.0/25', 125n],
    ['10.244.7.0/30', 1n],
    ['10.244.7.0/31', 0n],
    ['10.244.7.0/32', 0n],
    ['fd00:90::/64', 18446744073709551614n], // expected.json: the range of rack, first and gateway reserved
    ['fd00:90::/126', 2n],
    ['fd00:90::/127', 0n],
    ['fd00:90::/128', 0n],
  ]);

  test('256 blocks of /24 and 65,536 of /64 keep what expected.json says of the cluster pod ranges', () => {
    expect(256n * (256n - usableOfBlock('IPv4', 24, hostLocal))).toBe(768n);
    expect(65536n * ((1n << 64n) - usableOfBlock('IPv6', 64, hostLocal))).toBe(131072n);
  });

  test('is the allocator where none is named', () => {
    expect(usableOfBlock('IPv4', 24)).toBe(253n);
  });
});

describe('Calico keeps nothing on Linux, and four addresses of an IPv4 block on Windows', () => {
  gives(calico, [
    ['10.48.0.64/26', 64n],
    ['10.48.0.64/32', 1n],
    ['fd00:48::/122', 64n],
    ['fd00:48::/116', 4096n],
  ]);
  gives(calicoWindows, [
    ['10.48.0.64/26', 60n],
    ['10.48.0.64/30', 0n],
    ['fd00:48::/122', 64n],
  ]);

  test('blocks are /26 and /122 where the pool does not say', () => {
    expect(calico.blockLength).toEqual({ IPv4: 26, IPv6: 122 });
  });
});

describe('Cilium keeps both ends in both families, and holds 65,536 addresses of an IPv6 block at most', () => {
  gives(cilium, [
    ['10.60.0.0/24', 254n],
    ['10.60.0.0/27', 30n],
    ['10.60.0.0/30', 2n],
    ['10.60.0.0/31', 2n],
    ['10.60.0.0/32', 1n],
    ['10.0.0.0/8', 16777214n],
    ['fd00:60::/120', 254n],
    ['fd00:60::/112', 65534n],
    ['fd00:60::/111', 65534n],
    ['fd00:60::/64', 65534n],
    ['fd00:60::/127', 2n],
    ['fd00:60::/128', 1n],
  ]);
  gives(ciliumWhole, [
    ['10.61.0.0/28', 16n],
    ['10.61.0.0/31', 2n],
    ['fd00:61::/112', 65536n],
    ['fd00:61::/64', 65536n],
  ]);

  test('the pool default of expected.json keeps 8 × 2 of its IPv4 and 256 × 2 of its IPv6 blocks', () => {
    expect(8n * (32n - usableOfBlock('IPv4', 27, cilium))).toBe(16n);
    expect(256n * (256n - usableOfBlock('IPv6', 120, cilium))).toBe(512n);
  });

  test('what a /64 gives lies at its beginning', () => {
    expect(usableRange(read('fd00:60::/64'), cilium)).toEqual({ first: (0xfd00_0060n << 96n) + 1n, last: (0xfd00_0060n << 96n) + 65534n });
  });
});

describe('OVN-Kubernetes keeps network, gateway, management port and IPv4 broadcast, and holds 65,536 addresses of an IPv6 slice', () => {
  gives(ovnKubernetes, [
    ['10.244.3.0/24', 252n],
    ['10.244.3.0/29', 4n],
    ['10.244.3.0/30', 0n],
    ['fd00:244:0:3::/64', 65533n],
    ['fd00:244:0:3::/112', 65533n],
    ['fd00:244:0:3::/120', 253n],
    ['fd00:244:0:3::/126', 1n],
  ]);
});

describe('Kube-OVN keeps both ends of a Subnet in both families', () => {
  gives(kubeOVN, [
    ['10.70.0.0/24', 254n],
    ['10.72.0.0/28', 14n],
    ['10.72.0.0/31', 2n],
    ['10.72.0.0/32', 1n],
    ['fd00:70::/112', 65534n],
    ['fd00:73::/64', 18446744073709551614n],
    ['fd00:73::/127', 2n],
  ]);
});

describe('Whereabouts keeps both ends in both families, and gives nothing of a range that has no more', () => {
  gives(whereabouts, [
    ['192.168.50.0/24', 254n],
    ['192.168.60.0/26', 62n],
    ['192.168.60.0/30', 2n],
    ['192.168.60.0/31', 0n],
    ['192.168.60.0/32', 0n],
    ['fd00:50::/120', 254n],
    ['fd00:50::/127', 0n],
    ['fd00:50::/128', 0n],
  ]);

  test('the four slices of fast in expected.json keep 8 addresses', () => {
    expect(4n * (64n - usableOfBlock('IPv4', 26, whereabouts))).toBe(8n);
  });
});

describe('MetalLB gives all of its ranges', () => {
  gives(metalLB, [
    ['172.23.9.0/30', 4n],
    ['172.23.0.0/24', 256n],
    ['172.23.0.1/32', 1n],
    ['fd00:172:23::/64', 18446744073709551616n],
  ]);
});

describe('Antrea keeps the first address of a CIDR and the IPv4 broadcast of a subnet, and holds 65,536 addresses behind the first', () => {
  gives(antrea, [
    ['172.22.0.0/28', 14n],
    ['172.22.0.0/31', 0n],
    ['172.22.0.0/32', 0n],
    ['172.16.0.0/16', 65534n],
    ['172.16.0.0/15', 65535n],
    ['fd00:22::/120', 255n],
    ['fd00:22::/112', 65535n],
    ['fd00:22::/64', 65536n],
  ]);
  gives(antreaWithinSubnet, [
    ['10.80.0.0/26', 63n],
    ['10.80.0.0/31', 1n],
    ['fd00:80::/120', 255n],
  ]);
});
