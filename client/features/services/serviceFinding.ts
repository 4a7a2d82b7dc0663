import type { Service } from '../../../shared/wire/services.ts';
import { type FindingWords, findingWords } from '../../kit/findingWords.ts';

/** The words of a finding of this Service: where it is about a family, the family is named. */
export function serviceFinding(service: Pick<Service, 'families' | 'endpoints'>, code: string): FindingWords {
  const words = findingWords(code);
  if (code !== 'service-family-without-ready-endpoints') return words;
  const lacking = service.families.filter((family) => (service.endpoints[family]?.ready ?? 0) === 0);
  if (lacking.length === 0) return words;
  return { ...words, short: `${lacking.join(' and ')} ${lacking.length === 1 ? 'has' : 'have'} no ready endpoint` };
}
