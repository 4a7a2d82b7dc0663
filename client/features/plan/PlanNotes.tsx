import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { parseCidr } from '../../../shared/net/cidr.ts';
import type { PlanAnswer } from '../../../shared/wire/plan.ts';
import { CidrText } from '../../kit/CidrText.tsx';
import { Section } from '../../kit/Section.tsx';
import { Severity } from '../../kit/Severity.tsx';
import css from './Plan.module.css';
import { hasGraveNotes, notesSummary } from './partWords.ts';
import { byGravity, type Note, wayOf, withoutText } from './planSaid.ts';
import type { Folds } from './useFolds.ts';

/** What the numbers do not say: nodes that get no block, ranges that overlap, and what happens to what is there. */
export function PlanNotes({ answer, folds }: { answer: PlanAnswer; folds: Folds }) {
  const { nodesWithout, overlaps, notes } = answer;
  const count = nodesWithout.length + overlaps.length + notes.length;
  if (count === 0) return null;
  const sorted = byGravity(notes);
  const grave = sorted.filter(({ severity }) => severity !== 'info');
  return (
    <Section title="What to know before it is made" fold={folds.of('notes', hasGraveNotes(answer), notesSummary(answer))}>
      <ul className={css.notes}>
        {nodesWithout.map((one) => (
          <Line key={`without ${one.day}`} severity="critical">
            {withoutText(one)}
          </Line>
        ))}
        {overlaps.map((one) => (
          <Line key={`${one.of} ${one.proposed} ${one.range} ${one.known}`} severity="warning">
            <RangeLink range={one.proposed} /> ({one.of === 'pods' ? 'for pods' : 'for Services'}) {wayOf(one)} {one.known}
            {one.known.includes(one.range) ? '' : ', '}
            {!one.known.includes(one.range) && <RangeLink range={one.range} />}.{' '}
            {one.known.includes(one.range) && <MapLink range={one.range} />}
          </Line>
        ))}
        {[...grave, ...sorted.filter((one) => !grave.includes(one))].map(({ code, severity, text }) => (
          <Line key={`${code} ${text}`} severity={severity}>
            {text}
          </Line>
        ))}
      </ul>
    </Section>
  );
}

function Line({ severity, children }: { severity: Note['severity']; children: ReactNode }) {
  return (
    <li>
      <Severity severity={severity} />
      <span>{children}</span>
    </li>
  );
}

/** A range as a link to its map, where it is one prefix. */
function RangeLink({ range }: { range: string }) {
  const cidr = parseCidr(range);
  if (!cidr) return <span className="mono">{range}</span>;
  return (
    <Link to="/map" search={{ cidr: range }}>
      <CidrText cidr={range} family={cidr.family} />
    </Link>
  );
}

function MapLink({ range }: { range: string }) {
  if (!parseCidr(range)) return null;
  return (
    <Link to="/map" search={{ cidr: range }}>
      On the map
    </Link>
  );
}
