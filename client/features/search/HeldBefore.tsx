import type { AddressHistory } from '../../../shared/wire/history.ts';
import { counted } from '../../kit/formatCount.ts';
import { HistoryUnavailable } from '../../kit/HistoryUnavailable.tsx';
import { knownWords } from '../../kit/historyWords.ts';
import { Loading } from '../../kit/Loading.tsx';
import { TenancyList } from '../../kit/TenancyList.tsx';
import { useNow } from '../../kit/useNow.ts';
import css from './HeldBefore.module.css';
import { HeldStrip } from './HeldStrip.tsx';

/** Rows that stand here; all of them stand beside the map. */
const most = 4;

/** Who held an address before, below who holds it now: the last 30 days as a strip, and the last who held it. */
export function HeldBefore({ history, error }: { history: AddressHistory | undefined; error: unknown }) {
  return (
    <section className={css.before} aria-label="Held before by">
      <header>
        <h2>Held before by</h2>
        <span>last 30 days</span>
      </header>
      {history ? (
        <Known history={history} />
      ) : error ? (
        <HistoryUnavailable error={error} />
      ) : (
        <Loading label="Reading who held it before" lines={3} />
      )}
    </section>
  );
}

function Known({ history }: { history: AddressHistory }) {
  const minute = Math.ceil(useNow() / 60_000) * 60_000; // the strip need not move every second
  const earlier = history.tenancies.filter(({ to }) => to !== null);
  const rest = earlier.length - most;
  return (
    <>
      <HeldStrip history={history} now={minute} />
      {earlier.length === 0 ? (
        <p className="ink2 s12">Nobody {earlier.length < history.tenancies.length ? 'else ' : ''}in the time that is known.</p>
      ) : (
        <TenancyList tenancies={earlier.slice(0, most)} until={history.until} look="lines" />
      )}
      <p className={css.known}>
        {(rest > 0 || history.more) && `${history.more ? 'More' : counted(rest, 'earlier one')} beside the map. `}
        {knownWords(history, minute)}
        {history.tenancies.some(({ made }) => made) && ' What is marked so is made up, for the demo.'}
      </p>
    </>
  );
}
