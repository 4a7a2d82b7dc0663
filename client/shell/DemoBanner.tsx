import { useState } from 'react';
import type { Status } from '../../shared/wire/status.ts';
import { IconButton } from '../kit/Button.tsx';
import { CrossIcon } from '../kit/icons.tsx';
import css from './Shell.module.css';

/** Says once that nothing here is real. Closed, the mark beside the cluster's name stays. */
export function DemoBanner({ status }: { status: Status | undefined }) {
  const [closed, setClosed] = useState(false);
  if (!status?.cluster.demo || closed) return null;
  return (
    <aside className={css.demo} aria-label="Demo">
      <p>
        <strong>A simulated cluster.</strong> It lives and changes by itself. To see your own, start with <code>--kubeconfig FILE</code>.
      </p>
      <IconButton label="Close the remark" onClick={() => setClosed(true)}>
        <CrossIcon />
      </IconButton>
    </aside>
  );
}
