import type { Family } from '../../../shared/net/address.ts';
import type { NodeState } from '../nodeStates.ts';

/** Nodes whose block of one family has one length, and that take the same number of pods. */
export interface MaskGroup {
  readonly family: Family;
  readonly prefixLength: number;
  readonly maxPods: number;
  readonly nodes: ReadonlySet<string>;
}

/** How nodes are cut: which lengths of block meet which maxPods, by change. There are few such pairs, however many nodes there are. */
export class NodeMasks {
  readonly #groups = new Map<string, MaskGroup & { readonly nodes: Set<string> }>();
  readonly #keysOf = new Map<string, readonly string[]>();
  /** Nodes with podCIDRs of both families. */
  readonly #dual = new Set<string>();

  get dual(): number {
    return this.#dual.size;
  }

  get groups(): Iterable<MaskGroup> {
    return this.#groups.values();
  }

  /** Brings in line what is known of one node; undefined where it is gone. */
  change(name: string, node: NodeState | undefined): void {
    const maxPods = node?.record?.maxPods ?? null;
    const blocks = node?.record ? node.blocks : [];
    if (new Set(blocks.map(({ family }) => family)).size === 2) this.#dual.add(name);
    else this.#dual.delete(name);
    const groups = maxPods === null ? [] : blocks.map(({ family, prefixLength }) => ({ family, prefixLength, maxPods }));
    const keys = groups.map(({ family, prefixLength }) => `${family} ${prefixLength} ${maxPods}`);
    const before = this.#keysOf.get(name) ?? [];
    if (before.join() === keys.join()) return;
    for (const key of before) {
      const group = this.#groups.get(key);
      group?.nodes.delete(name);
      if (group?.nodes.size === 0) this.#groups.delete(key);
    }
    for (const [i, group] of groups.entries()) {
      const key = keys[i] as string;
      const known = this.#groups.get(key) ?? { ...group, nodes: new Set<string>() };
      known.nodes.add(name);
      this.#groups.set(key, known);
    }
    if (keys.length === 0) this.#keysOf.delete(name);
    else this.#keysOf.set(name, keys);
  }
}
