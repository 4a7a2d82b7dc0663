import { Link } from '@tanstack/react-router';
import css from './LinkButton.module.css';

/** The way to what manifests would get here. */
export function LintLink() {
  return (
    <Link to="/lint" className={css.link}>
      Lint manifests
    </Link>
  );
}
