import { Link } from '@tanstack/react-router';
import { Brand } from './Brand.tsx';
import { places } from './places.ts';
import css from './Shell.module.css';

export function Bar() {
  return (
    <header className={css.bar}>
      <Brand />
      <nav className={css.nav} aria-label="Pages">
        {places.map((place) => (
          <Link
            key={place.to}
            to={place.to}
            activeOptions={{ exact: place.to === '/', includeSearch: false }}
            activeProps={{ className: css.on ?? '' }}
          >
            {place.name}
          </Link>
        ))}
      </nav>
    </header>
  );
}
