import type { Family } from '../../../shared/net/address.ts';
import type { Service } from '../../../shared/wire/services.ts';
import { formatCount } from '../../kit/formatCount.ts';
import { Unknown } from '../../kit/Unknown.tsx';
import css from './Ready.module.css';
import { readiness } from './readiness.ts';

/** "36 / 38": ready of all endpoints in one family. None ready where some should be shouts. */
export function Ready({
  service,
  family,
  slicesAreRead,
  more = false,
}: {
  service: Service;
  family: Family;
  slicesAreRead: boolean;
  /** With those that terminate, where there are any. */
  more?: boolean;
}) {
  const state = readiness(service, family, slicesAreRead);
  if (state.kind === 'none') {
    return (
      <span className="dim" title={`No ${family} endpoints`}>
        –
      </span>
    );
  }
  if (state.kind === 'unknown') return <Unknown why="EndpointSlices are not read" />;
  const words = `${formatCount(state.ready).short} / ${formatCount(state.total).short}`;
  const said = `${state.ready} of ${state.total} ${family} endpoints ready`;
  const counts = service.endpoints[family];
  const leaving = counts?.terminating ?? 0;
  return (
    <>
      <span
        className={state.kind === 'critical' ? css.none : css.ready}
        title={counts ? `${said}; ${counts.serving} serving, ${leaving} terminating, ${counts.notReady} not ready` : said}
      >
        <span aria-hidden="true">{words}</span>
        <span className="unseen">{said}</span>
      </span>
      {leaving > 0 && more && <small className={css.leaving}>{leaving} terminating</small>}
    </>
  );
}
