import { CopyButton } from '../../kit/CopyButton.tsx';
import { manifestFragment, manifestWords, patchCommand } from './changeSnippets.ts';
import type { ServiceChange } from './changeWords.ts';
import css from './Snippets.module.css';

/** How to make a change: the command and the manifest to copy. Of one that is refused, the command that asks the API server itself. */
export function Snippets({
  change,
  service,
  refused,
}: {
  change: ServiceChange['change'];
  service: { namespace: string; name: string; headless: boolean };
  refused: boolean;
}) {
  const ask = patchCommand(change, service, true);
  if (refused) {
    return (
      <details className={css.how}>
        <summary>Ask the API server</summary>
        <Snippet label="kubectl, keeping nothing" text={ask} copy="Copy the dry run" />
      </details>
    );
  }
  return (
    <details className={css.how}>
      <summary>How to do it</summary>
      <Snippet label="kubectl" text={patchCommand(change, service)} copy="Copy kubectl patch" />
      <Snippet label="In the manifest" text={manifestFragment(change, service)} copy="Copy YAML" />
      <p>{manifestWords(change, service)}</p>
      <Snippet label="To be sure: ask the API server, which keeps nothing" text={ask} copy="Copy the dry run" />
    </details>
  );
}

function Snippet({ label, text, copy }: { label: string; text: string; copy: string }) {
  return (
    <div className={css.snippet}>
      <span className={css.head}>
        <span>{label}</span>
        <CopyButton text={text} label={copy} />
      </span>
      <pre>{text.trimEnd()}</pre>
    </div>
  );
}
