import { Link } from '@tanstack/react-router';
import { type Cidr, formatCidr } from '../../../shared/net/cidr.ts';
import type { Pool } from '../../../shared/wire/pools.ts';
import type { OutsideHead } from '../../../shared/wire/ranges.ts';
import { AddressText } from '../../kit/AddressText.tsx';
import { FamilyMark } from '../../kit/FamilyMark.tsx';
import { RightIcon } from '../../kit/icons.tsx';
import { outsideKind } from '../../kit/outsideWords.ts';
import { AddressLink } from './AddressLink.tsx';
import { atlasSearch } from './atlasKey.ts';
import css from './Map.module.css';
import { kindTitle } from './poolWords.ts';
import type { MapSearch } from './search.ts';

/** The way from the atlas over the pool down to the prefix on the map; each step above it is a link that selects where one came from. */
export function Crumbs({
  path,
  pool,
  carried = {},
  outside,
}: {
  path: readonly Cidr[];
  pool: Pool | null;
  carried?: MapSearch;
  /** A range outside the cluster that the prefix is, or lies in. */
  outside?: OutsideHead | undefined;
}) {
  const last = path.at(-1);
  return (
    <nav aria-label="Where this is" className={path.length === 1 ? 'wide' : ''}>
      <ol className={css.crumbs}>
        <li>
          <Link
            to="/map"
            search={{
              ...(!pool && outside ? { on: outside.id } : atlasSearch(pool, path[0] ? formatCidr(path[0]) : '')),
              ...(carried.at === undefined ? {} : { at: carried.at }),
            }}
          >
            All ranges
          </Link>
        </li>
        {path.length === 1 && (
          <li className="ink2">
            <span className="dim">
              <RightIcon size={12} />
            </span>
            {pool ? kindTitle(pool) : outside ? `${outsideKind(outside)} · ${outside.owner}` : 'In no range'}
          </li>
        )}
        {path.map((step, index) => {
          const text = formatCidr(step);
          const below = path[index + 1];
          const within = index > 0 && path[0] ? formatCidr(path[0]) : undefined;
          return (
            <li key={text}>
              <span className="dim">
                <RightIcon size={12} />
              </span>
              {index === 0 && <FamilyMark family={step.family} text={false} />}
              {step === last || !below ? (
                <span aria-current="page">
                  <AddressText address={text} within={within} />
                </span>
              ) : (
                <AddressLink
                  address={text}
                  search={{ ...carried, cidr: text, ...(pool ? { pool: pool.id } : {}), sel: formatCidr(below) }}
                />
              )}
            </li>
          );
        })}
      </ol>
    </nav>
  );
}
