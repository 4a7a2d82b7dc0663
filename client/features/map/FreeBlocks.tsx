import { useQuery } from '@tanstack/react-query';
import { useId, useState } from 'react';
import { type Cidr, formatCidr } from '../../../shared/net/cidr.ts';
import type { Pool } from '../../../shared/wire/pools.ts';
import { useApi } from '../../data/ApiContext.ts';
import { queries } from '../../data/queries.ts';
import { Answer } from '../../kit/Answer.tsx';
import { CopyButton } from '../../kit/CopyButton.tsx';
import { Count } from '../../kit/Count.tsx';
import { Loading } from '../../kit/Loading.tsx';
import { PanelSection } from '../../kit/Panel.tsx';
import { AddressLink } from './AddressLink.tsx';
import css from './FreeBlocks.module.css';
import { firstLength, freeLengths } from './freeLengths.ts';

/** As many as a panel shows; they can be copied, and lead to their place. */
const shown = 8;

/** Free, aligned prefixes of a chosen length inside a prefix of a pool, or all of it. */
export function FreeBlocks({ pool, range }: { pool: Pool; range: Cidr }) {
  const block = pool.blocks?.prefixLength ?? null;
  const lengths = freeLengths(range.family, range.prefixLength, block);
  const [chosen, setChosen] = useState<number>();
  const length = chosen !== undefined && lengths.includes(chosen) ? chosen : firstLength(lengths, range.family, block);
  const query = useQuery(queries.free(useApi(), pool.id, length, { within: formatCidr(range), limit: shown }));
  const answer = query.isPlaceholderData ? undefined : query.data;
  const id = useId();
  const isHost = length === (range.family === 'IPv4' ? 32 : 128);
  const chooser = (
    <span className={css.chooser}>
      <label htmlFor={id}>of length</label>
      <select id={id} value={length} onChange={(event) => setChosen(Number(event.currentTarget.value))}>
        {lengths.map((one) => (
          <option key={one} value={one}>
            /{one}
          </option>
        ))}
      </select>
    </span>
  );
  return (
    <PanelSection title="Free blocks" aside={chooser}>
      <Answer
        query={{ ...query, data: answer }}
        label="Looking for free blocks"
        loading={<Loading label="Looking for free blocks" lines={3} />}
      >
        {(free) =>
          free.total === null ? (
            <p className="ink2">Unknown: what is in use here is not read.</p>
          ) : (
            <>
              <p className="ink2">
                <Count value={free.total} /> free{free.items.length > 0 && Number(free.total) > free.items.length && ', the lowest'}
              </p>
              <ul className={css.list}>
                {free.items.map((text) => {
                  const place = isHost ? text.replace(/\/\d+$/, '') : text;
                  return (
                    <li key={text}>
                      <AddressLink address={place} within={formatCidr(range)} search={{ sel: place, pool: pool.id }} />
                      <CopyButton text={place} />
                    </li>
                  );
                })}
              </ul>
              {free.items.length > 0 && <CopyButton text={free.items.join('\n')}>{`Copy these ${free.items.length}`}</CopyButton>}
            </>
          )
        }
      </Answer>
    </PanelSection>
  );
}
