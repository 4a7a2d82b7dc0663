import { Link, useLocation } from '@tanstack/react-router';
import { useRef } from 'react';
import {
  FamiliesIcon,
  FindingIcon,
  GridIcon,
  GrowthIcon,
  HomeIcon,
  MoreIcon,
  NodeIcon,
  PulseIcon,
  ServiceIcon,
  TopologyIcon,
} from '../kit/icons.tsx';
import { CriticalCount } from './CriticalCount.tsx';
import { places } from './places.ts';
import css from './Shell.module.css';

const icons = {
  Overview: HomeIcon,
  Map: GridIcon,
  Services: ServiceIcon,
  Topology: TopologyIcon,
  'Dual-stack': FamiliesIcon,
  Nodes: NodeIcon,
  Plan: GrowthIcon,
  Findings: FindingIcon,
  Status: PulseIcon,
};

/** The same places as tabs below the page, for one thumb: those that are opened most, and the others behind one more tab. */
export function Tabs() {
  const more = useRef<HTMLDivElement>(null);
  const path = useLocation({ select: (location) => location.pathname });
  const others = places.filter((place) => !place.tab);
  const isThere = others.some((place) => path === place.to || path.startsWith(`${place.to}/`));
  return (
    <nav className={css.tabs} aria-label="Pages">
      {places
        .filter((place) => place.tab)
        .map((place) => (
          <Tab key={place.to} place={place} />
        ))}
      <button type="button" popoverTarget="more-places" className={isThere ? css.on : undefined}>
        <MoreIcon size={18} />
        <span>More</span>
      </button>
      <div id="more-places" popover="auto" ref={more} className={css.more}>
        {others.map((place) => (
          <Tab key={place.to} place={place} onFollow={() => more.current?.hidePopover()} />
        ))}
      </div>
    </nav>
  );
}

function Tab({ place, onFollow }: { place: (typeof places)[number]; onFollow?: () => void }) {
  const Icon = icons[place.name];
  return (
    <Link
      to={place.to}
      activeOptions={{ exact: place.to === '/', includeSearch: false }}
      activeProps={{ className: css.on ?? '' }}
      {...(onFollow && { onClick: onFollow })}
    >
      <Icon size={18} />
      <span>
        {place.name}
        {place.to === '/findings' && <CriticalCount />}
      </span>
    </Link>
  );
}
