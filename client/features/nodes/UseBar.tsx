import type { Family } from '../../../shared/net/address.ts';
import type { Node } from '../../../shared/wire/nodes.ts';
import { TwoBar } from '../../kit/TwoBar.tsx';
import css from './Nodes.module.css';
import { nodeUse } from './nodeUse.ts';

/** In use of what is usable in a node's blocks of one family, as a bar and in numbers. */
export function UseBar({ node, family }: { node: Node; family: Family }) {
  const use = nodeUse(node, family);
  if (!use) {
    return (
      <span className="dim" title={`It has no ${family} podCIDR`}>
        –
      </span>
    );
  }
  const binds = use.tick === null ? '' : `, maxPods is ${use.tick}`;
  return (
    <span className={css.use} title={`${use.words} ${family} addresses in use${binds}`}>
      {use.whole !== null && (
        <TwoBar
          family={family}
          total={use.whole}
          handedOut={null}
          inUse={use.inUse}
          tick={use.tick}
          label={`${use.words} ${family} addresses in use${binds}`}
        />
      )}
      <span className="s11 ink2">{use.words}</span>
    </span>
  );
}
