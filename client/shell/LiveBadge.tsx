import { Popover } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useApi } from '../data/ApiContext.ts';
import { queries } from '../data/queries.ts';
import { useStreamState } from '../data/StreamContext.ts';
import { formatBytes } from '../kit/formatBytes.ts';
import { formatDuration } from '../kit/formatDuration.ts';
import { HistoryNote } from '../kit/HistoryNote.tsx';
import { KindList } from '../kit/KindList.tsx';
import { useNow } from '../kit/useNow.ts';
import css from './LiveBadge.module.css';
import { livenessOf } from './liveness.ts';

/** Connected or not, and how old the data is; pressed, each kind with its state and age. */
export function LiveBadge() {
  const { data: status, dataUpdatedAt, isError } = useQuery(queries.status(useApi()));
  const stream = useStreamState();
  const now = useNow();
  const [open, setOpen] = useState(false);
  const live = livenessOf({ status, receivedAt: dataUpdatedAt, failed: isError, stream, now });
  return (
    <Popover opened={open} onChange={setOpen} position="bottom-end" offset={6} width={344} trapFocus withinPortal={false}>
      <Popover.Target>
        <button type="button" className={`${css.badge} ${css[live.tone]}`} aria-expanded={open} onClick={() => setOpen(!open)}>
          <Dot tone={live.tone} />
          <span>
            {live.word}
            {live.about && <span className="wide"> · {live.about}</span>}
            {live.short && <span className="narrow"> · {live.short}</span>}
          </span>
        </button>
      </Popover.Target>
      <Popover.Dropdown className={css.read} aria-label="What is read">
        <h2>What is read</h2>
        {status ? (
          <>
            <KindList kinds={status.kinds} now={status.now} />
            <HistoryNote status={status} />
            <p className={css.foot}>
              <span>
                memory {formatBytes(status.memory.rss)} · up {formatDuration(status.uptime * 1000)}
              </span>
              <Link to="/status" onClick={() => setOpen(false)}>
                Status
              </Link>
            </p>
          </>
        ) : (
          <p className="ink2 s12">Nothing came from the server yet.</p>
        )}
      </Popover.Dropdown>
    </Popover>
  );
}

function Dot({ tone }: { tone: keyof typeof fills }) {
  return (
    <svg width="10" height="10" aria-hidden="true">
      <circle cx="5" cy="5" r="4.2" fill="none" stroke="currentColor" strokeWidth={tone === 'live' ? 1 : 1.6} />
      <circle cx="5" cy="5" r="2.4" fill={fills[tone]} />
    </svg>
  );
}

/** Full while live, half-heartedly while reading, hollow where the data is old. */
const fills = { live: 'var(--ink)', reading: 'var(--edge)', stale: 'none', down: 'none' } as const;
