import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { AuditBreak } from '../../../shared/wire/audit.ts';
import { useApi } from '../../data/ApiContext.ts';
import { queries } from '../../data/queries.ts';
import { Answer } from '../../kit/Answer.tsx';
import { formatCount } from '../../kit/formatCount.ts';
import { Loading } from '../../kit/Loading.tsx';
import { ObjectLink } from '../../kit/ObjectLink.tsx';
import { referenceName } from '../../kit/referenceWords.ts';
import { Severity } from '../../kit/Severity.tsx';
import { Unknown } from '../../kit/Unknown.tsx';
import css from './Audit.module.css';

const shown = 5;

/** From two families to one: what breaks, by how many and who, before anybody does it. */
export function LeavingList({ leaving }: { leaving: 'IPv4' | 'IPv6' }) {
  const query = useQuery(queries.auditLeaving(useApi(), leaving));
  const label = `Counting what breaks without ${leaving}`;
  return (
    <Answer query={query} label={label} loading={<Loading label={label} lines={8} />}>
      {(data) => {
        const breaks = data.breaks.filter(({ total }) => total !== 0);
        const none = data.breaks.filter(({ total }) => total === 0);
        return (
          <>
            <p className="ink2 s12">
              {data.leaving} leaves, {data.staying} stays.{' '}
              {data.primary === true && `${data.leaving} is the primary family of Services here: the flags begin with it. `}
              {data.primary === false && `${data.staying} is the primary family of Services here. `}
              Nothing is changed by looking.
            </p>
            {breaks.length === 0 && <p className="ink2">Nothing that is read here needs {data.leaving}.</p>}
            <ul>
              {breaks.map((one) => (
                <Break key={one.id} one={one} leaving={data.leaving} />
              ))}
            </ul>
            {none.length > 0 && <p className={css.none}>None: {none.map(({ title }) => title).join('; ')}.</p>}
          </>
        );
      }}
    </Answer>
  );
}

function Break({ one, leaving }: { one: AuditBreak; leaving: 'IPv4' | 'IPv6' }) {
  const { severity, title, total, detail, remedy, examples, list } = one;
  return (
    <li className={css.break}>
      <span className={css.mark}>
        <Severity severity={severity} size={15} />
      </span>
      <span className={css.total}>{total === null ? <Unknown /> : formatCount(total).short}</span>
      <div className={css.what}>
        <h3>{title}</h3>
        <span>{detail}</span>
        {examples.length > 0 && (
          <span className={css.examples}>
            {examples.slice(0, shown).map((reference) => (
              <ObjectLink key={`${reference.kind} ${referenceName(reference)}`} reference={reference} />
            ))}
          </span>
        )}
        {list !== null && total !== null && (
          <Link to="/dual-stack" search={{ list, leaving, breaks: true }}>
            All in the list <span className="unseen">of {title}</span>
          </Link>
        )}
      </div>
      <div className={css.what}>
        <span>{remedy}</span>
      </div>
    </li>
  );
}
