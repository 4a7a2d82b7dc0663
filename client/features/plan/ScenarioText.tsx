import { useEffect, useState } from 'react';
import { scenarioFaultText } from '../../../shared/plan/scenario/scenarioText.ts';
import { Note } from '../../kit/Note.tsx';
import css from './Plan.module.css';
import type { Editing } from './useScenario.ts';

/** A scenario that cannot be read: what is wrong with which part of it, and its text to mend. It stays until one leaves the text. */
export function ScenarioText({ editing: { text, read, type } }: { editing: Editing }) {
  const [isOpen, setOpen] = useState(!read.ok);
  useEffect(() => {
    if (!read.ok) setOpen(true);
  }, [read.ok]);
  if (read.ok && !isOpen) return null;
  return (
    <Note tone={read.ok ? 'plain' : 'critical'}>
      {read.ok ? (
        <strong>Now it can be read.</strong>
      ) : (
        <>
          <strong>This scenario cannot be read.</strong> {scenarioFaultText(read)}.
        </>
      )}
      <textarea
        className={css.text}
        aria-label="The scenario as text"
        value={text}
        rows={3}
        spellCheck={false}
        onChange={(event) => type(event.currentTarget.value.replaceAll('\n', ''))}
        onBlur={() => setOpen(!read.ok)}
      />
    </Note>
  );
}
