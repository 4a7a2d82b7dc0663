import { addressBits } from '../../../shared/net/address.ts';
import { type Cidr, containsCidr, overlaps } from '../../../shared/net/cidr.ts';

/** Cuts a pod range into node blocks and hands them out, as the node IPAM controller does (kube-controller-manager --cluster-cidr). */
export class NodeBlocks {
  readonly range: Cidr;
  readonly prefixLength: number;
  readonly #skip: readonly Cidr[];
  readonly #taken = new Set<number>();
  #next = 0;

  /** prefixLength: that of a block; skip: Service ranges, whose blocks are left out whole. */
  constructor(range: Cidr, prefixLength: number, skip: readonly Cidr[]) {
    // The controller manager exits where the mask is more than 16 bits longer (k/k pkg/controller/nodeipam).
    if (prefixLength < range.prefixLength || prefixLength - range.prefixLength > 16)
      throw new RangeError(`NodeBlocks: blocks of /${prefixLength} cannot be cut from a /${range.prefixLength}`);
    this.range = range;
    this.prefixLength = prefixLength;
    this.#skip = skip;
  }

  get count(): number {
    return 2 ** (this.prefixLength - this.range.prefixLength);
  }

  get free(): number {
    return this.count - this.#taken.size;
  }

  /** The next free block, going round; undefined where there is none (event CIDRNotAvailable). */
  allocate(): Cidr | undefined {
    for (let tries = 0; tries < this.count; tries++) {
      const index = this.#next;
      this.#next = (this.#next + 1) % this.count;
      if (this.#taken.has(index)) continue;
      this.#taken.add(index);
      const block = this.#block(index);
      if (!this.#skip.some((range) => overlaps(range, block))) return block;
    }
    return undefined;
  }

  /** Marks a block that was given by hand. Blocks outside the range are nobody's. */
  occupy(block: Cidr): void {
    if (containsCidr(this.range, block) && block.prefixLength === this.prefixLength) this.#taken.add(this.#index(block));
  }

  release(block: Cidr): void {
    if (containsCidr(this.range, block) && block.prefixLength === this.prefixLength) this.#taken.delete(this.#index(block));
  }

  #block(index: number): Cidr {
    const shift = BigInt(addressBits(this.range.family) - this.prefixLength);
    return { family: this.range.family, value: this.range.value + (BigInt(index) << shift), prefixLength: this.prefixLength };
  }

  #index(block: Cidr): number {
    return Number((block.value - this.range.value) >> BigInt(addressBits(this.range.family) - this.prefixLength));
  }
}
