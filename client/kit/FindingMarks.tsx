import css from './FindingMarks.module.css';
import { findingWords, worst } from './findingWords.ts';
import { Severity } from './Severity.tsx';

/** The gravest finding of an object in a few words, and how many more there are; nothing where there are none. */
export function FindingMarks({ codes }: { codes: readonly string[] }) {
  const severity = worst(codes);
  if (severity === undefined) return null;
  const first = codes.find((code) => findingWords(code).severity === severity) ?? '';
  const rest = codes.filter((code) => code !== first);
  return (
    <span className={css.marks} title={codes.map((code) => findingWords(code).long).join('\n')}>
      <Severity severity={severity} size={13} />
      <span>
        {findingWords(first).short}
        {rest.length > 0 && <span className="dim"> +{rest.length}</span>}
      </span>
    </span>
  );
}

/** Every finding of an object, in sentences. */
export function FindingList({ codes }: { codes: readonly string[] }) {
  return (
    <ul className={css.list}>
      {codes.map((code) => (
        <li key={code}>
          <Severity severity={findingWords(code).severity} size={13} />
          <span>
            <b>{findingWords(code).short}.</b> <span className="ink2">{findingWords(code).long}</span>
          </span>
        </li>
      ))}
    </ul>
  );
}
