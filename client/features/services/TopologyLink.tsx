import { Link } from '@tanstack/react-router';
import button from '../../kit/Button.module.css';
import css from './LinkButton.module.css';

/** The way to what stands behind a Service: slices, pods, nodes, zones. `id` is namespace/name. */
export function TopologyLink({ id }: { id: string }) {
  return (
    <Link to="/topology" search={{ service: id }} className={`${button.button} ${css.link}`}>
      Open topology
    </Link>
  );
}
