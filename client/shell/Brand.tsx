import { Link } from '@tanstack/react-router';
import css from './Shell.module.css';

export function Brand() {
  return (
    <Link to="/" className={css.brand} aria-label="Cidrscape, overview">
      <svg width="20" height="20" aria-hidden="true">
        <path d="M1 1h8v8H1zM11 1h8v3.5h-8zM11 5.5h8V9h-8zM1 11h3.5v8H1zM5.5 11H9v3.5H5.5zM5.5 15.5H9V19H5.5z" fill="var(--ink)" />
        <path d="M11 11h8v8h-8z" fill="var(--accent)" />
      </svg>
      <span className="wide">Cidrscape</span>
    </Link>
  );
}
