import type { Status } from '../../shared/wire/status.ts';
import { Tag } from '../kit/Tag.tsx';
import css from './Shell.module.css';

/** Which cluster this is, and its version. A demo cluster is marked wherever one looks. */
export function Cluster({ status }: { status: Status | undefined }) {
  return (
    <div className={css.cluster} title={status ? `${status.cluster.server} · known from ${status.cluster.source}` : undefined}>
      <strong>{status?.cluster.name ?? '…'}</strong>
      {status?.cluster.version && <span className="dim wide">{status.cluster.version}</span>}
      {status?.cluster.demo && <Tag tone="warning">simulated</Tag>}
    </div>
  );
}
