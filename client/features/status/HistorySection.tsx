import type { Status } from '../../../shared/wire/status.ts';
import { DateText } from '../../kit/DateText.tsx';
import { Facts } from '../../kit/Facts.tsx';
import { formatBytes } from '../../kit/formatBytes.ts';
import { formatMoment } from '../../kit/formatDate.ts';
import { engineWords, stateWords } from '../../kit/historyState.ts';
import { Section } from '../../kit/Section.tsx';
import { Unknown } from '../../kit/Unknown.tsx';
import css from './Status.module.css';

/** How the history is kept: in what, where, since when, how much. */
export function HistorySection({ status }: { status: Status }) {
  const { engine, where, state, since, tenanciesSince, until, bytes } = status.history;
  // what is in memory and older than the program was made up, for the demo
  const isMade = engine === 'memory' && since !== null && Date.parse(since) < Date.parse(status.now) - status.uptime * 1000;
  return (
    <Section title="History">
      <Facts
        items={[
          ['Kept in', engineWords[engine]],
          ...(engine === 'memory'
            ? []
            : [
                [
                  'Where',
                  <span key="where" className={`mono ${css.where}`}>
                    {where}
                  </span>,
                ] as const,
              ]),
          ['State', stateWords[state]],
          [
            'Since',
            since === null ? (
              <Unknown key="since" why="It was not opened yet" />
            ) : (
              <span key="since">
                <DateText time={since} />
                {isMade && ', made up until this start'}
              </span>
            ),
          ],
          ...(tenanciesSince === null ? [] : [['Who held what, since', <DateText key="held" time={tenanciesSince} />] as const]),
          ...(state === 'recording' || until === null
            ? []
            : [
                [
                  'Written up to',
                  <time key="until" dateTime={until} title={until}>
                    {formatMoment(until, Date.parse(status.now))}
                  </time>,
                ] as const,
              ]),
          ['Takes', bytes === null ? <Unknown key="bytes" why="It was not measured yet" /> : formatBytes(bytes)],
        ]}
      />
    </Section>
  );
}
