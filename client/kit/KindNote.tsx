import type { KindStatus } from '../../shared/wire/status.ts';
import { CopyButton } from './CopyButton.tsx';
import { formatClock } from './formatDate.ts';
import { formatDuration } from './formatDuration.ts';
import { pluralOf, troubleOf } from './kindWords.ts';
import { Note } from './Note.tsx';
import css from './states.module.css';

/**
 * A remark where a kind that a view depends on is not being read as it should be; nothing where it is.
 * `now` is the server's clock (status.now): ages are counted against it. `unknown` is what cannot be known without the kind; `open` shows the rule at once.
 */
export function KindNote({
  kind,
  now,
  unknown,
  open = false,
}: {
  kind: KindStatus;
  now: string | null;
  unknown?: string | undefined;
  open?: boolean;
}) {
  const trouble = troubleOf(kind);
  const name = pluralOf(kind.kind);
  const age = kind.lastEvent && now ? Date.parse(now) - Date.parse(kind.lastEvent) : null;
  if (trouble === 'forbidden') {
    return (
      <Note tone="forbidden">
        <strong>{name}: forbidden.</strong>{' '}
        {kind.missing && (
          <>
            Needs <code>{kind.missing.verb}</code> on <code>{kind.missing.resource}</code>.{' '}
          </>
        )}
        {unknown ?? 'What they would tell is unknown, not zero.'}
        {kind.rule && <RuleDetails rule={kind.rule} open={open} />}
      </Note>
    );
  }
  if (trouble === 'stale' || trouble === 'failing') {
    return (
      <Note tone="stale">
        <strong>
          {name}: stale{age === null ? '' : `, ${formatDuration(age)}`}.
        </strong>{' '}
        {kind.lastEvent ? `Numbers are from ${formatClock(kind.lastEvent)}.` : 'Nothing came yet.'} {kind.error && `${kind.error}.`}
      </Note>
    );
  }
  if (trouble === 'syncing') {
    return (
      <Note tone="plain">
        <strong>{name}: being read.</strong>{' '}
        {kind.objects === null ? 'Their numbers are unknown until then.' : `${kind.objects.toLocaleString('en')} so far.`}
        {kind.error && ` ${kind.error}.`}
      </Note>
    );
  }
  return null;
}

/** The RBAC rule that is missing, folded away, to copy. */
function RuleDetails({ rule, open }: { rule: string; open: boolean }) {
  return (
    <details open={open} className={css.details}>
      <summary>The rule that gives it</summary>
      <pre className={css.rule}>{rule}</pre>
      <CopyButton text={rule} label="Copy rule">
        Copy rule
      </CopyButton>
    </details>
  );
}

/** Several kinds at once, with space between. */
export function KindNotes({ kinds, now }: { kinds: readonly KindStatus[]; now: string | null }) {
  const troubled = kinds.filter((kind) => troubleOf(kind) !== undefined && troubleOf(kind) !== 'not-served');
  if (troubled.length === 0) return null;
  return (
    <div className={css.notes}>
      {troubled.map((kind) => (
        <KindNote key={kind.kind} kind={kind} now={now} />
      ))}
    </div>
  );
}
