import type { Family } from '../../../shared/net/address.ts';
import type { Ends, ForecastHead, PlanAnswer } from '../../../shared/wire/plan.ts';
import { endsWords } from '../../kit/endsWords.ts';
import type { ExportColumn } from '../../kit/exportRows.ts';
import { changeWords } from './changeWords.ts';
import { compareEnds } from './endsOrder.ts';
import { limitNames, rowNames } from './planWords.ts';

/** One thing that can end, today and in the scenario. */
export interface PlanRow {
  readonly key: string;
  readonly family: Family;
  readonly name: string;
  readonly binds: string;
  readonly used: number | null;
  readonly today: PlanRowSide | null;
  readonly scenario: PlanRowSide | null;
  readonly change: string;
  /** What the answer says ends first of its family in the scenario, and the headline speaks of. */
  readonly isFirst: boolean;
  /** The pool whose map proves it, where it is one. */
  readonly pool: { readonly id: string; readonly range: string } | null;
}

export interface PlanRowSide {
  readonly left: number | null;
  readonly ends: Ends | null;
}

/** What ends first, first: the rows of the plan, and those pools of load balancers that end, which no edit of a scenario moves. */
export function planRows(answer: PlanAnswer, balancers: readonly ForecastHead[]): PlanRow[] {
  const planned = answer.rows.map(({ what, family, limitedBy, today, scenario }) => ({
    key: `${what}/${family}`,
    family,
    name: rowNames[what],
    binds: limitNames[limitedBy],
    used: (today ?? scenario)?.used ?? null,
    today: today && { left: today.left, ends: today.ends },
    scenario: scenario && { left: scenario.left, ends: scenario.ends },
    change: changeWords(today?.ends ?? null, scenario?.ends ?? null),
    pool: null,
  }));
  const kept = balancers.filter(isEnding).map((head) => {
    const side = { left: head.left, ends: head.ends };
    return {
      key: head.id,
      family: head.family,
      name: `Load balancers ${head.name}`,
      binds: head.limit,
      used: head.used,
      today: side,
      scenario: side,
      change: 'same',
      pool: { id: head.id, range: head.ranges[0] ?? '' },
    };
  });
  const all = [...planned, ...kept].sort((a, b) => compareEnds(a.today?.ends ?? null, b.today?.ends ?? null));
  const first = new Set(answer.first.map(({ family, scenario }) => `${scenario}/${family}`));
  return all.map((row) => ({ ...row, isFirst: first.has(row.key) }));
}

/** Pools of load balancers that no row is about, in words; undefined where there is none. */
export function otherPools(balancers: readonly ForecastHead[]): string | undefined {
  const others = balancers.filter((head) => !isEnding(head));
  if (others.length === 0) return undefined;
  const beside = others.length < balancers.length ? 'further ' : '';
  return others.length === 1
    ? `One ${beside}pool of load balancers: its end is not within ten years, or not known.`
    : `${others.length} ${beside}pools of load balancers: their end is not within ten years, or not known.`;
}

function isEnding({ ends }: ForecastHead): boolean {
  return ends?.kind === 'date' || ends?.kind === 'full';
}

const side = (name: string, of: (row: PlanRow) => PlanRowSide | null): ExportColumn<PlanRow>[] => [
  { name: `left ${name}`, value: (row) => of(row)?.left ?? null },
  { name: `ends ${name}`, value: (row) => endText(of(row)) },
  { name: `earliest ${name}`, value: (row) => dayOf(of(row), 'earliest') },
  { name: `latest ${name}`, value: (row) => dayOf(of(row), 'latest') },
];

/** The table as a file: days as ISO 8601 has them. */
export const planFile: readonly ExportColumn<PlanRow>[] = [
  { name: 'family', value: ({ family }) => family },
  { name: 'what', value: ({ name }) => name },
  { name: 'limited by', value: ({ binds }) => binds },
  { name: 'used', value: ({ used }) => used },
  ...side('today', ({ today }) => today),
  ...side('in the scenario', ({ scenario }) => scenario),
  { name: 'change', value: ({ change }) => change },
];

function endText(of: PlanRowSide | null): string | null {
  if (of === null) return null;
  return of.ends?.kind === 'date' ? of.ends.likely : endsWords(of.ends).ends;
}

function dayOf(of: PlanRowSide | null, which: 'earliest' | 'latest'): string | null {
  const ends = of?.ends;
  if (ends?.kind === 'date') return ends[which] ?? 'not within 10 years';
  return ends?.kind === 'not-within' && which === 'earliest' ? ends.earliest : null;
}
