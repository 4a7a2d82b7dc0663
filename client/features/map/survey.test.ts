import { describe, expect, test } from 'vitest';
import { formatCidr, parseCidr } from '../../../shared/net/cidr.ts';
import type { MapAnswer } from '../../../shared/wire/map.ts';
import { cidr, wireCell, wireMap } from './answersForTests.ts';
import { cidrAtIndex } from './cells.ts';
import { addressLimits, blockLimits, survey } from './survey.ts';

/** A server that holds these addresses (or blocks of them) and counts what it is asked. */
function holding(texts: string[], asHandedOut = false) {
  const held = texts.map((text) => cidr(text));
  const asked: string[] = [];
  const ask = async (text: string, bits: number): Promise<MapAnswer> => {
    asked.push(`${text}+${bits}`);
    const range = cidr(text);
    const cells = [];
    for (let index = 0; index < 2 ** bits; index++) {
      const cell = cidrAtIndex(range, range.prefixLength + bits, BigInt(index));
      const end = cell.value + (1n << BigInt((range.family === 'IPv4' ? 32 : 128) - cell.prefixLength));
      const count = held.filter((one) => one.value >= cell.value && one.value < end).length;
      if (count > 0) cells.push(wireCell(index, formatCidr(cell), asHandedOut ? { handedOut: '1' } : { inUse: String(count) }));
    }
    return wireMap(text, bits, cells);
  };
  return { ask, asked };
}

describe('survey', () => {
  test('a dense prefix is one question', async () => {
    const { ask, asked } = holding(['10.244.7.19/32']);
    const found = await survey(ask, cidr('10.244.0.0/16'), 24, blockLimits);
    expect(asked).toEqual(['10.244.0.0/16+8']);
    expect([found.sparse, found.cellPrefix]).toEqual([false, 24]);
  });
  test('IPv6 blocks are asked for only where some are handed out', async () => {
    const { ask, asked } = holding(['fd00:244:0:1::/64', 'fd00:244:0:1200::/64'], true);
    const found = await survey(ask, cidr('fd00:244::/48'), 64, blockLimits);
    expect(asked).toEqual(['fd00:244::/48+8', 'fd00:244::/56+8', 'fd00:244:0:1200::/56+8']);
    expect([found.sparse, found.cellPrefix, found.parts.length]).toEqual([true, 64, 2]);
  });
  test('the addresses of a /64 are found level by level', async () => {
    const { ask, asked } = holding(['fd00:244:0:7::2/128', 'fd00:244:0:7::15/128']);
    const found = await survey(ask, cidr('fd00:244:0:7::/64'), 128, addressLimits);
    expect(asked).toHaveLength(8);
    expect(found.parts.map((part) => part.cidr)).toEqual(['fd00:244:0:7::/120']);
  });
  test('an empty block goes down its first part', async () => {
    const { ask } = holding([]);
    const found = await survey(ask, cidr('fd00:244:0:7::/64'), 128, addressLimits);
    expect([found.cellPrefix, found.parts.map((part) => part.cidr)]).toEqual([128, ['fd00:244:0:7::/120']]);
  });
  test('where too much is populated the level above is shown', async () => {
    const { ask } = holding(Array.from({ length: 20 }, (_, k) => `fd00:244:0:7::${(k * 256 + 1).toString(16)}/128`));
    const found = await survey(ask, cidr('fd00:244:0:7::/64'), 128, addressLimits);
    expect(found.cellPrefix).toBe(120);
    expect(found.parts).toHaveLength(1);
  });
  test('the number of questions is bounded', async () => {
    const spread = Array.from(
      { length: 12 },
      (_, k) => `${formatCidr(cidr('fd00:244:0:7::/64')).replace('::/64', '')}:${(k * 0x1111 + 1).toString(16)}:0:0:1/128`,
    );
    expect(spread.every((text) => parseCidr(text) !== undefined)).toBe(true);
    const { ask, asked } = holding(spread);
    await survey(ask, cidr('fd00:244:0:7::/64'), 128, { parts: 12, calls: 20 });
    expect(asked.length).toBeLessThanOrEqual(20);
  });
  test('an IPv4 node network of a /22 starts with its /24s', async () => {
    const { ask, asked } = holding(['192.168.2.10/32']);
    await survey(ask, cidr('192.168.0.0/22'), 32, addressLimits);
    expect(asked).toEqual(['192.168.0.0/22+2', '192.168.2.0/24+8']);
  });
});
