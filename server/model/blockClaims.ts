import type { Cidr } from '../../shared/net/cidr.ts';
import { type Allocator, calico, cilium, ciliumWhole, hostLocal, ovnKubernetes, whereabouts } from '../../shared/plan/allocator.ts';
import type { BlockOwner, SaidBlock } from './ipam/said.ts';
import { Names } from './names.ts';
import { NodeBlocks } from './nodeBlocks.ts';

/** What each owner of blocks never gives out of them. */
export const allocators: Readonly<Record<BlockOwner, Allocator>> = {
  'host-local': hostLocal,
  calico,
  cilium,
  'cilium-whole': ciliumWhole,
  'ovn-kubernetes': ovnKubernetes,
  whereabouts,
};

/**
 * The blocks of nodes by whose they are, and the names of the nodes that have them, which need not exist (yet, or any more).
 * Several objects may say the same of one block (an IPAMBlock and its BlockAffinity): it is had once, until the last of them goes.
 */
export class BlockClaims {
  readonly of = Object.fromEntries(Object.entries(allocators).map(([of, allocator]) => [of, new NodeBlocks(allocator)])) as Readonly<
    Record<BlockOwner, NodeBlocks>
  >;
  readonly #names = new Names();
  /** How many objects say so, by owner, block and node; how many blocks a node has, by its name. */
  readonly #claims = new Map<string, number>();
  readonly #uses = new Map<string, number>();

  /** True where the node did not have the block. */
  add({ of, cidr, node }: SaidBlock): boolean {
    if (count(this.#claims, claimKey(of, cidr, node), 1) > 1) return false;
    count(this.#uses, node, 1);
    this.of[of].add(cidr, this.#names.add(node));
    return true;
  }

  /** True where the node does not have the block any more. */
  remove({ of, cidr, node }: SaidBlock): boolean {
    if (count(this.#claims, claimKey(of, cidr, node), -1) > 0) return false;
    this.of[of].remove(cidr, this.#names.add(node));
    if (count(this.#uses, node, -1) === 0) this.#names.remove(node);
    return true;
  }

  /** The name of the node behind one number. */
  name(id: number): string {
    return this.#names.key(id);
  }

  /** Names of the nodes behind the numbers that NodeBlocks gives, in order. */
  names(ids: readonly number[]): string[] {
    return ids.map((id) => this.#names.key(id)).sort();
  }
}

function claimKey(of: BlockOwner, { family, value, prefixLength }: Cidr, node: string): string {
  return `${of} ${family} ${value.toString(32)} ${prefixLength} ${node}`;
}

function count(counts: Map<string, number>, key: string, change: 1 | -1): number {
  const now = (counts.get(key) ?? 0) + change;
  if (now === 0) counts.delete(key);
  else counts.set(key, now);
  return now;
}
