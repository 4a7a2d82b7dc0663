import type { AntreaRange } from '../../records/ipam.ts';
import { elements, fields, word } from '../unchecked.ts';

/** spec.ipRanges of Antrea's pools: a CIDR, or both ends. */
export function antreaRanges(value: unknown): readonly AntreaRange[] {
  return elements(value)
    .map(fields)
    .map(({ cidr, start, end }) => ({ cidr: word(cidr), start: word(start), end: word(end) }))
    .filter(({ cidr, start }) => cidr !== '' || start !== '');
}

/** "namespace/name" of an owner; '' where there is none. */
export function antreaOwner(value: unknown): string {
  const { namespace, name } = fields(value);
  return word(name) === '' ? '' : `${word(namespace)}/${word(name)}`;
}
