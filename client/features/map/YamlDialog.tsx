import { useQuery } from '@tanstack/react-query';
import { type KeyboardEvent, useState } from 'react';
import type { Reference } from '../../../shared/wire/basics.ts';
import { useApi } from '../../data/ApiContext.ts';
import { queries } from '../../data/queries.ts';
import { Answer } from '../../kit/Answer.tsx';
import { Button } from '../../kit/Button.tsx';
import { CopyButton } from '../../kit/CopyButton.tsx';
import { Empty } from '../../kit/Empty.tsx';
import { PanelHead } from '../../kit/PanelHead.tsx';
import { kindName, referenceName } from '../../kit/referenceWords.ts';
import { useModal } from '../../kit/useModal.ts';
import { whyNoYaml } from './whyNoYaml.ts';
import css from './YamlDialog.module.css';

/** Opens an object as the API server gives it now. */
export function YamlButton({ reference }: { reference: Reference }) {
  const [open, setOpen] = useState(false);
  return (
    <>
      <Button aria-label={`YAML of ${kindName(reference)} ${referenceName(reference)}`} onClick={() => setOpen(true)}>
        YAML
      </Button>
      {open && <YamlDialog reference={reference} onClose={setOpen} />}
    </>
  );
}

function YamlDialog({ reference, onClose }: { reference: Reference; onClose: (open: false) => void }) {
  const [close] = useState(() => () => onClose(false));
  const dialog = useModal(close);
  const query = useQuery(queries.object(useApi(), reference));
  const name = `${kindName(reference)} ${referenceName(reference)}`;
  // Escape closes this dialog alone, not the panel that it stands in.
  const keep = (event: KeyboardEvent) => {
    if (event.key === 'Escape') event.stopPropagation();
  };
  const why = whyNoYaml(query.error, name);
  return (
    <dialog ref={dialog} className={css.dialog} aria-label={`YAML of ${name}`} onCancel={close} onKeyDown={keep}>
      {/* The dialog is filled by its content: a press on the dialog itself is one on its backdrop (kit/useModal). */}
      <div className={css.inside}>
        <PanelHead
          title={<h2>{referenceName(reference)}</h2>}
          subtitle={`${kindName(reference)}, as the API server gives it now`}
          actions={query.data && <CopyButton text={query.data.yaml}>Copy</CopyButton>}
          onClose={close}
        />
        {why ? (
          <Empty title={why.title}>{why.text}</Empty>
        ) : (
          <Answer query={query} label={`Reading ${name}`}>
            {(object) => (
              <>
                {object.leftOut.length > 0 && (
                  <p className={`${css.note} ink2`}>
                    Left out, because it may hold secrets or is noise:{' '}
                    {object.leftOut.map((field, index) => (
                      <span key={field}>
                        {index > 0 && ', '}
                        <code>{field}</code>
                      </span>
                    ))}
                  </p>
                )}
                {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by the keyboard. */}
                <pre className={css.yaml} tabIndex={0} translate="no">
                  {object.yaml}
                </pre>
              </>
            )}
          </Answer>
        )}
      </div>
    </dialog>
  );
}
