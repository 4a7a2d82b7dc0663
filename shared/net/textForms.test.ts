import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { formatAddress, parseAddress, parseAddressLax } from './address.ts';
import { formatAddressRange, parseAddressRangeLax } from './addressRange.ts';
import { formatCidr, parseCidr, parseCidrLax } from './cidr.ts';

interface Spelling {
  field: string;
  text: string | string[];
  accepted: boolean;
  stored?: unknown;
  warnings?: string[];
  message?: string;
}

/** What kube-apiserver 1.37.2 made of each spelling, field by field: what it stored, what it warned of, why it refused it. */
const spellings: Spelling[] = readFileSync(new URL('./fixtures/text-forms.jsonl', import.meta.url), 'utf8')
  .trimEnd()
  .split('\n')
  .map((line) => JSON.parse(line));

/** How one field is read where it is stored, and how what was read is written; undefined where it cannot be read. */
interface Reading {
  readonly lax: (text: string) => string | undefined;
  readonly strict: (text: string) => string | undefined;
}

const address: Reading = {
  lax: (text) => {
    const read = parseAddressLax(text);
    return read && formatAddress(read.address);
  },
  strict: (text) => {
    const read = parseAddress(text);
    return read && formatAddress(read);
  },
};
const strictCidr = (text: string) => {
  const read = parseCidr(text);
  return read && formatCidr(read);
};
const cidr: Reading = {
  lax: (text) => {
    const read = parseCidrLax(text);
    return read && formatCidr(read);
  },
  strict: strictCidr,
};
const sourceRange: Reading = {
  lax: (text) => {
    const read = parseAddressRangeLax(text);
    return read && formatAddressRange(read);
  },
  strict: strictCidr,
};

const readings: Record<string, Reading> = {
  'Node spec.podCIDR and spec.podCIDRs': cidr,
  'ServiceCIDR spec.cidrs': cidr,
  'Service spec.loadBalancerSourceRanges': sourceRange,
};
const readingOf = ({ field }: Spelling): Reading => readings[field] ?? address;

/** Fields that the API server does not look at: whatever is written is stored. */
const unchecked = ['Node status.addresses[].address', 'Service spec.loadBalancerIP'];

/** The texts in what is stored, wherever a field keeps them: alone, in lists, as `ip` or `address` of objects. */
function textsOf(stored: unknown): string[] {
  if (typeof stored === 'string') return [stored];
  if (Array.isArray(stored)) return stored.flatMap(textsOf);
  if (typeof stored !== 'object' || stored === null) return [];
  const { ip, address } = stored as { ip?: unknown; address?: unknown };
  return textsOf([ip, address]);
}

/** The canonical text that the API server itself names, in its warning or its refusal. */
function namedBy({ warnings = [], message = '' }: Spelling): string | undefined {
  return /(?:canonical form(?:at)? \(|use )"([^"]+)"/.exec([...warnings, message].join('\n'))?.[1];
}

const named = (list: readonly Spelling[]) =>
  list.map((line) => ({ name: `${line.field}: ${JSON.stringify(line.text)}`, line, reading: readingOf(line) }));

const accepted = spellings.filter((line) => line.accepted);

describe('what a field that is checked has stored is read, and written as the API server would have it', () => {
  test.each(named(accepted.filter(({ field }) => !unchecked.includes(field))))('$name', ({ line, reading }) => {
    const canonical = namedBy(line);
    // Only an empty ingress address leaves nothing to read.
    expect(textsOf(line.stored).length > 0).toBe(line.text !== '');
    for (const text of textsOf(line.stored)) {
      expect(reading.lax(text)).toBe(canonical ?? text.trim());
      expect(reading.strict(canonical ?? text.trim())).toBe(canonical ?? text.trim());
    }
  });
});

describe('what a field that is not checked has stored is read where Go would read it, and unreadable where not', () => {
  // Every text of these two fields that differs from what is written for it.
  const written: Record<string, string | undefined> = {
    '010.096.0.51': '10.96.0.51',
    '10.96.0.052': '10.96.0.52',
    '::ffff:10.96.0.53': '10.96.0.53',
    '::ffff:0a60:0036': '10.96.0.54',
    '0:0:0:0:0:ffff:10.96.0.55': '10.96.0.55',
    'FD00:96::37': 'fd00:96::37',
    'fd00:96:0:0:0:0:0:38': 'fd00:96::38',
    'fd00:0096::39': 'fd00:96::39',
    'fd00:96::0:3a': 'fd00:96::3a',
    'fd00:96::10.96.0.59': 'fd00:96::a60:3b',
    'fe80::1%eth0': undefined,
    ' 10.96.0.60': undefined,
    '10.96.60': undefined,
    '0x0a.0x60.0.61': undefined,
    '10.96.0.61/32': undefined,
    '1.2.3.4.5': undefined,
    '': undefined,
    '256.1.1.1': undefined,
    'not an address': undefined,
    'node.example.com': undefined,
  };

  test.each(named(accepted.filter(({ field }) => unchecked.includes(field))))('$name', ({ line, reading }) => {
    const text = String(line.text);
    expect(line.stored === null ? [''] : textsOf(line.stored)).toEqual([text]);
    const expected = text in written ? written[text] : text;
    expect(reading.lax(text)).toBe(expected);
    if (namedBy(line) !== undefined) expect(expected).toBe(namedBy(line));
  });
});

describe('what is refused is never written', () => {
  /** Refusals of what an address or a list is, not of how it is spelt. */
  const notOfSpelling =
    /may not be in the (?:loopback|link-local|link-local multicast) range|may not be unspecified|parentRef: Required|no more than one IP for each|may only hold up to 2|at least one CIDR/;

  test.each(named(spellings.filter((line) => !line.accepted)))('$name', ({ line, reading }) => {
    const ofSpelling = !notOfSpelling.test(line.message ?? '');
    const texts = textsOf(line.text).flatMap((text) => text.split(',')); // one line writes two podIPs, with a comma between
    expect(texts.length > 0).toBe(!line.message?.includes('at least one CIDR'));
    for (const text of texts) {
      const canonical = reading.lax(text);
      // What a text stands for has one spelling, and a refused one is another, or stands for nothing.
      if (ofSpelling) expect(canonical).not.toBe(text);
      else expect(canonical).toBe(text);
      if (line.message?.includes('must be in canonical form')) expect(canonical).toBe(namedBy(line));
      if (canonical !== undefined) expect(reading.strict(canonical)).toBe(canonical);
    }
  });
});

test('all 221 spellings are there, 108 of them accepted', () => {
  expect(spellings).toHaveLength(221);
  expect(accepted).toHaveLength(108);
});
