import { useId } from 'react';
import css from './ChoiceSwitch.module.css';

/** A few choices side by side, one of them taken. `whyNot`: why there is none to make now. */
export function ChoiceSwitch<T extends string>({
  legend,
  choices,
  value,
  onChange,
  whyNot = null,
}: {
  /** What is chosen, for readers of the screen. */
  legend: string;
  choices: readonly (readonly [value: T, word: string])[];
  value: T;
  onChange: (value: T) => void;
  whyNot?: string | null;
}) {
  const name = useId();
  const reason = useId();
  return (
    <fieldset
      className={css.switch}
      disabled={whyNot !== null}
      aria-describedby={whyNot === null ? undefined : reason}
      title={whyNot ?? undefined}
    >
      <legend className="unseen">{legend}</legend>
      {choices.map(([choice, word]) => (
        <label key={choice} className={css.choice}>
          <input type="radio" className="unseen" name={name} checked={value === choice} onChange={() => onChange(choice)} />
          <span>{word}</span>
        </label>
      ))}
      {whyNot !== null && (
        <span id={reason} className="unseen">
          {whyNot}
        </span>
      )}
    </fieldset>
  );
}
