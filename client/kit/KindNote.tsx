import type { KindStatus } from '../../shared/wire/status.ts';
import { CopyButton } from './CopyButton.tsx';
import { formatClock } from './formatDate.ts';
import { formatDuration } from './formatDuration.ts';
import { pluralOf, type Trouble, troubleOf, troubleWords } from './kindWords.ts';
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
  if (trouble === 'unreached') {
    return (
      <Note tone="stale">
        <strong>{name}: not reached.</strong> Nothing came yet, so their numbers are unknown. {kind.error}.
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

/** Several kinds at once. What troubles several of them alike is said once. */
export function KindNotes({ kinds, now }: { kinds: readonly KindStatus[]; now: string | null }) {
  const groups = alike(kinds);
  if (groups.length === 0) return null;
  return (
    <div className={css.notes}>
      {groups.map((group) => {
        const [first] = group;
        if (group.length > 1) return <GroupNote key={first.kind} kinds={group} />;
        return <KindNote key={first.kind} kind={first} now={now} />;
      })}
    </div>
  );
}

function GroupNote({ kinds }: { kinds: readonly [KindStatus, ...KindStatus[]] }) {
  const [first] = kinds;
  const names = kinds.slice(0, mostNamed).map((kind) => pluralOf(kind.kind));
  const more = kinds.length > names.length ? ` and ${kinds.length - names.length} more kinds` : '';
  const trouble = troubleOf(first) ?? 'live';
  return (
    <Note tone={trouble === 'forbidden' ? 'forbidden' : trouble === 'syncing' ? 'plain' : 'stale'}>
      <strong>
        {names.join(', ')}
        {more}: {troubleWords[trouble]}.
      </strong>{' '}
      {meanings[trouble] ?? 'Numbers are old.'}
      {first.error && trouble !== 'forbidden' && ` ${first.error}.`}
    </Note>
  );
}

/** More kinds than these are counted. */
const mostNamed = 6;

/** What it means for the numbers of several kinds. */
const meanings: Partial<Record<Trouble | 'live', string>> = {
  forbidden: 'What they would tell is unknown, not zero. The Status page has the rules that give them.',
  syncing: 'Their numbers are unknown or grow until then.',
  unreached: 'Nothing came yet, so their numbers are unknown.',
};

/** Kinds in trouble, those with the same trouble and the same words about it together; a few missing rights stand alone, each with its rule. */
function alike(kinds: readonly KindStatus[]): [KindStatus, ...KindStatus[]][] {
  const groups = new Map<string, [KindStatus, ...KindStatus[]]>();
  const isApart = kinds.filter((kind) => troubleOf(kind) === 'forbidden').length <= mostNamed;
  for (const kind of kinds) {
    const trouble = troubleOf(kind);
    if (trouble === undefined || trouble === 'not-served') continue;
    const key = trouble === 'forbidden' ? `forbidden ${isApart ? kind.kind : ''}` : `${trouble} ${kind.error}`;
    const group = groups.get(key);
    if (group) group.push(kind);
    else groups.set(key, [kind]);
  }
  return [...groups.values()];
}
