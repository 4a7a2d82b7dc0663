import { type Address, formatAddress } from '../../../shared/net/address.ts';
import { type Cidr, formatCidr } from '../../../shared/net/cidr.ts';
import type { JsonObject } from '../encode/message.ts';

const size = 64; // Calico's defaults, /26 and /122

/** One IPAMBlock: who holds which of its 64 addresses, kept as Calico keeps it (lib/backend/model/block.go). */
export class CalicoBlock {
  readonly cidr: Cidr;
  readonly node: string;
  readonly #allocations: (number | null)[] = new Array<number | null>(size).fill(null);
  readonly #attributes: JsonObject[] = [];
  readonly #free: number[] = Array.from({ length: size }, (_, ordinal) => ordinal);

  constructor(cidr: Cidr, node: string) {
    this.cidr = cidr;
    this.node = node;
  }

  /** "10-48-0-64-26" */
  get name(): string {
    return formatCidr(this.cidr).replace(/[.:/]/g, '-');
  }

  get isEmpty(): boolean {
    return this.#attributes.length === 0;
  }

  /** The next address of the queue that may be given out. */
  next(isReserved: (address: Address) => boolean): Address {
    const ordinal = this.#free.find((one) => !isReserved(this.#address(one)));
    if (ordinal === undefined) throw new RangeError(`${this.name} is full`);
    return this.#address(ordinal);
  }

  /** Gives an address out. */
  allocate(address: Address, handle: string, secondary: JsonObject): void {
    const ordinal = this.#ordinal(address);
    this.#free.splice(this.#free.indexOf(ordinal), 1);
    this.#allocations[ordinal] = this.#attributes.length;
    this.#attributes.push({ handle_id: handle, secondary });
  }

  /** An address whose holder came and went: last in the queue. */
  pass(address: Address): void {
    const ordinal = this.#ordinal(address);
    this.#free.splice(this.#free.indexOf(ordinal), 1);
    this.#free.push(ordinal);
  }

  /** The spec of the IPAMBlock; sequence is its sequenceNumber. */
  spec(sequence: number): JsonObject {
    const held = this.#allocations.flatMap((index, ordinal) => (index === null ? [] : [ordinal]));
    return {
      cidr: formatCidr(this.cidr),
      affinity: `host:${this.node}`,
      deleted: false,
      strictAffinity: false,
      sequenceNumber: sequence,
      sequenceNumberForAllocation: Object.fromEntries(held.map((ordinal) => [String(ordinal), sequence])),
      allocations: this.#allocations,
      unallocated: this.#free,
      attributes: this.#attributes,
    };
  }

  #address(ordinal: number): Address {
    return { family: this.cidr.family, value: this.cidr.value + BigInt(ordinal) };
  }

  #ordinal(address: Address): number {
    const ordinal = Number(address.value - this.cidr.value);
    if (!this.#free.includes(ordinal)) throw new RangeError(`${formatAddress(address)} is taken`);
    return ordinal;
  }
}
