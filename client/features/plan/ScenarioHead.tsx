import { Button } from '../../kit/Button.tsx';
import { CopyButton } from '../../kit/CopyButton.tsx';
import { LinkIcon } from '../../kit/icons.tsx';
import { Tag } from '../../kit/Tag.tsx';
import css from './Plan.module.css';

/** How many edits there are, what takes them all back, and the link that has them. */
export function ScenarioHead({
  edits,
  text,
  isInSheet,
  onReset,
}: {
  edits: number;
  text: string | undefined;
  /** Which is headed already. */
  isInSheet: boolean;
  onReset: () => void;
}) {
  return (
    <header className={css.head}>
      {!isInSheet && <h2>Scenario</h2>}
      <EditCount edits={edits} />
      <span className={css.room} />
      <Button disabled={text === undefined && edits === 0} onClick={onReset}>
        Reset
      </Button>
      <CopyButton text={window.location.href} label="Copy link" icon={<LinkIcon />} />
    </header>
  );
}

export function EditCount({ edits }: { edits: number }) {
  return <Tag tone={edits === 0 ? 'plain' : 'accent'}>{edits === 0 ? 'no edits' : edits === 1 ? '1 edit' : `${edits} edits`}</Tag>;
}
