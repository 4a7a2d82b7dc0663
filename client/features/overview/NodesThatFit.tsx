import { Link } from '@tanstack/react-router';
import type { Overview } from '../../../shared/wire/overview.ts';
import { Count } from '../../kit/Count.tsx';
import { FamilyMark } from '../../kit/FamilyMark.tsx';
import { counted, formatCount } from '../../kit/formatCount.ts';
import { Section } from '../../kit/Section.tsx';
import css from './NodesThatFit.module.css';
import { nodesThatFit } from './nodesThatFit.ts';

/** How many more nodes get a block of each family, and how many more pods fit on those there are. */
export function NodesThatFit({ overview, isKnown }: { overview: Overview; isKnown: (kind: string) => boolean }) {
  const fit = nodesThatFit(overview.nodesThatFit);
  const nodes = overview.families.nodes;
  const there = nodes && nodes.both + nodes.IPv4 + nodes.IPv6 + nodes.none;
  const title =
    fit.nodes === null ? 'How many more nodes fit' : `${formatCount(fit.nodes).short} more ${fit.nodes === 1 ? 'node fits' : 'nodes fit'}`;
  return (
    <Section
      title={title}
      aside={fit.ends ? `${fit.ends} blocks end first` : undefined}
      end={
        <Link to="/plan" className="s12">
          Plan
        </Link>
      }
    >
      {fit.families.length === 0 ? (
        <p className="ink2 s12">Unknown: no range that nodes are given blocks from is known to be whole.</p>
      ) : (
        <ul className={css.rows}>
          {fit.families.map((entry) => (
            <li key={`${entry.family}/${entry.prefixLength}`}>
              <FamilyMark family={entry.family} text={false} />
              <span className={entry.ends ? css.first : ''}>Blocks of /{entry.prefixLength}</span>
              <span className={`num ${entry.ends ? css.first : ''}`}>
                <Count value={entry.blocks} />
              </span>
              <span className="dim s12">{entry.ends ? 'ends first' : ''}</span>
            </li>
          ))}
        </ul>
      )}
      <p className={css.pods}>{podWords(overview.podsThatFit, isKnown('Node') ? there : null)}</p>
    </Section>
  );
}

/** "On the 215 nodes there are, 10,722 more pods fit." */
function podWords(pods: number | null, nodes: number | null): string {
  if (nodes === null) return 'How many more pods fit is unknown.';
  if (nodes === 0) return 'There is no node yet.';
  const where = nodes === 1 ? 'On the one node there is' : `On the ${formatCount(nodes).short} nodes there are`;
  return `${where}, ${pods === null ? 'how many more pods fit is unknown' : `${counted(pods, 'more pod fits', 'more pods fit')}`}.`;
}
