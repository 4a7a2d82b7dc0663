import { keyOf } from '../../records/records.ts';
import { referenceTo } from '../holders.ts';
import type { OddText } from './oddTexts.ts';
import type { TextRule } from './rule.ts';
import { named } from './words.ts';

/** Measured: addresses of nodes are not validated at all, "" included. What cannot be read is in no count here. */
export const addressTextUnreadable: TextRule = {
  code: 'address-text-unreadable',
  severity: 'warning',
  title: (count) => (count === 1 ? '1 object has a text that is no address' : `${count} objects have a text that is no address`),
  remedy: 'Correct it where it is written: for nodes in the cloud controller or the kubelet’s --node-ip.',
  holds: ({ texts }) => texts.some(isUnreadable),
  tell: ({ record, texts }) => ({
    title: `${record.kind} ${keyOf(record)} has a text that is no address`,
    detail: `${named(
      texts.filter(isUnreadable).map(({ field, text }) => `${field} has "${text.slice(0, 64)}"`),
      6,
    )}. It is left out of all counts.`,
    objects: [referenceTo(record.kind, keyOf(record))],
  }),
};

function isUnreadable({ canonical }: OddText): boolean {
  return canonical === null;
}
