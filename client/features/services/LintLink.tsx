import { Link } from '@tanstack/react-router';
import button from '../../kit/Button.module.css';
import css from './LinkButton.module.css';

/** The way to what manifests would get here. */
export function LintLink() {
  return (
    <Link to="/lint" className={`${button.button} ${css.link}`}>
      Lint manifests
    </Link>
  );
}
