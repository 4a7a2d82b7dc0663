import type { Family } from '../../../shared/net/address.ts';
import type { Node } from '../../../shared/wire/nodes.ts';

/** A block of more addresses than this is no limit to anything: it is named by its length, not counted. */
const countable = 65_536n;

export interface NodeUse {
  inUse: number | null;
  /** What a bar of it is measured against, as a count; null where there is nothing to measure against. */
  whole: string | null;
  /** Where maxPods binds before the block does, as a count. */
  tick: number | null;
  /** "84 of 253", "84 of a /64" */
  words: string;
}

/**
 * How far the blocks of one family are used on a node; null where it has no block of that family.
 * An IPv6 block is measured against maxPods: 84 of 2⁶⁴ would be an empty bar forever.
 */
export function nodeUse(node: Pick<Node, 'podCIDRs' | 'inUse' | 'usable' | 'maxPods'>, family: Family): NodeUse | null {
  const usable = node.usable[family];
  if (usable === null) return null;
  const inUse = node.inUse?.[family] ?? null;
  const said = inUse ?? 'unknown';
  if (BigInt(usable) <= countable) {
    const binds = node.maxPods !== null && BigInt(node.maxPods) < BigInt(usable);
    return { inUse, whole: usable, tick: binds ? node.maxPods : null, words: `${said} of ${Number(usable).toLocaleString('en')}` };
  }
  const blocks = node.podCIDRs.filter((cidr) => cidr.includes(':') === (family === 'IPv6'));
  const length = blocks.length === 1 ? blocks[0]?.split('/')[1] : undefined;
  return {
    inUse,
    whole: node.maxPods === null ? null : String(node.maxPods),
    tick: null,
    words: length === undefined ? `${said} in its blocks` : `${said} of a /${length}`,
  };
}
