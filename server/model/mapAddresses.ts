import { addressBits } from '../../shared/net/address.ts';
import { type Cidr, formatCidr, lastValue } from '../../shared/net/cidr.ts';
import type { Counted } from './addressBook.ts';
import type { Cluster } from './cluster.ts';
import { useIsKnownIn } from './poolAnswers.ts';
import { QueryError } from './queryError.ts';
import type { AddressesAnswer } from './questions.ts';

const mostHostBits = 16;
const mostPools = 64;

/** The held addresses of a prefix by their offsets: keys are read from the indexes, and no record is. */
export function mapAddressesAnswer(cluster: Cluster, cidr: Cidr): AddressesAnswer {
  checkSize(cidr);
  return {
    cidr: formatCidr(cidr),
    family: cidr.family,
    held: useIsKnownIn(cluster, cluster.pools.near(cidr, mostPools)) ? offsetRuns(offsets(cluster, 'live', cidr)) : null,
    conflicts: offsets(cluster, 'conflicts', cidr),
    recorded: offsetRuns(offsets(cluster, 'unheldRecorded', cidr)),
  };
}

/** Throws a QueryError where a prefix has more addresses than are told one by one. */
export function checkSize(cidr: Cidr): void {
  const longest = addressBits(cidr.family) - mostHostBits;
  if (cidr.prefixLength < longest)
    throw new QueryError('out-of-range', formatCidr(cidr), `It has more than 65,536 addresses: ask for a /${longest} or a longer prefix.`);
}

function offsets(cluster: Cluster, set: Counted, cidr: Cidr): number[] {
  const found: number[] = [];
  cluster.book.index(cidr.family, set).scan(cidr.value, lastValue(cidr), (value) => {
    found.push(Number(value - cidr.value));
    return true;
  });
  return found;
}

/** Ascending numbers as runs: the first and how many. */
export function offsetRuns(numbers: readonly number[]): [number, number][] {
  const runs: [number, number][] = [];
  for (const number of numbers) {
    const last = runs.at(-1);
    if (last && last[0] + last[1] === number) last[1]++;
    else runs.push([number, 1]);
  }
  return runs;
}
