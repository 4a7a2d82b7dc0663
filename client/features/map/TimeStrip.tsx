import { useQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { type KeyboardEvent, useEffect, useId, useMemo, useState } from 'react';
import type { Pool } from '../../../shared/wire/pools.ts';
import { useApi } from '../../data/ApiContext.ts';
import { queries } from '../../data/queries.ts';
import { patched } from '../../kit/patched.ts';
import { useNow } from '../../kit/useNow.ts';
import { afterKey, atOf, dayText, fieldOf, momentText, type Span, spanOf, timeOfField } from './momentTime.ts';
import type { MapSearch } from './search.ts';
import css from './TimeStrip.module.css';
import { gapsOn, useLine } from './timeLine.ts';

/** How long the hand rests before the moment under it is asked for, in milliseconds. */
const rest = 200;
/** A page has one line of time. */
export const sliderId = 'moment-shown';
const box = { width: 1000, height: 100 };
const minute = 60_000;

/** A line of time below the heading of a map, from when on it is known who held what until now: the moment on it is the one that is shown. */
export function TimeStrip({ pool }: { pool: Pool | null }) {
  const { at } = useSearch({ from: '/map' });
  const status = useQuery(queries.status(useApi()));
  const now = Math.floor(useNow() / minute) * minute;
  const since = status.data?.history.tenanciesSince ?? null;
  const from = since === null ? null : Date.parse(since);
  const span = useMemo(() => (from === null ? undefined : spanOf(from, now)), [from, now]);
  // Its place is kept: the map would move under the pointer.
  if (status.isPending) return <Place />;
  if (!span) return null;
  return <Line span={span} pool={pool} at={at} />;
}

/** As high as the line is. */
function Place() {
  return (
    <div className={`${css.strip} ${css.place}`} aria-hidden="true">
      <span className={css.name}>Time</span>
      <div className={css.line} />
      <span className={css.field}>
        <input type="datetime-local" disabled /> UTC
      </span>
      <div className={css.ends}>
        <span>now</span>
      </div>
    </div>
  );
}

function Line({ span, pool, at }: { span: Span; pool: Pool | null; at: string | undefined }) {
  const navigate = useNavigate({ from: '/map' });
  const shown = at === undefined || Number.isNaN(Date.parse(at)) ? span.to : Date.parse(at);
  const [draft, setDraft] = useState<number | null>(null);
  const value = draft ?? shown;
  // From now into the past, and back, are steps of their own; moving about in the past is one.
  const go = (to: number) => {
    const next = to >= span.to ? undefined : atOf(to);
    if (next === at) return;
    const replace = at !== undefined && next !== undefined;
    void navigate({ to: '/map', search: (before) => patched<MapSearch>(before, { at: next, ...(next && { by: undefined }) }), replace });
  };
  useEffect(() => {
    if (draft === null) return;
    const timer = setTimeout(() => {
      go(draft);
      setDraft(null);
    }, rest);
    return () => clearTimeout(timer);
  }, [draft]);
  const onKeyDown = (event: KeyboardEvent) => {
    const next = event.altKey || event.ctrlKey || event.metaKey ? undefined : afterKey(event.key, event.shiftKey, value, span);
    if (next === undefined) return;
    event.preventDefault();
    setDraft(next);
  };
  const isNow = value >= span.to;
  const text = isNow ? 'now' : momentText(value);
  return (
    <section className={`${css.strip} ${isNow ? '' : css.past}`} aria-label="Back in time">
      <span className={css.name}>Time</span>
      <div className={css.line}>
        <Background span={span} pool={pool} />
        <input
          id={sliderId}
          type="range"
          aria-label="Moment shown"
          aria-valuetext={text}
          title="Arrows: an hour, with Shift a day; Home: where the history begins; End: now"
          min={span.from}
          max={span.to}
          step={minute}
          value={Math.min(span.to, Math.max(span.from, value))}
          onChange={(event) => setDraft(Number(event.currentTarget.value))}
          onKeyDown={onKeyDown}
        />
      </div>
      <span className={css.field}>
        <MomentField span={span} value={value} onChange={go} /> UTC
      </span>
      <div className={css.ends} aria-hidden="true">
        <span>{dayText(span.from)}</span>
        <span>now</span>
      </div>
    </section>
  );
}

/** A moment by date and time. What is being typed is not yet one. */
function MomentField({ span, value, onChange }: { span: Span; value: number; onChange: (time: number) => void }) {
  const field = fieldOf(value);
  const [typed, setTyped] = useState<string>();
  const settle = () => {
    const time = typed === undefined ? undefined : timeOfField(typed);
    setTyped(undefined);
    if (time !== undefined && time !== value) onChange(Math.min(span.to, Math.max(span.from, time)));
  };
  return (
    <input
      type="datetime-local"
      aria-label="Date and time shown, UTC"
      min={fieldOf(span.from)}
      max={fieldOf(span.to)}
      value={typed ?? field}
      onChange={(event) => setTyped(event.currentTarget.value)}
      onBlur={settle}
      onKeyDown={(event) => {
        if (event.key === 'Enter') settle();
      }}
    />
  );
}

/** How much of the range was in use, and when not all of it was heard of. */
function Background({ span, pool }: { span: Span; pool: Pool | null }) {
  const hatch = useId();
  const history = useQuery({ ...queries.poolHistory(useApi(), pool?.id ?? '', atOf(span.from)), enabled: pool !== null });
  const line = useMemo(() => (history.data ? useLine(span, history.data, box) : ''), [span, history.data]);
  const gaps = useMemo(() => gapsOn(span, history.data?.marks ?? [], 0.004), [span, history.data]);
  return (
    <svg viewBox={`0 0 ${box.width} ${box.height}`} preserveAspectRatio="none" aria-hidden="true">
      <defs>
        <pattern id={hatch} width="6" height="12" patternUnits="userSpaceOnUse">
          <path d="M0 12L6 0" className={css.hatch} />
        </pattern>
      </defs>
      <rect className={css.ground} width={box.width} height={box.height} rx="4" />
      {gaps.map(({ from, to, words }) => (
        <g key={`${from} ${words}`}>
          <title>{words}</title>
          <rect className={css.gap} x={from * box.width} width={(to - from) * box.width} height={box.height} />
          <rect fill={`url(#${hatch})`} x={from * box.width} width={(to - from) * box.width} height={box.height} />
        </g>
      ))}
      <path d={line} className={css.use} />
    </svg>
  );
}
