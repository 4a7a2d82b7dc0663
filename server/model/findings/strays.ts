import type { Address } from '../../../shared/net/address.ts';
import { type Cidr, hostCidr, lastValue } from '../../../shared/net/cidr.ts';
import type { PodRecord } from '../../records/records.ts';
import { role } from '../claims.ts';
import type { Cluster } from '../cluster.ts';
import type { Backlog } from './backlog.ts';
import { outsideBlocks } from './podOutsideNodeBlock.ts';
import type { PodOnNode } from './rule.ts';

/**
 * Which pods are to be looked at when something else changes: their node's blocks, another node's, the ranges of a flag. Those that are
 * outside their own node's blocks are kept by change. As a rule there are none, and no other pod can be one that strays.
 */
export class Strays {
  readonly #cluster: Cluster;
  readonly #backlog: Backlog;
  readonly #check: (key: string, state: PodOnNode | undefined) => void;
  readonly #outside = new Set<string>();
  /** Nodes whose blocks are others than when their pods were looked at. */
  readonly #moved = new Set<string>();

  constructor(cluster: Cluster, backlog: Backlog, check: (key: string, state: PodOnNode | undefined) => void) {
    this.#cluster = cluster;
    this.#backlog = backlog;
    this.#check = check;
  }

  state(key: string, record: PodRecord | undefined = this.#cluster.store.get('Pod', key)): PodOnNode | undefined {
    if (!record) return undefined;
    const inBlock = (address: Address) => this.#cluster.blocks.covering(hostCidr(address)).length > 0;
    const node = this.#cluster.nodes.get(record.nodeName);
    return { record, node, outside: outsideBlocks(record, node), inBlock };
  }

  check(key: string, record?: PodRecord): void {
    const state = this.state(key, record);
    if (state && state.outside.length > 0) this.#outside.add(key);
    else if (this.#outside.size > 0) this.#outside.delete(key);
    this.#check(key, state);
  }

  rangesChanged(): void {
    this.#backlog.add(this.#outsideAgain());
  }

  blocksChanged(node: string, blocks: Iterable<Cidr>): void {
    for (const block of blocks) this.#backlog.add(this.#outsideIn(block));
    const withAddress = this.#cluster.nodes.get(node)?.podsWith;
    if (!withAddress || withAddress.IPv4.all + withAddress.IPv6.all === 0) return;
    if (this.#moved.size === 0) this.#backlog.add(this.#podsOfMoved());
    this.#moved.add(node);
  }

  *#outsideAgain(): Iterable<void> {
    for (const key of this.#outside) yield this.check(key);
  }

  /** Those that are outside their own node's blocks may have come to lie in this one, or in none. */
  *#outsideIn(block: Cidr): Iterable<void> {
    const { book, store } = this.#cluster;
    const last = lastValue(block);
    const pods = book.index(block.family, 'pods');
    for (let value = pods.ceiling(block.value); value !== undefined && value <= last; value = pods.ceiling(value + 1n)) {
      if (this.#outside.size === 0) return;
      for (const { role: as, id } of book.holders({ family: block.family, value })) {
        const key = as === role.podIP ? store.keyOf('Pod', id) : '';
        if (this.#outside.has(key)) this.check(key);
      }
      yield;
    }
  }

  /** Pods that were there before their node, or before its block came. */
  *#podsOfMoved(): Iterable<void> {
    const nodes = [...this.#moved];
    this.#moved.clear();
    for (const id of this.#cluster.podNodes.of(nodes)) {
      if (id !== undefined) this.check(this.#cluster.store.keyOf('Pod', id));
      yield;
    }
  }
}
