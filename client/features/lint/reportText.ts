import type { ExportColumn } from '../../kit/exportRows.ts';
import { counted } from '../../kit/formatCount.ts';
import type { LintReport } from './lint.ts';
import type { Remark } from './remark.ts';

export type Counts = Readonly<Record<Remark['severity'], number>>;

export function countsOf(remarks: readonly Remark[]): Counts {
  const counts = { critical: 0, warning: 0, info: 0 };
  for (const { severity } of remarks) counts[severity]++;
  return counts;
}

/** "2 objects: 1 error, 3 warnings": the answer in a line. */
export function summary({ objects, remarks, others }: LintReport): string {
  const { critical, warning } = countsOf(remarks);
  const left = [...others.values()].reduce((sum, count) => sum + count, 0);
  const found =
    critical + warning === 0
      ? 'nothing is wrong with them'
      : [critical > 0 && counted(critical, 'error'), warning > 0 && counted(warning, 'warning')].filter(Boolean).join(', ');
  const rest = left === 0 ? '' : `; ${counted(left, 'object')} of other kinds`;
  if (objects === 0 && critical + warning === 0) return left === 0 ? 'Nothing to look at' : `Nothing to look at${rest}`;
  return `${counted(objects, 'object')}: ${found}${rest}`;
}

const words = { critical: 'error', warning: 'warning', info: 'info' } as const;

/** "file:line: error: Service shop/web: text [code]", a line a remark, as compilers have it. */
export function reportText(report: LintReport): string {
  const lines = report.remarks.map(({ source, line, severity, object, text, code }) =>
    [`${source}:${line}`, words[severity], ...(object === '' ? [] : [object]), `${text} [${code}]`].join(': '),
  );
  return `${[...lines, summary(report)].join('\n')}\n`;
}

/** What a file holds. */
export const reportFile: readonly ExportColumn<Remark>[] = [
  { name: 'source', value: ({ source }) => source },
  { name: 'line', value: ({ line }) => line },
  { name: 'severity', value: ({ severity }) => words[severity] },
  { name: 'code', value: ({ code }) => code },
  { name: 'object', value: ({ object }) => object },
  { name: 'field', value: ({ field }) => field },
  { name: 'text', value: ({ text }) => text },
];
