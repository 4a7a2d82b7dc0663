import { useEffect, useRef, useState } from 'react';
import css from './Filter.module.css';
import { CrossIcon, SearchIcon } from './icons.tsx';

/** A filter by text. It is told a moment after the last key, at once on Enter. */
export function FilterText({
  label,
  value,
  onChange,
  wait = 200,
}: {
  label: string;
  value: string | undefined;
  onChange: (value: string | undefined) => void;
  wait?: number;
}) {
  const [typed, setTyped] = useState(value ?? '');
  // What was told and has not come back as `value` yet: the address bar follows a moment later, and must not undo what is typed meanwhile.
  const told = useRef<string[]>([]);
  const seen = useRef(value ?? '');
  const tell = (text: string) => {
    if (text === (told.current.at(-1) ?? seen.current)) return;
    told.current.push(text);
    onChange(text === '' ? undefined : text);
  };
  useEffect(() => {
    const next = value ?? '';
    if (next === seen.current) return;
    seen.current = next;
    const echo = told.current.indexOf(next);
    told.current = echo < 0 ? [] : told.current.slice(echo + 1);
    // It came from outside (Back, a link): it replaces what stands here.
    if (echo < 0) setTyped(next);
  }, [value]);
  useEffect(() => {
    const timer = setTimeout(() => tell(typed), wait);
    return () => clearTimeout(timer);
  });
  return (
    <span className={`${css.filter} ${css.text} ${value ? css.on : ''}`}>
      <SearchIcon size={14} />
      <input
        type="text"
        aria-label={label}
        placeholder={label}
        value={typed}
        spellCheck={false}
        autoComplete="off"
        maxLength={256}
        onChange={(event) => setTyped(event.currentTarget.value)}
        onKeyDown={(event) => {
          if (event.key === 'Enter') tell(typed);
          if (event.key === 'Escape' && typed !== '') {
            event.preventDefault();
            setTyped('');
            tell('');
          }
        }}
      />
      {typed !== '' && (
        <button
          type="button"
          className={css.off}
          aria-label={`Clear ${label.toLowerCase()}`}
          onClick={() => {
            setTyped('');
            tell('');
          }}
        >
          <CrossIcon size={14} />
        </button>
      )}
    </span>
  );
}
