import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useApi } from '../../data/ApiContext.ts';
import { queries } from '../../data/queries.ts';
import { Answer } from '../../kit/Answer.tsx';
import { Empty } from '../../kit/Empty.tsx';
import { findingWords } from '../../kit/findingWords.ts';
import { counted } from '../../kit/formatCount.ts';
import { Section } from '../../kit/Section.tsx';
import css from './Topology.module.css';

/** Without a scope: Services worth a look, and the namespaces. */
export function StartHere({ known }: { known: boolean }) {
  const api = useApi();
  const services = useInfiniteQuery(queries.services(api, { sort: '-findings' }));
  const namespaces = useQuery(queries.namespaces(api));
  return (
    <Answer query={services} label="Reading Services">
      {({ pages: [first] }) =>
        !first || first.items.length === 0 ? (
          <Empty title={known ? 'There are no Services' : 'Services are not known'}>
            {known
              ? 'The first Service that is made stands here at once.'
              : 'Nothing has been read of them yet. The remark above says why.'}
          </Empty>
        ) : (
          <div className={css.start}>
            <Section title="Services" aside="those with findings first">
              <ul className={css.choices}>
                {first.items.slice(0, 12).map(({ namespace, name, findings }) => (
                  <li key={`${namespace}/${name}`}>
                    <Link to="/topology" search={{ service: `${namespace}/${name}` }}>
                      {namespace}/{name}
                    </Link>
                    <span className="ink2">{findings[0] !== undefined && findingWords(findings[0]).short}</span>
                  </li>
                ))}
              </ul>
            </Section>
            <Section title="Namespaces">
              <ul className={css.choices}>
                {namespaces.data?.items.slice(0, 12).map(({ name, services: count }) => (
                  <li key={name}>
                    <Link to="/topology" search={{ namespace: name }}>
                      {name}
                    </Link>
                    <span className="ink2">{count !== null && counted(count, 'Service')}</span>
                  </li>
                ))}
              </ul>
            </Section>
          </div>
        )
      }
    </Answer>
  );
}
