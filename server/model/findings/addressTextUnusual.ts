import type { TextFlag } from '../../../shared/net/address.ts';
import { keyOf } from '../../records/records.ts';
import { referenceTo } from '../holders.ts';
import type { OddText } from './oddTexts.ts';
import type { TextRule } from './rule.ts';
import { named } from './words.ts';

/** KEP-4858: old objects carry spellings that are refused today. Programs read them differently, and the API server compares text (measured). */
export const addressTextUnusual: TextRule = {
  code: 'address-text-unusual',
  severity: 'warning',
  title: (count) => (count === 1 ? '1 object spells an address unusually' : `${count} objects spell an address unusually`),
  remedy: 'Write the address in canonical form. Where the field cannot be changed (clusterIPs), recreate the object.',
  holds: ({ texts }) => texts.some(isUnusual),
  tell: ({ record, texts }) => {
    const odd = texts.filter(isUnusual);
    return {
      title: `${record.kind} ${keyOf(record)} spells an address unusually`,
      detail: `${named(odd.map(sentence), 6)}. Others may read it as another address, or not see that it is the same.`,
      objects: [referenceTo(record.kind, keyOf(record))],
      ...(odd[0]?.canonical ? { address: odd[0].canonical } : {}),
    };
  },
};

function isUnusual({ canonical }: OddText): boolean {
  return canonical !== null;
}

const words: Readonly<Record<TextFlag, string>> = {
  'leading-zeros': 'leading zeros',
  'ipv4-mapped': 'IPv4-mapped',
  'not-canonical': 'not canonical',
};

function sentence({ field, text, canonical, flags }: OddText): string {
  const how = flags.length === 0 ? 'bits behind the prefix length' : flags.map((flag) => words[flag]).join(' and ');
  return `${field} has "${text}" (${how}), which is ${canonical}`;
}
