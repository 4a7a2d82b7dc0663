import { execFileSync } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { formatAddressRange } from '../../shared/net/addressRange.ts';
import { readRanges } from './readRanges.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'cidrscape-ranges-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

function fileOf(content: string | Uint8Array): string {
  const file = join(folder, 'ranges.yaml');
  writeFileSync(file, content);
  return file;
}

/** What is said of a file, without what names it. */
async function faultOf(content: string | Uint8Array): Promise<string> {
  const file = fileOf(content);
  return readRanges(file).then(
    () => 'good',
    (error: Error) => error.message.replace(`--ranges: ${JSON.stringify(file)}`, 'it'),
  );
}

test('the example that comes with the product is good', async () => {
  const { ranges } = await readRanges(fileURLToPath(new URL('../../docs/ranges.example.yaml', import.meta.url)));
  expect(ranges.map(({ range, owner, kind, contains }) => [formatAddressRange(range), owner, kind, contains])).toEqual([
    ['10.0.0.0/16', 'cloud team', 'vpc', null],
    ['fd00:10::/48', 'cloud team', 'vpc', null],
    ['10.32.0.0/14', 'data platform', 'peer', null],
    ['10.20.0.0/16', 'netops', 'vpn', null],
    ['fd00:20::/40', 'netops', 'vpn', null],
    ['10.112.0.0/12', 'platform team', 'reserved', true],
    ['192.168.40.10-192.168.40.49', 'printing', null, null],
  ]);
});

test('JSON is YAML, anchors stand for what they hold, and a byte order mark is no fault', async () => {
  const { ranges } = await readRanges(fileOf('{"ranges": [{"range": "10.0.0.0/8", "owner": "a"}]}'));
  expect(ranges).toHaveLength(1);
  const anchored =
    '\uFEFFranges:\n  - range: 10.0.0.0/8\n    owner: &o netops\n  - &v\n    range: 10.1.0.0/16\n    owner: *o\n  - *v\nx: 1\n'.replace(
      'x: 1\n',
      '',
    );
  expect((await readRanges(fileOf(anchored))).ranges.map(({ owner }) => owner)).toEqual(['netops', 'netops', 'netops']);
});

test('each of 10,000 ranges may name its owner by an anchor; 10,001 are too many', async () => {
  const file = (ranges: number) =>
    `ranges:\n  - {range: 10.0.0.0/8, owner: &o netops}\n${'  - {range: 10.0.0.0/8, owner: *o}\n'.repeat(ranges - 1)}`;
  expect((await readRanges(fileOf(file(10_000)))).ranges).toHaveLength(10_000);
  expect(await faultOf(file(10_001))).toBe('it: line 1, ranges: there are more than 10000 ranges');
});

