import type { Node } from '../../../shared/wire/nodes.ts';
import { Tag } from '../../kit/Tag.tsx';
import css from './Nodes.module.css';
import { skewWords } from './skewWords.ts';

/** A node's name with what is unusual about it: not ready, never heard of, families that disagree. */
export function NodeName({ node }: { node: Node }) {
  const skew = skewWords(node);
  return (
    <span className={css.name}>
      <b translate="no">{node.name}</b>
      {node.ready === false && <Tag tone="critical">not ready</Tag>}
      {node.ready === null && <Tag>readiness unknown</Tag>}
      {skew !== null && (
        <span title={skew}>
          <Tag tone="warning">skewed</Tag>
        </span>
      )}
    </span>
  );
}
