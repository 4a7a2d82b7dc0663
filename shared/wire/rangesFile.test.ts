import { expect, test } from 'vitest';
import { faultText, readRangesFile } from './rangesFile.ts';

const unsaid = { kind: null, contains: null };

test('ranges with their owners, in every spelling that configuration has', () => {
  const read = readRangesFile({
    ranges: [
      { range: '10.0.0.0/16', owner: 'office', note: 'VPN' },
      { range: ' 192.168.7.9-192.168.7.20 ', owner: 'lab' },
      { range: 'fd00::1', owner: 'router' },
    ],
  });
  expect(read).toEqual({
    ok: true,
    ranges: [
      { range: { family: 'IPv4', first: 0x0a000000n, last: 0x0a00ffffn }, owner: 'office', note: 'VPN', ...unsaid },
      { range: { family: 'IPv4', first: 0xc0a80709n, last: 0xc0a80714n }, owner: 'lab', note: null, ...unsaid },
      { range: { family: 'IPv6', first: (0xfdn << 120n) + 1n, last: (0xfdn << 120n) + 1n }, owner: 'router', note: null, ...unsaid },
    ],
  });
});

test('an empty list is no fault', () => {
  expect(readRangesFile({ ranges: [] })).toEqual({ ok: true, ranges: [] });
});

const faults = (value: unknown) => {
  const read = readRangesFile(value);
  return read.ok ? [] : read.faults.map((fault) => faultText(fault));
};

test('what a range is, and whether the cluster is meant to lie in it', () => {
  expect(
    readRangesFile({
      ranges: [
        { range: '10.0.0.0/16', owner: 'cloud', kind: 'vpc', contains: true },
        { range: '10.20.0.0/16', owner: 'netops', kind: 'vpn' },
        { range: '10.30.0.0/16', owner: 'mail', kind: 'reserved', contains: false },
      ],
    }),
  ).toMatchObject({
    ok: true,
    ranges: [
      { kind: 'vpc', contains: true },
      { kind: 'vpn', contains: null },
      { kind: 'reserved', contains: false },
    ],
  });
});

test('every fault is named by its path', () => {
  expect(
    faults({
      ranges: [
        { range: '10.0.0.1/16', owner: 'office' },
        { range: '10.0.0.0/16', owner: ' ' },
        { range: '10.0.0.0/16', owner: 'x', cidr: '10.0.0.0/8', owners: 'y' },
        { range: '10.0.0.0/16', owner: 'x', kind: 'lan', contains: 'yes' },
      ],
      range: '10.0.0.0/8',
    }),
  ).toEqual([
    'ranges[0].range: "10.0.0.1/16": bits behind the prefix length are set: write 10.0.0.0/16',
    'ranges[1].owner: it is empty',
    'ranges[2].cidr: there is no such field: a range has range, owner, note, kind, contains',
    'ranges[2].owners: there is no such field: a range has range, owner, note, kind, contains',
    'ranges[3].kind: "lan" is none of vpc, peer, vpn, reserved',
    'ranges[3].contains: "yes" is not true or false',
    'range: there is no such field: the file has one field, ranges',
  ]);
});

test.each([
  [null, ['it is missing: write a mapping of fields']],
  [{}, ['ranges: it is missing: write a list']],
  [{ ranges: [{ range: 10, owner: 'x' }] }, ['ranges[0].range: 10 is not a text']],
  [{ ranges: [{ owner: 'x' }] }, ['ranges[0].range: it is missing: write a text']],
])('%j is none: %j', (value, texts) => {
  expect(faults(value)).toEqual(texts);
});

test('where the line is known it comes first', () => {
  const read = readRangesFile({ ranges: [{ range: 'x', owner: 'y' }] });
  expect(read.ok ? '' : faultText(read.faults[0] ?? { path: '', keys: [], why: '' }, 7)).toBe(
    'line 7, ranges[0].range: "x": it is neither an IPv4 nor an IPv6 address',
  );
  expect(read.ok ? [] : read.faults[0]?.keys).toEqual(['ranges', 0, 'range']);
});