describe('a bad file is said, every fault of it with its line', () => {
  test('what its fields hold', async () => {
    const text = [
      'ranges:', // 1
      '  - range: 10.0.0.1/16', // 2
      '    owner: netops',
      '  - owner: netops', // 4
      '  - range: fd00::/64', // 5
      '    owner: lab',
      '    cidr: fd00::/64', // 7
      '  - range: 10.0.0.0/8', // 8
      '    owner: 7', // 9
      '    kind: lan', // 10
    ].join('\n');
    expect(await faultOf(text)).toBe(
      [
        'it has 5 faults',
        '  line 2, ranges[0].range: "10.0.0.1/16": bits behind the prefix length are set: write 10.0.0.0/16',
        '  line 4, ranges[1].range: it is missing: write a text',
        '  line 7, ranges[2].cidr: there is no such field: a range has range, owner, note, kind, contains',
        '  line 9, ranges[3].owner: 7 is not a text',
        '  line 10, ranges[3].kind: "lan" is none of vpc, peer, vpn, reserved',
      ].join('\n'),
    );
  });

  test('the line is that of the range where an alias stands for another one', async () => {
    expect(await faultOf('ranges:\n  - &a {range: 10.0.0.0/8, owner: x}\n  - *a\n  - &b\n    range: y\n    owner: x\n')).toBe(
      'it: line 5, ranges[2].range: "y": it is neither an IPv4 nor an IPv6 address',
    );
  });

  test.each([
    ['', 'it: it is empty: it begins with "ranges:", and "ranges: []" declares none'],
    ['# nothing\n', 'it: it is empty: it begins with "ranges:", and "ranges: []" declares none'],
    ['ranges:\n', 'it: line 1, ranges: it is missing: write a list'],
    ['- range: 10.0.0.0/8\n  owner: x\n', 'it: line 1: a list is not a mapping of fields'],
    ['ranges: [\n', expect.stringMatching(/^it: line 2: /)],
    ['ranges: []\nranges: []\n', 'it: line 2: Map keys must be unique'],
    ['ranges:\n  - range: 10.0.0.0/8\n    owner: a\n    owner: b\n', 'it: line 4: Map keys must be unique'],
    ['ranges: []\n---\nranges: []\n', 'it: line 2: a second document begins; write one'],
    ['ranges: !!python/object []\n', expect.stringMatching(/^it: line 1: Unresolved tag/)],
    ['ranges: *nowhere\n', expect.stringMatching(/^it: .*nowhere/)],
    [new Uint8Array([0x72, 0xff, 0xfe, 0x00]), 'it is no text in UTF-8: name a YAML file'],
    ['ranges: []\n\0', 'it is no text in UTF-8: name a YAML file'],
    ['[[]\n'.repeat(100), 'it: line 63: it is nested too deeply'],
    ['- '.repeat(100), 'it: line 1: it is nested too deeply'],
  ])('%j', async (content, fault) => {
    expect(await faultOf(content)).toEqual(fault);
  });

  test('aliases of aliases, a few lines that ask for billions', async () => {
    const laughs = ['a: &a [x,x,x,x,x,x,x,x,x]'];
    for (const [from, to] of ['ab', 'bc', 'cd', 'de', 'ef', 'fg', 'gh', 'hi']) laughs.push(`${to}: &${to} [${`*${from},`.repeat(9)}]`);
    expect(await faultOf(`${laughs.join('\n')}\nranges: *i\n`)).toMatch(/^it: Excessive alias count/);
  });

  test('fifty faults are named, and how many more there are', async () => {
    const said = (await faultOf(`ranges:\n${'  - {range: x, owner: y}\n'.repeat(60)}`)).split('\n');
    expect([said[0], said.length, said.at(-1)]).toEqual(['it has 60 faults', 52, '  and 10 more']);
  });

  test('what goes on and on is given up before it has taken all memory', async () => {
    expect(await faultOf(`ranges:\n${'  - {}\n'.repeat(500_000)}`)).toMatch(
      /^it: line \d+: it goes on for longer than 10000 ranges could$/,
    );
  });

  test('more than four megabytes are not read', async () => {
    expect(await faultOf('#'.repeat(4 * 1024 * 1024 + 1))).toBe('it has 4194305 bytes; at most 4194304 are read');
  });
});

test.skipIf(process.getuid?.() === 0)('a file that may not be read', async () => {
  const file = fileOf('ranges: []');
  chmodSync(file, 0);
  await expect(readRanges(file)).rejects.toThrow(`--ranges: ${JSON.stringify(file)} may not be read by this user`);
});

test('what is no file: nothing there, a folder, a pipe that nobody writes to', async () => {
  const at = (name: string) => join(folder, name);
  mkdirSync(at('folder'));
  await expect(readRanges(at('none'))).rejects.toThrow(`--ranges: ${JSON.stringify(at('none'))} is not there`);
  await expect(readRanges(at('folder'))).rejects.toThrow(`--ranges: ${JSON.stringify(at('folder'))} is a folder: name a YAML file`);
  execFileSync('mkfifo', [at('pipe')]);
  await expect(readRanges(at('pipe'))).rejects.toThrow(`--ranges: ${JSON.stringify(at('pipe'))} is no file: name a YAML file`);
});
