import { describe, expect, test } from 'vitest';
import { parseCidr } from '../../shared/net/cidr.ts';
import { digitAxis } from './digitAxis.ts';

function read(cidr: string) {
  const range = parseCidr(cidr);
  if (!range) throw new Error(`${cidr} is not a CIDR`);
  return range;
}
function axis(cidr: string, cellPrefix: number, columns = 16, drawn = cidr) {
  return digitAxis(read(cidr), cellPrefix, columns, read(drawn));
}

describe('digitAxis of IPv4', () => {
  test('a /16 of /24s: the third octet', () => {
    const { corner, columns, row } = axis('10.244.0.0/16', 24);
    expect(corner).toBe('/20');
    expect(columns.slice(0, 3)).toEqual(['+0', '+1', '+2']);
    expect(columns[15]).toBe('+15');
    expect([row(0n), row(16n), row(240n)].map((label) => label.own)).toEqual(['0', '16', '240']);
  });
  test('a /24 of addresses: the last octet, with its dot', () => {
    const { corner, row } = axis('10.244.7.0/24', 32);
    expect(corner).toBe('/28');
    expect([row(0n), row(16n), row(240n)].map((label) => label.own)).toEqual(['.0', '.16', '.240']);
  });
  test('a /20 of addresses: rows differ in two octets', () => {
    expect(axis('10.96.0.0/20', 32).row(1296n).own).toBe('5.16');
  });
  test('a /20 of /28s: columns step by 16, rows are /24s', () => {
    const { corner, columns, row } = axis('10.96.0.0/20', 28);
    expect(corner).toBe('/24');
    expect([columns[1], columns[15]]).toEqual(['+16', '+240']);
    expect(row(80n).own).toBe('5.0');
  });
  test('a step that leaves the octet is written with a dot', () => {
    expect(axis('10.0.0.0/10', 18).columns.slice(3, 6)).toEqual(['+192', '+1.0', '+1.64']);
  });
  test('four bits are four columns', () => {
    expect(axis('192.168.3.32/28', 32, 4).columns).toEqual(['+0', '+1', '+2', '+3']);
    expect(axis('192.168.3.32/28', 32, 4).row(4n).own).toBe('.36');
  });
});

describe('digitAxis of IPv6', () => {
  test('a /48 of /64s: a nibble across, the hextet down, the shared prefix apart', () => {
    const { corner, columns, row } = axis('fd00:244::/48', 64);
    expect(corner).toBe('/60');
    expect(columns.join('')).toBe('0123456789abcdef');
    expect(row(0n)).toEqual({ shared: 'fd00:244:0:', own: 'x' });
    expect(row(16n)).toEqual({ shared: 'fd00:244:0:', own: '1x' });
    expect(row(0x40n)).toEqual({ shared: 'fd00:244:0:', own: '4x' });
    expect(row(0xfff0n)).toEqual({ shared: 'fd00:244:0:', own: 'fffx' });
  });
  test('a /120 of addresses: the last two nibbles', () => {
    const { row } = axis('fd00:244:0:12::/120', 128);
    expect(row(0n)).toEqual({ shared: 'fd00:244:0:12::', own: 'x' });
    expect(row(16n)).toEqual({ shared: 'fd00:244:0:12::', own: '1x' });
  });
  test('a /64 of addresses: the hextets that move are written out', () => {
    expect(axis('fd00:244:0:12::/64', 128).row((0xan << 16n) + 0x120n)).toEqual({ shared: 'fd00:244:0:12:', own: '0:0:a:12x' });
  });
  test('a /64 of which one /120 is drawn shows only the digits that move there', () => {
    expect(axis('fd00:10::/64', 128, 16, 'fd00:10::/120').row(0x10n)).toEqual({ shared: 'fd00:10::', own: '1x' });
  });
  test('a /48 of /56s keeps the zeros in front of a shortened hextet', () => {
    const { corner, row } = axis('fd00:244::/48', 56);
    expect(corner).toBe('/52');
    expect([row(0n), row(0x10n), row(0xf0n)].map((label) => label.own)).toEqual(['0x', '1x', 'fx']);
  });
  test('cells off the nibble step by their size', () => {
    const { columns, row } = axis('fd00:244::/48', 62);
    expect(columns.slice(0, 3)).toEqual(['+0', '+4', '+8']);
    expect(row(16n).own).toBe('40');
  });
});
