import { useEffect, useState } from 'react';
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
  const [told, setTold] = useState(value ?? '');
  // Another value came from outside (Back, a link): it replaces what stands here.
  if ((value ?? '') !== told) {
    setTold(value ?? '');
    setTyped(value ?? '');
  }
  const tell = (text: string) => {
    setTold(text);
    onChange(text === '' ? undefined : text);
  };
  useEffect(() => {
    if (typed === told) return;
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
