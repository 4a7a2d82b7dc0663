import type { Overview } from '../../../shared/wire/overview.ts';
import type { ForecastList } from '../../../shared/wire/plan.ts';
import type { Status } from '../../../shared/wire/status.ts';
import { aboutDay, daysUntil } from '../../kit/dayWords.ts';
import { type Claim, claimsOf } from './claims.ts';
import {
  afterWords,
  basisSentence,
  fastestWords,
  firstWords,
  isNoNews,
  isTimed,
  shortWords,
  soon,
  soonerWords,
  soonWords,
  unknownWords,
} from './endWords.ts';
import { full, fullestWords, fullnessWords, isUnused, leftIn, takenWords } from './fullnessWords.ts';
import { type PoolGroup, poolGroups, shareOf } from './poolGroups.ts';
import { joined, list, numeral, type Piece, percent, subject, subjects, upper } from './sentence.ts';

/** The answer to "are we fine, and until when?": one sentence, what stands behind it, and what does not wait (null: nothing). */
export interface Headline {
  title: string;
  lead: Piece[];
  urgent: Piece[] | null;
}

/** How far the numbers can be trusted. */
export type Reading = Pick<Status, 'connected' | 'synced'> & { everSynced: boolean; mayReadNothing: boolean };

/** The forecasts that are there; undefined while they are asked for, and where they could not be had. */
type Forecasts = Pick<ForecastList, 'items' | 'today'> | undefined;

/** A title in two voices, the first where nothing speaks against "fine"; and the sentences behind it. */
interface Answer {
  fine: string;
  plain: string;
  sentences: readonly (readonly Piece[])[];
}

/** The sentence on top of the overview, from real numbers only. What is unknown is said to be unknown. */
export function headline(overview: Pick<Overview, 'pools' | 'findings'>, reading: Reading, forecasts: Forecasts): Headline {
  const { critical } = overview.findings;
  const groups = poolGroups(overview.pools);
  const [worst, ...rest] = groups;
  if (!worst) return { ...emptyWords(reading), urgent: urgentWords(critical, false) };

  const claims = forecasts ? claimsOf(forecasts.items, overview.pools) : [];
  const answer = (forecasts && endAnswer(claims, groups, forecasts.today)) ?? fullnessAnswer([worst, ...rest], shortWords(claims));
  const pressing = groups.filter((group) => !isSpokenOf(group, claims) && (shareOf(group) ?? 0) >= full);
  const buts = [
    ...('fine' in answer ? pressing.map((group) => `${subject(group)} are ${percent(shareOf(group) ?? 0)} used`) : []),
    ...(critical > 0 ? [`${numeral(critical)} ${critical === 1 ? 'finding is' : 'findings are'} critical`] : []),
  ];
  const { before, aside } = readingWords(reading);
  const lead = joined([...before, ...answer.sentences]);
  if (!('fine' in answer)) return { title: `${answer.title}.`, lead, urgent: urgentWords(critical, false) };
  if (buts.length === 0 && aside === '') return { title: `${answer.fine}.`, lead, urgent: null };
  return {
    title: `${answer.plain}${aside}${buts.length === 0 ? '' : `, but ${list(buts)}`}.`,
    lead,
    urgent: urgentWords(critical, true),
  };
}

/** What the dates say; undefined where they say nothing, and how full ranges are is all there is. */
function endAnswer(
  claims: readonly Claim[],
  groups: readonly PoolGroup[],
  today: string,
): Answer | { title: string; sentences: Piece[][] } | undefined {
  const families = new Set(groups.map(({ family }) => family));
  const [first] = claims.filter(isTimed);
  const behind = claims.filter((claim) => claim !== first);
  if (first) {
    const group = groups.find((one) => isOf(one, first));
    const sentences = [...soonerWords(first, today), ...afterWords([first, ...behind], families, today)];
    if (first.ends.kind === 'full')
      return { title: `${first.subject} are used up`, sentences: [...(group ? [takenWords(group)] : []), ...sentences] };
    const dated = { ...first, ends: first.ends };
    const isSoon = daysUntil(first.ends.likely, today) < soon;
    const all = [firstWords(dated, today, isSoon), basisSentence(first), ...sentences].filter((sentence) => sentence.length > 0);
    if (isSoon) return { title: soonWords(dated, today), sentences: all };
    const until = `until about ${aboutDay(first.ends.likely, today)}`;
    return { fine: `Address space is fine ${until}`, plain: `Address space lasts ${until}`, sentences: all };
  }
  const told = claims.filter((claim) => claim.ends?.kind === 'not-within');
  if (told.length === 0 || isUnused(groups)) return undefined;
  const isAll = claims.every((claim) => claim.ends?.kind === 'not-within' || isNoNews(claim));
  const [fullest] = groups;
  const sentences = [
    ...(fullest ? fullestSentence(fullest) : []),
    ...fastestWords(claims, today),
    ...(families.has('IPv6') ? [] : [['There is no IPv6 range.']]),
    ...unknownWords(claims),
  ];
  if (isAll) return { fine: 'Address space is fine: nothing ends within ten years', plain: 'Nothing ends within ten years', sentences };
  return { fine: 'Nothing that can be told ends within ten years', plain: 'Nothing that can be told ends within ten years', sentences };
}

