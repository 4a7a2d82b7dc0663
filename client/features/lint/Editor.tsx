import type { RefObject } from 'react';
import { Button } from '../../kit/Button.tsx';
import { CrossIcon } from '../../kit/icons.tsx';
import css from './Lint.module.css';
import type { Source } from './readManifests.ts';
import { pasted } from './sources.ts';

/** Where manifests are pasted, dropped or picked; one of several is shown. */
export function Editor({
  list,
  shown,
  field,
  picker,
  isOver,
  onShow,
  onText,
  onFiles,
  onRemove,
}: {
  list: readonly Source[];
  shown: string;
  field: RefObject<HTMLTextAreaElement | null>;
  picker: RefObject<HTMLInputElement | null>;
  /** Files are held over the page. */
  isOver: boolean;
  onShow: (name: string) => void;
  onText: (text: string) => void;
  onFiles: (files: readonly File[]) => void;
  onRemove: (name: string) => void;
}) {
  const text = list.find(({ name }) => name === shown)?.text ?? '';
  return (
    <section className={`${css.editor} ${isOver ? css.over : ''}`} aria-label="Manifests">
      <input
        ref={picker}
        type="file"
        multiple
        accept=".yaml,.yml,.json,.txt"
        className="unseen"
        tabIndex={-1}
        aria-label="Files to lint"
        onChange={(event) => {
          onFiles([...(event.currentTarget.files ?? [])]);
          // The same file may be picked again after it was changed.
          event.currentTarget.value = '';
        }}
      />
      {list.length > 1 && (
        <div className={css.files}>
          {list.map(({ name }) => (
            <span key={name} className={`${css.file} ${name === shown ? css.on : ''}`}>
              <button type="button" aria-pressed={name === shown} onClick={() => onShow(name)}>
                {name}
              </button>
              <button type="button" className={css.remove} aria-label={`Take ${name} away`} onClick={() => onRemove(name)}>
                <CrossIcon size={12} />
              </button>
            </span>
          ))}
        </div>
      )}
      <textarea
        ref={field}
        className={css.text}
        aria-label={list.length > 1 || shown !== pasted ? `Manifest ${shown}` : 'Manifests'}
        aria-describedby="lint-privacy"
        placeholder={'Paste manifests here, or drop files.\n\napiVersion: v1\nkind: Service\n…'}
        value={text}
        spellCheck={false}
        autoComplete="off"
        autoCapitalize="off"
        wrap="off"
        onChange={(event) => onText(event.currentTarget.value)}
      />
      <p id="lint-privacy" className={css.privacy}>
        Read in this page alone: nothing of it is sent, to the server neither. This tab keeps it until it is closed.
      </p>
      {isOver && <p className={css.dropHere}>Drop manifests here</p>}
    </section>
  );
}

export function EmptyActions({ onPick, onExample }: { onPick: () => void; onExample: () => void }) {
  return (
    <>
      <Button main onClick={onPick}>
        Open files
      </Button>
      <Button onClick={onExample}>Show an example</Button>
    </>
  );
}
