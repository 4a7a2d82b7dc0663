import type { Finding } from '../../../shared/wire/findings.ts';
import { referenceName } from '../../kit/referenceWords.ts';

/** What a finding is about, in a few words: the first object and how many more there are; without one its address, or nothing. */
export function aboutWords({ objects, more, address }: Pick<Finding, 'objects' | 'more' | 'address'>): string {
  const [first, ...others] = objects;
  if (!first) return address ?? '';
  const rest = others.length + more;
  return rest === 0 ? referenceName(first) : `${referenceName(first)} +${rest.toLocaleString('en')}`;
}