function fullestSentence(group: PoolGroup): Piece[][] {
  const share = shareOf(group);
  if (share === null) return [];
  return [[{ text: subject(group), proof: group.widest }, ` are fullest: ${leftIn(group)}, ${percent(share)} used.`]];
}

/** How full ranges are, beside a sentence that says why there is no date (null: nothing to say of that). */
function fullnessAnswer(
  groups: readonly [PoolGroup, ...PoolGroup[]],
  noDate: Piece[] | null,
): Answer | { title: string; sentences: Piece[][] } {
  const [worst] = groups;
  const share = shareOf(worst);
  if (share === null) {
    const why = `${upper(subjects(groups))}: what is in use, or how large the range is, could not be told.`;
    return { title: 'How full the ranges are is unknown', sentences: [[why]] };
  }
  const sentences = fullnessWords(groups);
  if (worst.left === 0n) return { title: `${subject(worst)} are used up`, sentences };
  if (share >= full)
    return {
      title: `${subject(worst)} are ${percent(share)} used: ${leftIn(worst)}`,
      sentences: noDate ? [noDate, ...sentences] : sentences,
    };
  if (isUnused(groups)) return { fine: 'Address space is fine: nothing is used yet', plain: 'Nothing is used yet', sentences };
  if (noDate) {
    const unknown = 'until when is not known yet';
    return {
      fine: `Address space is fine today, ${unknown}`,
      plain: `Address space is left today, ${unknown}`,
      sentences: [noDate, ...sentences],
    };
  }
  const words = fullestWords(groups);
  return { fine: `Address space is fine: ${words}`, plain: upper(words), sentences };
}

/** Where there is no range: that is no good news by itself. */
function emptyWords({ connected, synced, everSynced, mayReadNothing }: Reading): { title: string; lead: Piece[] } {
  if (mayReadNothing)
    return {
      title: 'Nothing of this cluster may be read.',
      lead: ['It answers, and forbids all of it: the Status page has the rules that are missing.'],
    };
  if (!connected && !everSynced)
    return { title: 'The cluster does not answer.', lead: ['Nothing was read yet, so nothing is known. It is tried again by itself.'] };
  if (!synced) return { title: 'The cluster is being read.', lead: ['Its ranges come as they are found.'] };
  return {
    title: 'No address range is known here.',
    lead: ['The cluster has no ServiceCIDR, no node with a podCIDR, and no pod or Service whose range could be told from its address.'],
  };
}

function readingWords({ connected, synced, everSynced }: Reading): { before: string[][]; aside: string } {
  if (!connected && everSynced)
    return { before: [['The cluster does not answer: these are the last numbers.']], aside: ' by the last numbers' };
  if (!synced) return { before: [['The cluster is still being read: these numbers grow.']], aside: ' by what is read so far' };
  return { before: [], aside: '' };
}

function urgentWords(critical: number, isTold: boolean): Piece[] | null {
  if (critical === 0) return null;
  const proof = { severity: 'critical' } as const;
  if (isTold) return [{ text: 'What is critical', proof }, ' does not wait for that.'];
  return [{ text: `${upper(numeral(critical))} ${critical === 1 ? 'finding is' : 'findings are'} critical`, proof }, '.'];
}

function isSpokenOf(group: PoolGroup, claims: readonly Claim[]): boolean {
  return claims.some((claim) => isTimed(claim) && isOf(group, claim));
}

function isOf(group: PoolGroup, claim: Claim): boolean {
  return group.kind === claim.kind && group.family === claim.family && group.unit === claim.limit;
}
