import type { AddressHistory } from '../../../../shared/wire/history.ts';
import type { Answers } from '../../product.ts';
import type { Journal, Moment, Tenancy } from './journal.ts';

type Recorded = AddressHistory['tenancies'][number];
type Bounds = Recorded['from'];

/** Where the history of the journal's addresses is not what was done to them, one line each. */
export async function historyDifferences(journal: Pick<Journal, 'addresses' | 'of'>, product: Answers): Promise<string[]> {
  const lines: string[] = [];
  for (const address of journal.addresses) {
    const { tenancies, marks } = await product.get<AddressHistory>(`/addresses/${address}/history?limit=1000`);
    lines.push(...tenancyDifferences(journal.of(address), tenancies.toReversed(), marks).map((line) => `${address}: ${line}`));
  }
  return lines;
}

/** Both in order of time. One object may have held an address more than once. On a machine that is too busy the product may have slept. */
export function tenancyDifferences(done: readonly Tenancy[], recorded: readonly Recorded[], marks: AddressHistory['marks'] = []): string[] {
  const asleep = marks.filter(({ kind }) => kind === 'asleep');
  const lines: string[] = [];
  const left = [...recorded];
  for (const tenancy of done) {
    const at = left.findIndex((one) => nameOf(one) === nameOfDone(tenancy));
    const [found] = at < 0 ? [] : left.splice(at, 1);
    if (!found) {
      if (!(tenancy.isLast && tenancy.to)) lines.push(`${nameOfDone(tenancy)} held it, and is not told`);
      continue;
    }
    lines.push(...boundsDifferences('from', tenancy.from, found.from, asleep).map((line) => `${nameOfDone(tenancy)} ${line}`));
    if (tenancy.to && found.to)
      lines.push(...boundsDifferences('to', tenancy.to, found.to, asleep).map((line) => `${nameOfDone(tenancy)} ${line}`));
    else if (tenancy.to) lines.push(`${nameOfDone(tenancy)} has given it up, and is told to hold it`);
    else if (found.to) lines.push(`${nameOfDone(tenancy)} holds it, and is told to have given it up`);
  }
  return [...lines, ...left.map((one) => `${nameOf(one)} is told to have held it, and never did`)];
}

function boundsDifferences(
  which: string,
  { before, after, isExact, since }: Moment,
  { earliest, latest }: Bounds,
  asleep: AddressHistory['marks'],
): string[] {
  const told = `${which} ${earliest} to ${latest}`;
  const [first, last] = [earliest === null ? Number.NEGATIVE_INFINITY : Date.parse(earliest), Date.parse(latest)];
  const really = `it was between ${text(before)} and ${text(after)}`;
  if (first > after || last < before) return [`${told}: ${really}`];
  const mayBeLate = asleep.some(({ from, until }) => Date.parse(from) <= last && Date.parse(until) >= first);
  if (isExact && first !== last && !mayBeLate) return [`${told}, where it was watched: ${really}`];
  if (first < since) return [`${told}, which begins before ${text(since)}: ${really}`];
  return first > last ? [`${told}: the bounds are the wrong way round`] : [];
}

function nameOf({ object, uid, as }: Recorded): string {
  return `${object.kind} ${object.namespace === undefined ? '' : `${object.namespace}/`}${object.name} (${uid}) as ${as}`;
}

function nameOfDone({ object, uid, as }: Tenancy): string {
  return `${object} (${uid}) as ${as}`;
}

function text(milliseconds: number): string {
  return new Date(milliseconds).toISOString();
}
