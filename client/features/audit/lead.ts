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
  return `${has} ${leftWords(open, unknown)}. This page changes nothing: it counts, and gives commands to copy.`;
}

/** That nothing is left is said only where all is known. */
function leftWords(open: number, unknown: number): string {
  if (open === 0 && unknown === 0) return 'Nothing is left to do for two families';
  if (open === 0)
    return `Of ${counted(unknown, 'step')} to two families it is not known whether ${unknown === 1 ? 'it is' : 'they are'} done`;
  const words = `${counted(open, 'step')} to two families ${open === 1 ? 'is' : 'are'} open`;
  return unknown === 0 ? words : `${words}, ${unknown} not known`;
}
