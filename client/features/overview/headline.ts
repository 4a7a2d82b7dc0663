import type { Overview } from '../../../shared/wire/overview.ts';
import type { Status } from '../../../shared/wire/status.ts';
import { formatCount } from '../../kit/formatCount.ts';
import { type PoolGroup, poolGroups, shareOf } from './poolGroups.ts';
import { unitName } from './poolNames.ts';

/** The answer to "are we fine?": one sentence, what stands behind it, and what does not wait (null: nothing). */
export interface Headline {
  title: string;
  lead: string;
  urgent: string | null;
}

/** From here on a range is the headline. Below, the page says that all is well. */
const full = 0.8;

/** The sentence on top of the overview, from real numbers only. What is unknown is said to be unknown. */
export function headline(
  overview: Pick<Overview, 'pools' | 'findings'>,
  reading: Pick<Status, 'connected' | 'synced'> & { everSynced: boolean },
): Headline {
  const urgent = urgentWords(overview.findings.critical);
  const before = readingWords(reading);
  const groups = poolGroups(overview.pools);
  const [worst, ...rest] = groups;
  const share = worst ? shareOf(worst) : null;

  if (!worst) {
    if (!reading.connected && !reading.everSynced)
      return {
        title: 'The cluster does not answer.',
        lead: 'Nothing was read yet, so nothing is known. It is tried again by itself.',
        urgent,
      };
    if (!reading.synced) return { title: 'The cluster is being read.', lead: 'Its ranges come as they are found.', urgent };
    return {
      title: 'No address range is known here.',
      lead: 'The cluster has no ServiceCIDR, no node with a podCIDR, and no pod or Service whose range could be told from its address.',
      urgent,
    };
  }
  if (share === null) {
    const words = bothFamilies(groups);
    return {
      title: 'How full the ranges are is unknown.',
      lead: `${before}${upper(list(words))}: what is in use, or how large the range is, could not be told.`,
      urgent,
    };
  }
  const lead = before + leadWords(worst, rest, share);
  if (worst.left === 0n) return { title: `${subject(worst)} are used up.`, lead, urgent };
  if (share >= full) return { title: `${subject(worst)} are ${percent(share)} used: ${leftIn(worst)}.`, lead, urgent };
  return {
    title: `Address space is fine: ${isUnused(groups) ? 'nothing is used yet' : fineWords(worst, rest, share)}.`,
    lead,
    urgent,
  };
}

/**
 * "IPv4 Service addresses are 58 % used, everything else less": the rest is spoken of only where all of it is known, and "everything" only
 * where not even one range by itself is fuller. The shares compared are of ranges taken together.
 */
function fineWords(worst: PoolGroup, rest: readonly PoolGroup[], share: number): string {
  const others = rest.filter((group) => !isOutside(group)).map(shareOf);
  const known = others.length > 0 && others.every((other) => other !== null);
  const sentence = `${subject(worst)} are ${percent(share)} used`;
  if (!known) return sentence;
  if ([worst, ...rest].some(({ peak }) => peak !== null && peak > share)) return `${sentence}, no other kind of address is fuller`;
  const less = rest.every((group) => isOutside(group) || (group.peak !== null && group.peak < share));
  return `${sentence}, everything else ${less ? 'less' : 'no more'}`;
}

/** A share can round to nothing, a count cannot: five of 2⁶⁴ addresses are used. */
function isUnused(groups: readonly PoolGroup[]): boolean {
  return groups.every((group) => isOutside(group) || group.used === 0n);
}

/** Node addresses come from outside the cluster: how many there are is not Kubernetes' to know, and no news. */
function isOutside(group: PoolGroup): boolean {
  return group.kind === 'node' && shareOf(group) === null;
}

