import { Link } from '@tanstack/react-router';
import type { Status } from '../../shared/wire/status.ts';
import { IconButton } from '../kit/Button.tsx';
import { SearchIcon } from '../kit/icons.tsx';
import { Brand } from './Brand.tsx';
import { Cluster } from './Cluster.tsx';
import { CriticalCount } from './CriticalCount.tsx';
import { LiveBadge } from './LiveBadge.tsx';
import { places } from './places.ts';
import css from './Shell.module.css';
import { ThemeSwitch } from './ThemeSwitch.tsx';

export function Bar({ status, onFind }: { status: Status | undefined; onFind: () => void }) {
  return (
    <header className={css.bar}>
      <Brand />
      <Cluster status={status} />
      <nav className={css.nav} aria-label="Pages">
        {places.map((place) => (
          <Link
            key={place.to}
            to={place.to}
            activeOptions={{ exact: place.to === '/', includeSearch: false }}
            activeProps={{ className: css.on ?? '' }}
          >
            {place.name}
            {place.to === '/findings' && <CriticalCount />}
          </Link>
        ))}
      </nav>
      <button type="button" className={css.find} onClick={onFind} aria-keyshortcuts="Control+K Meta+K">
        <SearchIcon />
        <span>Address, CIDR or name</span>
        <kbd>{isApple() ? '⌘K' : 'Ctrl K'}</kbd>
      </button>
      <LiveBadge />
      <ThemeSwitch />
      <IconButton className="narrow" label="Find an address, CIDR or name" onClick={onFind}>
        <SearchIcon />
      </IconButton>
    </header>
  );
}

function isApple(): boolean {
  return /Mac|iPhone|iPad/.test(navigator.userAgent);
}
