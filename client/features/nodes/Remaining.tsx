import type { Node } from '../../../shared/wire/nodes.ts';
import { Count } from '../../kit/Count.tsx';
import { limitWords } from './limitWords.ts';
import css from './Nodes.module.css';

/** How many more pods get an address on a node, and what ends first. */
export function Remaining({ node }: { node: Node }) {
  return (
    <span className={css.two} title={limitWords(node.limit)}>
      <b className={node.remaining === 0 ? 'critical' : ''}>
        <Count value={node.remaining} unknownBecause="The node does not say its maxPods" />
      </b>
      {node.limit !== null && <span className="s11 dim">{node.limit}</span>}
    </span>
  );
}
