import type { Family } from '../../shared/net/address.ts';
import css from './BandBar.module.css';
import { formatCount } from './formatCount.ts';
import { fraction } from './fraction.ts';

/**
 * A range with a static band as one bar: the static band, then the dynamic one, each filled by what is in use of it. Nothing where the
 * range's size or use is unknown. `family` null: what is counted is of both families.
 */
export function BandBar({
  family,
  size,
  inUse,
  band,
  note,
}: {
  family: Family | null;
  size: string | number | null;
  inUse: string | number | null;
  band: { readonly size: number; readonly inUse: number | null } | null;
  /** Said behind the dynamic band where there is room, and a static one. */
  note?: string;
}) {
  if (size === null || inUse === null || !band || band.inUse === null) return null;
  const dynamic = BigInt(size) - BigInt(band.size);
  const dynamicUse = BigInt(inUse) - BigInt(band.inUse);
  const share = fraction(band.size, size) ?? 0;
  const hue = family === null ? css.both : family === 'IPv4' ? css.v4 : css.v6;
  return (
    <div
      className={`${css.bands} ${hue}`}
      role="img"
      aria-label={`Static band ${band.inUse} of ${band.size} in use, dynamic band ${dynamicUse} of ${dynamic} in use`}
    >
      {band.size > 0 && (
        <div className={css.band} style={{ flexBasis: `max(72px, ${share * 100}%)` }}>
          <span>static {formatCount(band.size).short}</span>
          <i>
            <b style={{ width: fill(fraction(band.inUse, band.size)) }} />
          </i>
        </div>
      )}
      <div className={`${css.band} ${css.rest}`}>
        <span>
          dynamic {formatCount(dynamic).short}
          {band.size > 0 && note && <span className="wide">, {note}</span>}
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
