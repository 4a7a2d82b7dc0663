import { roles } from './holderWords.ts';
import { ObjectLink } from './ObjectLink.tsx';
import { kindName, referenceName } from './referenceWords.ts';
import { Tag } from './Tag.tsx';
import css from './TenancyList.module.css';
import { exactWords, lastedWords, spanWords, type Tenancy, unsureWords } from './tenancyWords.ts';
import { useNow } from './useNow.ts';

/**
 * Who held an address, the latest first: from when to when, how long, how sure that is; every digit on hover. `until` is up to when it is
 * known, null for now. As a line of time, with links to what still exists; or, where there is less room, a line each.
 */
export function TenancyList({
  tenancies,
  until,
  look,
}: {
  tenancies: readonly Tenancy[];
  until: string | null;
  look: 'timeline' | 'lines';
}) {
  const now = useNow();
  const end = until === null ? now : Date.parse(until);
  return (
    <ol className={css[look]}>
      {tenancies.map((tenancy) => {
        const { object, uid, as, from, to, exists, made } = tenancy;
        const name = exists && look === 'timeline' ? <ObjectLink reference={object} /> : referenceName(object);
        const unsure = unsureWords(tenancy, now);
        return (
          <li key={`${uid} ${as} ${from.latest}`} className={to === null ? css.open : undefined} title={exactWords(tenancy)}>
            <span className={css.name}>
              {name} {as !== 'podIP' && <span className="dim">{[kindName(object), roles[as]].join(', ')}</span>}{' '}
              {made && <Tag>{look === 'timeline' ? 'made up, for the demo' : 'made up'}</Tag>}
            </span>
            <span className={css.span}>
              {spanWords(tenancy, now)}
              {unsure !== undefined && <span className={css.unsure}> {look === 'timeline' ? unsure : '(unsure)'}</span>}
            </span>
            <span className={css.lasted}>{to === null && until === null ? 'now' : lastedWords(tenancy, end)}</span>
          </li>
        );
      })}
    </ol>
  );
}
