import type { TopologyAnswer } from '../../../shared/wire/topology.ts';
import { Count } from '../../kit/Count.tsx';
import { KeyNumber } from '../../kit/Facts.tsx';
import { counted } from '../../kit/formatCount.ts';
import css from './Topology.module.css';
import { foldedWords } from './words.ts';

/** What the picture says: ready endpoints by family, and what of it is folded. */
export function Headline({ answer }: { answer: TopologyAnswer }) {
  const { counts, folded, matrix } = answer;
  const many = answer.scope.kind !== 'Service';
  const more = matrix && matrix.moreNodes > 0 ? `${counted(matrix.moreNodes, 'more node')} not shown` : '';
  const words = [foldedWords(matrix ? { ...folded, slices: 0 } : folded), more].filter(Boolean).join('. ');
  return (
    <div className={css.facts}>
      {many && <KeyNumber value={<Count value={counts.services} />}>{counts.services === 1 ? 'Service' : 'Services'}</KeyNumber>}
      {(['IPv4', 'IPv6'] as const).map((family) => {
        const of = counts[family];
        if (of === null) return null;
        const all = allOf(of);
        return (
          <span key={family} className={of.ready === 0 && all > 0 ? 'critical' : ''}>
            <KeyNumber value={<Count value={of.ready} />}>
              of {counted(all, 'endpoint')} ready on {family}
            </KeyNumber>
          </span>
        );
      })}
      {words && <span className="ink2 s12">{words}</span>}
    </div>
  );
}

/** An endpoint that terminates is not among those that are not ready; one that is ready while it terminates is rare, and counted once. */
function allOf({ ready, terminating, notReady }: NonNullable<TopologyAnswer['counts']['IPv4']>): number {
  return ready + notReady + terminating;
}
