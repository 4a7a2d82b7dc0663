import { Link } from '@tanstack/react-router';
import css from './FindingMarks.module.css';
import { type FindingWords, findingWords, worst } from './findingWords.ts';
import { Severity } from './Severity.tsx';

interface FindingProps {
  codes: readonly string[];
  /** The words of a code about this very object, where they say more than the code alone. */
  words?: (code: string) => FindingWords;
}

/** The gravest finding of an object in a few words, and how many more there are; nothing where there are none. */
export function FindingMarks({ codes, words = findingWords }: FindingProps) {
  const severity = worst(codes);
  if (severity === undefined) return null;
  const first = codes.find((code) => words(code).severity === severity) ?? '';
  return (
    <span className={css.marks} title={codes.map((code) => words(code).long).join('\n')}>
      <Severity severity={severity} size={13} />
      <span>
        {words(first).short}
        {codes.length > 1 && <span className="dim"> +{codes.length - 1}</span>}
      </span>
    </span>
  );
}

/** Every finding of an object, in sentences; each leads to all findings of its code. */
export function FindingList({ codes, words = findingWords }: FindingProps) {
  return (
    <ul className={css.list}>
      {codes.map((code) => (
        <li key={code}>
          <Severity severity={words(code).severity} size={13} />
          <span>
            <Link to="/findings" search={{ code }} title="All findings of this code">
              <b className={css.short}>{words(code).short}</b>
            </Link>
            . <span className="ink2">{words(code).long}</span>
          </span>
        </li>
      ))}
    </ul>
  );
}
