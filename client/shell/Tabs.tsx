import { Link } from '@tanstack/react-router';
import { FamiliesIcon, FindingIcon, GridIcon, HomeIcon, NodeIcon, PulseIcon, ServiceIcon, TopologyIcon } from '../kit/icons.tsx';
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
  Findings: FindingIcon,
  Status: PulseIcon,
};

/** The same places as tabs below the page, for one thumb. */
export function Tabs() {
  return (
    <nav className={css.tabs} aria-label="Pages">
      {places.map((place) => {
        const Icon = icons[place.name];
        return (
          <Link
            key={place.to}
            to={place.to}
            activeOptions={{ exact: place.to === '/', includeSearch: false }}
            activeProps={{ className: css.on ?? '' }}
          >
            <Icon size={18} />
            <span>
              {place.name}
              {place.to === '/findings' && <CriticalCount />}
            </span>
          </Link>
        );
      })}
    </nav>
  );
}
