import type { Node } from '../../../shared/wire/nodes.ts';
import { Unknown } from '../../kit/Unknown.tsx';
import css from './Nodes.module.css';

/** Pods that count against maxPods, and below them those that take no address: on the host network, and ended but still listed. */
export function PodCount({ node }: { node: Node }) {
  if (node.pods === null) return <Unknown why="Pods were not read" />;
  const { running, hostNetwork, terminated } = node.pods;
  const most = node.maxPods === null ? 'unknown' : String(node.maxPods);
  const others = [hostNetwork > 0 ? `${hostNetwork} host` : '', terminated > 0 ? `${terminated} ended` : ''].filter((text) => text !== '');
  return (
    <span
      className={css.two}
      title={`${running} on the pod network, ${hostNetwork} on the host network, ${terminated} ended but still listed; maxPods ${most}`}
    >
      <span>
        <b>{running + hostNetwork}</b> / {most}
      </span>
      {others.length > 0 && <span className="s11 dim">{others.join(', ')}</span>}
    </span>
  );
}