function leadWords(worst: PoolGroup, rest: readonly PoolGroup[], share: number): string {
  const known = rest.filter((group) => shareOf(group) !== null);
  const unknown = rest.filter((group) => shareOf(group) === null && !isOutside(group));
  const sentences: string[] = [];
  if (worst.left === 0n)
    sentences.push(`All ${count(worst.total)} in ${rangesOf(worst)} are taken: whatever asks for one next is refused.`);
  else if (share < full) sentences.push(`${subject(worst)} come first: ${leftOf(worst)}.`);
  else sentences.push(`${count(worst.used)} of ${count(worst.total)} are taken.`);

  if (worst.left !== 0n && worst.fullest && worst.fullest.share >= full) {
    sentences.push(
      `${worst.fullest.range} by itself is ${worst.fullest.share === 1 ? 'used up' : `${percent(worst.fullest.share)} used`}.`,
    );
  }
  const [second] = known;
  if (second) {
    const follows = shareOf(second) ?? 0;
    if (follows >= full) sentences.push(`${subject(second)} are ${second.left === 0n ? 'used up too' : `${percent(follows)} used`}.`);
    else if (follows >= 0.01) sentences.push(`${subject(second)} follow at ${percent(follows)}.`);
    else if (known.every(({ peak }) => (peak ?? 0) < 0.01)) sentences.push('Nothing else is used to one percent.');
    else sentences.push(`${subject(second)} follow at ${percent(follows)}.`);
  }
  const sixes = [worst, ...rest].filter((group) => group.family === 'IPv6');
  const sixShares = sixes.map(shareOf);
  if (sixes.length === 0) sentences.push('There is no IPv6 range.');
  else if (
    ![worst.family, second?.family].includes('IPv6') &&
    sixShares.every((six) => six !== null && six < 0.01) &&
    sixes.every(({ peak }) => (peak ?? 0) < full)
  ) {
    sentences.push('No IPv6 range comes near its end.');
  }
  if (unknown.length > 0) {
    sentences.push(`How full the ${list(bothFamilies(unknown))} are is unknown.`);
  }
  return sentences.join(' ');
}

/** "IPv4 and IPv6 node addresses", "IPv4 Service addresses": each unit once. */
function bothFamilies(groups: readonly PoolGroup[]): string[] {
  const units = [...new Set(groups.map((group) => unitName(group.kind, group.unit)))];
  return units.map((unit) => {
    const families = groups.filter((group) => unitName(group.kind, group.unit) === unit).map((group) => group.family);
    return `${[...new Set(families)].sort().join(' and ')} ${unit}`;
  });
}

function subject(group: PoolGroup): string {
  return `${group.family} ${unitName(group.kind, group.unit)}`;
}

/** "34 left in 10.96.0.0/23" */
function leftIn(group: PoolGroup): string {
  return `${count(group.left)} left in ${rangesOf(group)}`;
}

/** "41 of 256 /24s are left in 10.244.0.0/16" */
function leftOf(group: PoolGroup): string {
  const unit = group.prefixLength === null ? '' : ` /${group.prefixLength}s`;
  return `${count(group.left)} of ${count(group.total)}${unit} are left in ${rangesOf(group)}`;
}

function rangesOf(group: PoolGroup): string {
  const [first = 'an unknown range', ...more] = group.ranges;
  if (more.length === 0) return first;
  return more.length === 1 ? `${first} and ${more[0]}` : `${first} and ${more.length} more ranges`;
}

function count(value: bigint | null): string {
  return value === null ? 'an unknown number' : formatCount(value).short;
}

/** A percent sign does not go to the next line alone. */
const nbsp = '\u00a0';

/** Rounded down: 100 % is said where nothing is left, and only there. */
function percent(share: number): string {
  const whole = Math.floor(share * 100);
  return whole === 0 ? `less than 1${nbsp}%` : `${whole}${nbsp}%`;
}

function readingWords({ connected, synced, everSynced }: { connected: boolean; synced: boolean; everSynced: boolean }): string {
  if (!connected && everSynced) return 'The cluster does not answer: these are the last numbers. ';
  return synced ? '' : 'The cluster is still being read: these numbers grow. ';
}

function urgentWords(critical: number): string | null {
  if (critical === 0) return null;
  return critical === 1
    ? 'One critical finding does not wait for that.'
    : `${small[critical] ?? formatCount(critical).short} critical findings do not wait for that.`;
}

const small = ['', 'One', 'Two', 'Three', 'Four', 'Five', 'Six', 'Seven', 'Eight', 'Nine', 'Ten', 'Eleven', 'Twelve'];

function list(words: readonly string[]): string {
  return words.length < 2 ? (words[0] ?? '') : `${words.slice(0, -1).join(', ')} and ${words.at(-1)}`;
}

function upper(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
