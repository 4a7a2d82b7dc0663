import { formatCidr } from '../../net/cidr.ts';
import type { Ends } from '../forecast/ends.ts';
import { dayText } from './days.ts';
import type { Plan, PlanRow, Side } from './plan.ts';

const heads = [
  'family',
  'what',
  'limited by',
  'used',
  'left today',
  'ends',
  'earliest',
  'latest',
  'left in the scenario',
  'ends then',
  'earliest then',
  'latest then',
];

const names: Readonly<Record<PlanRow['what'], string>> = {
  blocks: 'node blocks',
  pods: 'addresses for pods',
  services: 'Service addresses',
};

/** A plan as a table in Markdown, with its notes below. */
export function planMarkdown(plan: Plan): string {
  const lines = [heads, heads.map(() => '---'), ...plan.rows.map(cellsOf)].map(
    (cells) => `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`,
  );
  const said = [
    ...plan.nodesWithout.map(
      ({ day, added, without, lacks }) =>
        `${without} of the ${added} nodes added on ${dayText(day)} get no podCIDR: no ${lacks} block is left.`,
    ),
    ...plan.overlaps.map(({ proposed, known }) => `${formatCidr(proposed)} overlaps ${known.what}.`),
    ...plan.notes.map(({ text }) => text),
  ];
  return `${lines.join('\n')}\n${said.length > 0 ? `\n${said.map((text) => `- ${text}`).join('\n')}\n` : ''}`;
}

/** A plan's rows as CSV (RFC 4180). */
export function planCSV(plan: Plan): string {
  return [heads, ...plan.rows.map(cellsOf)].map((cells) => `${cells.map(csvCell).join()}\r\n`).join('');
}

function cellsOf({ what, family, limitedBy, today, scenario }: PlanRow): string[] {
  return [family, names[what], limitedBy, `${(today ?? scenario)?.used ?? ''}`, ...cellsOfSide(today), ...cellsOfSide(scenario)];
}

function cellsOfSide(side: Side | null): string[] {
  return side ? [`${side.left}`, ...cellsOfEnds(side.ends)] : ['', '', '', ''];
}

function cellsOfEnds(ends: Ends): string[] {
  if (ends.kind === 'full') return ['full', '', ''];
  if (ends.kind === 'not-enough') return ['not enough is known', '', ''];
  const earliest = ends.earliest === null ? '' : dayText(ends.earliest);
  if (ends.kind === 'not-within') return ['not within 10 years', earliest, ''];
  return [dayText(ends.likely), earliest, ends.latest === null ? 'not within 10 years' : dayText(ends.latest)];
}

function csvCell(text: string): string {
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
