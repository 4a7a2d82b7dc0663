import type { Ends, PlanAnswer } from '../../../shared/wire/plan.ts';
import { endsWords } from '../../kit/endsWords.ts';
import { firstEnding } from './endsOrder.ts';
import { withoutText } from './planSaid.ts';
import { type PlanAnswerRow, rowWords } from './planWords.ts';

const endsOf = ({ scenario }: PlanAnswerRow): Ends | null => scenario?.ends ?? null;

/** Until when it lasts: the one sentence about what ends first, and one about each other family. */
export function headline(answer: PlanAnswer, isEdited: boolean): { title: string; rest: readonly string[] } {
  const rows = answer.rows.filter(({ scenario }) => scenario !== null);
  const families = [...new Set(rows.map(({ family }) => family))];
  const begin = (text: string) => (isEdited ? `With these edits, ${text}` : capital(text));
  const without = answer.nodesWithout.map(withoutText);
  if (rows.length === 0) return { title: 'There is no range to plan with yet.', rest: without };
  const firsts = firstRows(answer);
  const first = earliest(firsts.filter(({ what }) => what !== 'pods')) ?? earliest(firsts);
  if (!first) {
    const title = rows.some((row) => endsOf(row)?.kind === 'not-within')
      ? 'nothing that is known ends within ten years.'
      : 'not enough is known yet to say when anything ends.';
    return { title: begin(title), rest: [...without, ...unknownOf(rows)] };
  }
  const own = rows.filter(({ family }) => family === first.family);
  const others = families
    .filter((family) => family !== first.family)
    .flatMap((family) =>
      familyText(
        rows.filter((row) => row.family === family),
        firsts.find((row) => row.family === family),
      ),
    );
  return { title: begin(lastText(first)), rest: [...without, ...soonerPods(own, first), ...others] };
}

/** What ends first in the scenario, a row a family: as the answer has it, so that page and API speak of the same. */
function firstRows({ first, rows }: PlanAnswer): PlanAnswerRow[] {
  return first.flatMap(({ family, scenario }) => rows.find((row) => row.family === family && row.what === scenario) ?? []);
}

function earliest(rows: readonly PlanAnswerRow[]): PlanAnswerRow | undefined {
  return firstEnding(rows, endsOf);
}

/** Pods that fill the nodes before the range that is spoken of ends. */
function soonerPods(own: readonly PlanAnswerRow[], first: PlanAnswerRow): string[] {
  const pods = own.find(({ what }) => what === 'pods');
  if (!pods || pods === first || earliest([pods, first]) !== pods) return [];
  return [capital(lastText(pods))];
}

function lastText({ family, what, scenario }: PlanAnswerRow): string {
  const { ends } = endsWords(scenario?.ends ?? null);
  const isFull = scenario?.ends.kind === 'full';
  if (what === 'pods')
    return isFull
      ? `no further ${family} pod fits on these nodes.`
      : `${family} pods fit on these nodes until about ${ends}, and longer with more of them.`;
  return isFull ? `${family} ${rowWords[what]} are full.` : `${family} ${rowWords[what]} last until about ${ends}.`;
}

function familyText(own: readonly PlanAnswerRow[], first: PlanAnswerRow | undefined): string[] {
  if (first) return [capital(lastText(first)), ...soonerPods(own, first)];
  return own.some((row) => endsOf(row)?.kind === 'not-within')
    ? [`${own[0]?.family}: nothing that is known ends within ten years.`]
    : [`${own[0]?.family}: not enough is known yet.`];
}

function capital(text: string): string {
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}`;
}

/** What nobody knows while other things are known not to end. */
function unknownOf(rows: readonly PlanAnswerRow[]): string[] {
  const unknown = rows.filter((row) => endsOf(row)?.kind === 'not-enough');
  if (unknown.length === 0 || unknown.length === rows.length) return [];
  return [`Of ${unknown.map(({ family, what }) => `${family} ${rowWords[what]}`).join(' and ')} not enough is known yet.`];
}
