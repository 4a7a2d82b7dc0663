import { type FormEvent, type KeyboardEvent, type RefObject, useEffect, useId, useRef, useState } from 'react';
import { Button } from '../../kit/Button.tsx';
import { PanelHead } from '../../kit/PanelHead.tsx';
import { useModal } from '../../kit/useModal.ts';
import css from './MomentDialog.module.css';
import { atOf, fieldOf, momentText, type Span, stepsOf, timeOfField } from './momentTime.ts';

/** Two moments of the history, by date and time; the second is now where none is given. */
export function MomentDialog({
  span,
  at,
  opener,
  onChoose,
  onClose,
}: {
  span: Span;
  /** The moment on the map. */
  at: number | undefined;
  /** The button that has the focus when it is closed. */
  opener: RefObject<HTMLElement | null>;
  onChoose: (before: string, after: string | undefined) => void;
  onClose: (open: false) => void;
}) {
  const [close] = useState(() => () => onClose(false));
  const dialog = useModal(close, opener);
  const first = useRef<HTMLInputElement>(null);
  useEffect(() => first.current?.focus(), []);
  const end = at ?? span.to;
  const [before, setBefore] = useState(fieldOf(Math.max(span.from, end - stepsOf(span).large)));
  const [after, setAfter] = useState(at === undefined ? '' : fieldOf(at));
  const [wrong, setWrong] = useState<string>();
  const said = useId();
  const choose = (event: FormEvent) => {
    event.preventDefault();
    const [first, second] = [timeOfField(before), after === '' ? undefined : timeOfField(after)];
    const why = whyNot(first, second, span);
    setWrong(why);
    if (why === undefined && first !== undefined) onChoose(atOf(first), second === undefined ? undefined : atOf(second));
  };
  // Escape closes this dialog alone.
  const keep = (event: KeyboardEvent) => {
    if (event.key === 'Escape') event.stopPropagation();
  };
  const limits = { min: fieldOf(span.from), max: fieldOf(span.to) };
  return (
    <dialog ref={dialog} className={css.dialog} aria-label="Compare two moments" onCancel={close} onKeyDown={keep}>
      <form className={css.inside} onSubmit={choose} noValidate>
        <PanelHead title={<h2>Compare two moments</h2>} subtitle={`Known since ${momentText(span.from)}`} onClose={close} />
        <label className={css.row}>
          <span>Before (UTC)</span>
          <input
            ref={first}
            type="datetime-local"
            {...limits}
            value={before}
            onChange={(event) => setBefore(event.currentTarget.value)}
            aria-describedby={said}
          />
        </label>
        <label className={css.row}>
          <span>After (UTC), empty for now</span>
          <input
            type="datetime-local"
            {...limits}
            value={after}
            onChange={(event) => setAfter(event.currentTarget.value)}
            aria-describedby={said}
          />
        </label>
        <p id={said} role="alert" className="critical s12">
          {wrong}
        </p>
        <div className={css.end}>
          <Button onClick={close}>Cancel</Button>
          <Button main type="submit">
            Compare
          </Button>
        </div>
      </form>
    </dialog>
  );
}

function whyNot(before: number | undefined, after: number | undefined, span: Span): string | undefined {
  if (before === undefined) return 'Give the moment before as a date and a time.';
  for (const moment of [before, after ?? before]) {
    if (moment < span.from) return `${momentText(moment)} is before ${momentText(span.from)}, since when it is known who held what.`;
    if (moment > span.to) return `${momentText(moment)} is still to come.`;
  }
  if (after !== undefined && after <= before) return 'The moment after has to be later than the one before.';
  return undefined;
}
