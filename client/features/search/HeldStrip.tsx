import type { AddressHistory } from '../../../shared/wire/history.ts';
import { type StripPart, tenancyStrip } from '../../draw/tenancyStrip.ts';
import { counted } from '../../kit/formatCount.ts';
import { formatShortDay } from '../../kit/formatDate.ts';
import { referenceName } from '../../kit/referenceWords.ts';
import { exactWords, lastedWords } from '../../kit/tenancyWords.ts';
import css from './HeldBefore.module.css';

const month = 30 * 86_400_000;
/** Two pixels of the palette's width. */
const least = 2 / 680;

/** Thirty days of an address: who held it, where that is not sure, where nobody looked; whoever holds it now in the accent. */
export function HeldStrip({ history, now }: { history: AddressHistory; now: number }) {
  const { parts, lanes, labels, ticks } = tenancyStrip(history, { from: now - month, to: now, least, midnight });
  const { tenancies } = history;
  const openOnes = new Set(tenancies.flatMap(({ to }, index) => (to === null ? [index] : [])));
  const holders = new Set(parts.filter(({ index }) => index >= 0).map(({ index }) => tenancies[index]?.uid)).size;
  return (
    <>
      <div className={css.strip} role="img" aria-label={`The last 30 days: ${counted(holders, 'holder')}${gapWords(parts)}`}>
        <div className={css.names} aria-hidden="true">
          {labels.map(({ index, x, width, isNow }) => {
            const tenancy = tenancies[index];
            if (!tenancy) return null;
            return (
              <span
                key={index}
                className={isNow ? css.holder : undefined}
                style={isNow ? undefined : { left: share(x), maxWidth: share(width) }}
              >
                {referenceName(tenancy.object)}
                {!isNow && <span className="dim"> {lastedWords(tenancy, now)}</span>}
              </span>
            );
          })}
        </div>
        <div className={css.bar}>
          {parts.map(({ kind, x, width, lane, index }) => {
            const tenancy = tenancies[index];
            return (
              <span
                key={`${kind} ${index} ${x}`}
                className={kind === 'unsure' && openOnes.has(index) ? css.unsureNow : css[kind]}
                title={tenancy ? exactWords(tenancy) : gaps[kind]}
                style={{
                  left: share(x),
                  width: share(width),
                  top: index < 0 ? 0 : share(lane / lanes),
                  height: index < 0 ? '100%' : share(1 / lanes),
                }}
              />
            );
          })}
        </div>
        <div className={css.axis} aria-hidden="true">
          {ticks.map(({ at, x }) => (
            <span key={at} style={{ left: share(x) }}>
              {formatShortDay(at)}
            </span>
          ))}
          <span>now</span>
        </div>
      </div>
      {parts.some(({ kind }) => kind !== 'held' && kind !== 'now') && <p className={css.known}>Hatched: perhaps, or not known.</p>}
    </>
  );
}

const gaps: Partial<Record<StripPart['kind'], string>> = {
  away: 'Cidrscape heard nothing then',
  unknown: 'Nothing is known of this time',
};

function gapWords(parts: readonly StripPart[]): string {
  const said = (['away', 'unknown'] as const).filter((kind) => parts.some((part) => part.kind === kind));
  return said.map((kind) => (kind === 'away' ? '; for a while Cidrscape heard nothing' : '; of a part of it nothing is known')).join('');
}

function share(part: number): string {
  return `${part * 100}%`;
}

/** In the reader's zone. */
function midnight(at: number): number {
  return new Date(at).setHours(0, 0, 0, 0);
}
