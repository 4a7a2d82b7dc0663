import { type PoolGroup, shareOf } from './poolGroups.ts';
import { count, type Piece, percent, rangesWords, subject, subjects } from './sentence.ts';

// What can be said of ranges by how full they are alone, without a date.

/** From here on a range is spoken of for being full. */
export const full = 0.8;

/**
 * "IPv4 Service addresses are 58 % used, everything else less": the rest is spoken of only where all of it is known, and "everything" only
 * where not even one range by itself is fuller. The shares compared are of ranges taken together. Of groups, fullest first.
 */
export function fullestWords([worst, ...rest]: readonly [PoolGroup, ...PoolGroup[]]): string {
  const share = shareOf(worst) ?? 0;
  const others = rest.filter((group) => !isOutside(group)).map(shareOf);
  const known = others.length > 0 && others.every((other) => other !== null);
  const sentence = `${subject(worst)} are ${percent(share)} used`;
  if (!known) return sentence;
  if ([worst, ...rest].some(({ peak }) => peak !== null && peak > share)) return `${sentence}, no other kind of address is fuller`;
  const less = rest.every((group) => isOutside(group) || (group.peak !== null && group.peak < share));
  return `${sentence}, everything else ${less ? 'less' : 'no more'}`;
}

/** A share can round to nothing, a count cannot: five of 2⁶⁴ addresses are used. */
export function isUnused(groups: readonly PoolGroup[]): boolean {
  return groups.every((group) => isOutside(group) || group.used === 0n);
}

/** Node addresses come from outside the cluster: how many there are is not Kubernetes' to know, and no news. */
export function isOutside(group: PoolGroup): boolean {
  return group.kind === 'node' && shareOf(group) === null;
}

/** The sentences behind the title: what of the fullest is left, what follows, IPv6, and what is unknown. */
export function fullnessWords([worst, ...rest]: readonly [PoolGroup, ...PoolGroup[]]): Piece[][] {
  const share = shareOf(worst) ?? 0;
  const known = rest.filter((group) => shareOf(group) !== null);
  const unknown = rest.filter((group) => shareOf(group) === null && !isOutside(group));
  const sentences: Piece[][] = [];
  if (worst.left === 0n) sentences.push(takenWords(worst));
  else if (share < full) sentences.push([linked(worst), ` come first: ${leftOf(worst)}.`]);
  else sentences.push([`${count(worst.used)} of ${count(worst.total)} are taken.`]);
  sentences.push(...byItselfWords(worst));
  const [second] = known;
  if (second) {
    const follows = shareOf(second) ?? 0;
    if (follows >= full) sentences.push([linked(second), ` are ${second.left === 0n ? 'used up too' : `${percent(follows)} used`}.`]);
    else if (follows < 0.01 && known.every(({ peak }) => (peak ?? 0) < 0.01)) sentences.push(['Nothing else is used to one percent.']);
    else sentences.push([linked(second), ` follow at ${percent(follows)}.`]);
  }
  const sixes = [worst, ...rest].filter((group) => group.family === 'IPv6');
  const sixShares = sixes.map(shareOf);
  if (sixes.length === 0) sentences.push(['There is no IPv6 range.']);
  else if (
    ![worst.family, second?.family].includes('IPv6') &&
    sixShares.every((six) => six !== null && six < 0.01) &&
    sixes.every(({ peak }) => (peak ?? 0) < full)
  ) {
    sentences.push(['No IPv6 range comes near its end.']);
  }
  if (unknown.length > 0) sentences.push([`How full the ${subjects(unknown)} are is unknown.`]);
  return sentences;
}

/** "All 14 in 10.96.0.0/28 are taken: whatever asks for one next is refused." */
export function takenWords(group: PoolGroup): Piece[] {
  const { pool, cidr } = group.widest;
  return [
    `All ${count(group.total)} in `,
    { text: rangesWords(group.ranges), proof: { pool, cidr } },
    ' are taken: whatever asks for one next is refused.',
  ];
}

/** Of several ranges that are taken together one may be near its end while the others have room. */
function byItselfWords({ left, fullest }: PoolGroup): Piece[][] {
  if (left === 0n || !fullest || fullest.share < full) return [];
  const { range, share, proof } = fullest;
  return [[{ text: range, proof }, ` by itself is ${share === 1 ? 'used up' : `${percent(share)} used`}.`]];
}

/** "34 left in 10.96.0.0/23" */
export function leftIn(group: PoolGroup): string {
  return `${count(group.left)} left in ${rangesWords(group.ranges)}`;
}

function linked(group: PoolGroup): Piece {
  return { text: subject(group), proof: group.widest };
}

/** "41 of 256 /24s are left in 10.244.0.0/16" */
function leftOf(group: PoolGroup): string {
  const unit = group.prefixLength === null ? '' : ` /${group.prefixLength}s`;
  return `${count(group.left)} of ${count(group.total)}${unit} are left in ${rangesWords(group.ranges)}`;
}
