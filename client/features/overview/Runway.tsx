import type { Family } from '../../../shared/net/address.ts';
import type { ForecastHead } from '../../../shared/wire/plan.ts';
import type { DayTick } from '../../draw/dayTicks.ts';
import type { EndSpan, RunwayAxis } from '../../draw/runwayAxis.ts';
import { type RunwayLayout, runwayLayout } from '../../draw/runwayLayout.ts';
import { dayNumber } from '../../kit/dayWords.ts';
import css from './Runway.module.css';
import type { RunwayWords } from './runwayWords.ts';

/** The common axis with its ticks, laid out for about this many pixels: the page is as wide as it is. */
export interface Axis extends RunwayAxis {
  readonly ticks: readonly DayTick[];
}
export const axisWidth = 376;
const letter = 6.8; // px of a date, at most

/** The days of an end; null where there is none to draw. */
export function spanOf(ends: ForecastHead['ends']): EndSpan | null {
  if (ends?.kind === 'date')
    return {
      earliest: dayNumber(ends.earliest),
      likely: dayNumber(ends.likely),
      latest: ends.latest === null ? null : dayNumber(ends.latest),
    };
  if (ends?.kind === 'not-within')
    return { earliest: ends.earliest === null ? null : dayNumber(ends.earliest), likely: null, latest: null };
  return null;
}

/** A line to the earliest day, a band to the latest, a tick at the likely one, and the date in words. */
export function Runway({ family, head, words, axis }: { family: Family; head: ForecastHead | null; words: RunwayWords; axis: Axis }) {
  const span = spanOf(head?.ends ?? null) ?? (words.isEndless ? { earliest: null, likely: null, latest: null } : null);
  return (
    <svg className={`${css.runway} ${family === 'IPv4' ? css.v4 : css.v6}`} role="img" aria-label={words.long}>
      {axis.ticks.map(({ day, x }) => (
        <line key={day} className={css.grid} x1={part(x / axisWidth)} x2={part(x / axisWidth)} y1="0" y2="100%" />
      ))}
      <line className={css.today} x1="0" x2="0" y1="0" y2="100%" />
      {span ? (
        <Span span={span} axis={axis} text={words.short} />
      ) : (
        <text className={head?.ends?.kind === 'full' ? css.strong : css.plain} x="8" y="50%" dy="4">
          {words.short}
        </text>
      )}
    </svg>
  );
}

function Span({ span, axis, text }: { span: EndSpan; axis: Axis; text: string }) {
  const layout = runwayLayout(span, axis, (text.length * letter + 16) / axisWidth);
  const { line, band, tick, goesOn } = layout;
  return (
    <>
      <line className={css.line} x1="0" x2={part(line.to)} y1="50%" y2="50%" />
      {band && (
        <rect className={css.band} x={part(band.from)} width={part(band.to - band.from)} y="50%" height="12" transform="translate(0 -6)" />
      )}
      {tick !== null && (
        <svg className={css.mark} aria-hidden="true" x={part(tick)} y="50%">
          <line className={css.tick} x1="0" x2="0" y1="-10" y2="10" />
        </svg>
      )}
      {goesOn && (
        <svg className={css.mark} aria-hidden="true" x="100%" y="50%">
          <path className={css.arrow} d="M-9-5-2 0l-7 5" />
        </svg>
      )}
      <text className={tick === null ? css.plain : css.strong} y="50%" {...placed(layout)}>
        {text}
      </text>
    </>
  );
}

/** Behind the band, or above it; a line without a band leaves a gap for it. */
function placed({ text: { place, at } }: RunwayLayout): { x: string; dx: number; dy: number; textAnchor: 'start' | 'middle' | 'end' } {
  const x = part(at);
  if (place === 'behind') return { x, dx: 8, dy: 4, textAnchor: 'start' };
  return place === 'above' ? { x, dx: 0, dy: -13, textAnchor: 'middle' } : { x, dx: -28, dy: 4, textAnchor: 'end' };
}

function part(share: number): string {
  return `${Math.round(share * 1e4) / 100}%`;
}
