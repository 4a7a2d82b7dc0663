import type { Node } from '../../../shared/wire/nodes.ts';
import { FamilyMark } from '../../kit/FamilyMark.tsx';
import { FindingMarks } from '../../kit/FindingMarks.tsx';
import { StackedRow } from '../../kit/StackedRow.tsx';
import { NodeName } from './NodeName.tsx';
import css from './NodeRow.module.css';
import { nodeUse } from './nodeUse.ts';
import { Texts } from './Texts.tsx';

const families = ['IPv4', 'IPv6'] as const;

/** A whole node on a phone: name and room, blocks and their use, what is wrong. */
export function NodeRow({ node }: { node: Node }) {
  return (
    <StackedRow below={node.findings.length > 0 && <FindingMarks codes={node.findings} />}>
      <span className={css.name}>
        <NodeName node={node} />
      </span>
      <span className={css.end}>{node.remaining === null ? 'unknown room' : `${node.remaining} left`}</span>
      <span className="ink2">
        <Texts items={node.podCIDRs} inline />
      </span>
      <span className={css.end}>
        {families.map((family) => {
          const use = nodeUse(node, family);
          return (
            use && (
              <span key={family} className={css.use}>
                <FamilyMark family={family} text={false} />
                {use.words}
              </span>
            )
          );
        })}
      </span>
    </StackedRow>
  );
}
