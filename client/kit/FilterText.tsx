import css from './Filter.module.css';
import { CrossIcon, SearchIcon } from './icons.tsx';
import { useTyped } from './useTyped.ts';

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
  const { typed, type, tell } = useTyped(value ?? '', (text) => onChange(text === '' ? undefined : text), wait);
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
        onChange={(event) => type(event.currentTarget.value)}
        onKeyDown={(event) => {
          if (event.key === 'Enter') tell(typed);
          if (event.key === 'Escape' && typed !== '') {
            event.preventDefault();
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
            tell('');
          }}
        >
          <CrossIcon size={14} />
        </button>
      )}
    </span>
  );
}
