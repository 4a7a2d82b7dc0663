import { Link } from '@tanstack/react-router';
import css from './LinkButton.module.css';

/** The way to what stands behind a Service: slices, pods, nodes, zones. `id` is namespace/name. */
export function TopologyLink({ id }: { id: string }) {
  return (
    // The routes that the types know need not have this one yet; a place that is not there is said to be.
    <Link to={'/topology' as '/'} search={{ service: id } as never} className={css.link}>
      Open topology
    </Link>
  );
}
