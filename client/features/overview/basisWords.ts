import type { ForecastHead } from '../../../shared/wire/plan.ts';
import { spanWords } from '../../kit/dayWords.ts';

/** What the dates rest on, in a line: "counts of the last 8 weeks; the band holds four times in five". Undefined where there are none. */
export function basisWords(heads: readonly Pick<ForecastHead, 'basis' | 'days' | 'made' | 'ends'>[]): string | undefined {
  const told = heads.filter(({ ends }) => ends?.kind === 'date' || ends?.kind === 'not-within');
  if (told.length === 0) return undefined;
  const of = (basis: ForecastHead['basis']) => told.filter((head) => head.basis === basis);
  const days = Math.max(0, ...told.filter((head) => head.basis !== 'alive').map((head) => head.days));
  const made = told.some((head) => head.made) ? ', made up for the demo' : '';
  const counts = `counts of the last ${days === 1 ? 'day' : spanWords(days)}${made}`;
  const alive = 'creation times of what is alive (a lower bound)';
  const when = [
    ...(of('mixed').length > 0 ? [of('samples').length > 0 ? 'before some of them' : 'before them'] : []),
    ...(of('alive').length > 0 ? ['where there are none'] : []),
  ].join(' or ');
  const basis = of('alive').length === told.length ? alive : when === '' ? counts : `${counts}, ${when} ${alive}`;
  return `${basis}; the band holds four times in five`;
}
