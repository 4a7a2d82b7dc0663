import type { PlanAnswer } from '../../../shared/wire/plan.ts';
import { type PlanRow, planFile } from './planRows.ts';
import { planSaid } from './planSaid.ts';

/** A plan to paste into a ticket: its table, what the numbers do not say, and what there is to apply. */
export function planMarkdown(title: string, url: string, rows: readonly PlanRow[], answer: PlanAnswer): string {
  const heads = planFile.map(({ name }) => name);
  const lines = [heads, heads.map(() => '---'), ...rows.map((row) => planFile.map(({ value }) => `${value(row) ?? ''}`))].map(
    (cells) => `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`,
  );
  const { serviceCIDRs, flags } = answer.manifests;
  const parts = [
    `# ${title}`,
    `<${url}>`,
    answer.scenario === '' ? `As of ${answer.today}, without edits.` : `As of ${answer.today}, scenario \`${answer.scenario}\`.`,
    lines.join('\n'),
    planSaid(answer)
      .map((text) => `- ${text}`)
      .join('\n'),
    serviceCIDRs === '' ? '' : `\`\`\`yaml\n${serviceCIDRs}\`\`\``,
    flags.map(({ program, flags }) => `${program}:\n\n\`\`\`\n${flags.join('\n')}\n\`\`\``).join('\n\n'),
  ];
  return `${parts.filter((part) => part !== '').join('\n\n')}\n`;
}
