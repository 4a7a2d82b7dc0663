import type { HistoryStatus } from '../../../shared/wire/history.ts';
import type { Status } from '../../../shared/wire/status.ts';
import { mayReadNothing, pluralOf, troubleOf } from '../../kit/kindWords.ts';

/** How the reading goes, in a sentence or two. */
export function statusSentence({
  kinds,
  connected,
  history,
}: Pick<Status, 'kinds' | 'connected'> & { history: Pick<HistoryStatus, 'state'> }): string {
  const named = (trouble: ReturnType<typeof troubleOf>) =>
    kinds.filter((kind) => troubleOf(kind) === trouble).map((kind) => pluralOf(kind.kind));
  const forbidden = named('forbidden');
  const stale = [...named('stale'), ...named('failing')];
  const reading = [...named('syncing'), ...named('unreached')];
  if (mayReadNothing(kinds)) return 'The cluster answers, and forbids all of it: the rules that are missing stand below.';
  if (!connected) {
    const read = kinds.some((kind) => kind.lastEvent !== null);
    return read
      ? 'The cluster does not answer. What is shown is what was read before; it is tried again by itself.'
      : 'The cluster does not answer. Nothing was read yet; it is tried again by itself.';
  }
  const sentences: string[] = [];
  if (reading.length > 0) sentences.push(`${list(reading)} are still being read.`);
  if (stale.length > 0) sentences.push(`${list(stale)} are stale: what is shown of them is old.`);
  if (forbidden.length > 0) sentences.push(`${list(forbidden)} may not be read: what they would tell is unknown.`);
  if (sentences.length === 0) sentences.push('Everything is read and follows the cluster.');
  if (history.state === 'failing' || history.state === 'refused') sentences.push('Its history is not written.');
  return sentences.join(' ');
}

function list(words: readonly string[]): string {
  return words.length < 2 ? (words[0] ?? '') : `${words.slice(0, -1).join(', ')} and ${words.at(-1)}`;
}
