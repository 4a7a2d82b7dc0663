import type { Audit } from '../../../shared/wire/audit.ts';
import { counted } from '../../kit/formatCount.ts';

/** Where the cluster stands, in two sentences: what new Services get, and how far the way to two families has come. */
export function lead({ families, steps }: Pick<Audit, 'families' | 'steps'>): string {
  const [first, second] = families;
  const has =
    first === undefined
      ? 'Which families Services can have is not known.'
      : second === undefined
        ? `Services of this cluster can have ${first} alone.`
        : `Services of this cluster can have both families, ${first} first.`;
  const open = steps.filter(({ state }) => state === 'open').length;
  const unknown = steps.filter(({ state }) => state === 'unknown').length;
  const left =
    open === 0 ? 'Nothing is left to do for two families' : `${counted(open, 'step')} to two families ${open === 1 ? 'is' : 'are'} open`;
  return `${has} ${left}${unknown === 0 ? '' : `, ${unknown} not known`}. This page changes nothing: it counts, and gives commands to copy.`;
}
