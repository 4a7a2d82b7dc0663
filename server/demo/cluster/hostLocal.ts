import { type Cidr, cidrSize } from '../../../shared/net/cidr.ts';

/**
 * Pod addresses of one node block, given out as the host-local IPAM plugin does: in turn, not the lowest free one.
 * Addresses are whole numbers counted from the block's first. Never given out: the network address (0), the gateway (1),
 * and of IPv4 the broadcast address.
 */
export class HostLocal {
  readonly #last: number;
  readonly #used = new Set<number>();
  #next = 2;

  constructor(block: Cidr) {
    const size = cidrSize(block);
    const bounded = size > 65_536n ? 65_536 : Number(size); // no node has more pods than that
    this.#last = block.family === 'IPv4' || size > 65_536n ? bounded - 2 : bounded - 1;
  }

  get used(): number {
    return this.#used.size;
  }

  /** 0 where the block is full. */
  allocate(): number {
    const count = this.#last - 1;
    if (this.#used.size >= count) return 0;
    for (;;) {
      const host = this.#next;
      this.#next = host >= this.#last ? 2 : host + 1;
      if (this.#used.has(host)) continue;
      this.#used.add(host);
      return host;
    }
  }

  release(host: number): void {
    this.#used.delete(host);
  }
}
