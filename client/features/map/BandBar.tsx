import type { Pool } from '../../../shared/wire/pools.ts';
import { formatCount } from '../../kit/formatCount.ts';
import { fraction } from '../../kit/fraction.ts';
import css from './BandBar.module.css';

/** A Service range as one bar: the static band, then the dynamic one, each filled by what is in use of it. Nothing where the range's size or use is unknown. */
export function BandBar({ pool }: { pool: Pool }) {
  const { usable, inUse } = pool.addresses;
  if (usable === null || inUse === null || !pool.static || pool.static.inUse === null) return null;
  const { size, inUse: staticUse } = pool.static;
  const dynamic = BigInt(usable) - BigInt(size);
  const dynamicUse = BigInt(inUse) - BigInt(staticUse);
  const share = fraction(size, usable) ?? 0;
  const hue = pool.family === 'IPv4' ? css.v4 : css.v6;
  return (
    <div
      className={`${css.bands} ${hue}`}
      role="img"
      aria-label={`Static band ${staticUse} of ${size} in use, dynamic band ${dynamicUse} of ${dynamic} in use`}
    >
      {size > 0 && (
        <div className={css.band} style={{ flexBasis: `max(72px, ${share * 100}%)` }}>
          <span>static {formatCount(size).short}</span>
          <i>
            <b style={{ width: fill(fraction(staticUse, size)) }} />
          </i>
        </div>
      )}
      <div className={`${css.band} ${css.rest}`}>
        <span>
          dynamic {formatCount(dynamic).short}
          {size > 0 && <span className="wide">, handed out at random; the static band is used only when this is full</span>}
        </span>
        <i>
          <b style={{ width: fill(fraction(dynamicUse.toString(), dynamic.toString())) }} />
        </i>
      </div>
    </div>
  );
}

/** Anything above zero shows at least two pixels. */
function fill(part: number | null): string {
  return part === null || part === 0 ? '0' : `max(2px, ${part * 100}%)`;
}
