/** One line of the table: a figure, what stands beside it, their ratio, and what was aimed at. Texts as they are printed, '' for none. */
export interface Row {
  readonly what: string;
  readonly figure: string;
  readonly beside: string;
  readonly ratio: string;
  readonly target: string;
  readonly isMissed: boolean;
  /** What does not depend on the machine: bytes, requests, allocations, collections. */
  readonly counts: string;
}

interface Rest {
  /** The most that the ratio may be, or the figure. */
  readonly most?: number;
  readonly mostFigure?: number;
  /** The least that the figure may be; only beside the most. */
  readonly leastFigure?: number;
  readonly counts?: string;
}

/** A figure beside another one of the same unit. besideIs says what the other one is. */
export function compared(what: string, unit: string, figure: number, besideIs: string, beside: number, rest: Rest = {}): Row {
  const ratio = figure / beside;
  return {
    what,
    figure: withUnit(figure, unit),
    beside: `${withUnit(beside, unit)} ${besideIs}`,
    ratio: ratio.toFixed(2),
    ...(rest.mostFigure === undefined ? aim(ratio, rest.most, '') : aim(figure, rest.mostFigure, unit)),
    counts: rest.counts ?? '',
  };
}

/** A figure that stands alone. */
export function alone(what: string, unit: string, figure: number, rest: Omit<Rest, 'most'> = {}): Row {
  const aimed =
    rest.leastFigure === undefined ? aim(figure, rest.mostFigure, unit) : between(figure, rest.leastFigure, rest.mostFigure, unit);
  return { what, figure: withUnit(figure, unit), beside: '', ratio: '', ...aimed, counts: rest.counts ?? '' };
}

function between(value: number, least: number, most = Number.POSITIVE_INFINITY, unit = ''): Pick<Row, 'target' | 'isMissed'> {
  return { target: `${threeDigits(least)} to ${withUnit(most, unit)}`, isMissed: !(value >= least && value <= most) };
}

function aim(value: number, most: number | undefined, unit: string): Pick<Row, 'target' | 'isMissed'> {
  if (most === undefined) return { target: '', isMissed: false };
  return { target: `≤ ${withUnit(most, unit)}`, isMissed: !(value <= most) }; // what is no number has not been reached
}

function withUnit(value: number, unit: string): string {
  return unit === '' ? threeDigits(value) : `${threeDigits(value)} ${unit}`;
}

/** 0.0123, 1.23, 12.3, 123, 12,345: three digits that mean something, thousands parted. */
export function threeDigits(value: number): string {
  return value.toLocaleString('en', Math.abs(value) >= 100 ? { maximumFractionDigits: 0 } : { maximumSignificantDigits: 3 });
}

const megabyte = 1e6;

/** Bytes as MB of a million, or kB below one. */
export function bytes(value: number): string {
  return Math.abs(value) < megabyte ? `${threeDigits(value / 1000)} kB` : `${threeDigits(value / megabyte)} MB`;
}

/** The rows as a Markdown table; ✗ marks a target that was missed. */
export function markdown(rows: readonly Row[]): string {
  const lines = [
    ['measured', 'figure', 'beside it', 'ratio', 'target', '', 'whatever the machine'],
    ['---', '---:', '---:', '---:', '---:', '---', '---'],
    ...rows.map((row) => [row.what, row.figure, row.beside, row.ratio, row.target, row.isMissed ? '✗' : '', row.counts]),
  ];
  return lines.map((cells) => `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`).join('\n');
}
