import type { ForecastAnswer } from '../../../shared/wire/plan.ts';
import { endsWords } from '../../kit/endsWords.ts';
import { counted } from '../../kit/formatCount.ts';
import { formatDay } from '../../kit/formatDate.ts';

/** When it ends, in a sentence. */
export function endSentence({ ends, limit, family, ranges }: Pick<ForecastAnswer, 'ends' | 'limit' | 'family' | 'ranges'>): string {
  const what = limit === 'blocks' ? 'Its blocks' : 'Its addresses';
  const { range } = endsWords(ends);
  const within = range === '' ? '' : ` (${range})`;
  switch (ends?.kind) {
    case undefined:
      return family === 'IPv6' && ranges.length === 1 && ranges[0]?.endsWith('/64')
        ? 'One /64 of 2⁶⁴ addresses: not a limit.'
        : 'No end of it is known.';
    case 'full':
      return 'It is full.';
    case 'date':
      return `${what} end about ${formatDay(ends.likely)}${within}.`;
    case 'not-within':
      return `${what} ${ends.earliest === null ? 'do not' : 'are not likely to'} end within ${ends.years} years${within}.`;
    case 'not-enough':
      return `Not enough history for a date: ${ends.have} of ${ends.need} days.`;
  }
}

/** What the date rests on. */
export function restsSentence({ basis, days, made, imported }: Pick<ForecastAnswer, 'basis' | 'days' | 'made' | 'imported'>): string {
  const samples = `${counted(days, 'day')} of samples`;
  const rests = {
    samples: `It rests on ${samples}`,
    alive: 'It rests on when what is alive was made, a lower bound of the past',
    mixed: `It rests on ${samples}, and before them on when what is alive was made`,
  }[basis];
  return `${rests}${imported ? ', some of them imported from a Prometheus' : ''}${made ? ', some of them made up for the demo' : ''}.`;
}
