import type { FamilySet } from '../../../shared/wire/audit.ts';

const most = 64;

interface NewPod {
  readonly id: number;
  readonly createdAt: number;
  readonly node: string;
  readonly set: FamilySet;
}

/**
 * The youngest pods that have addresses: what the CNI gives out now, whatever it gave to those from before. One that goes leaves a gap
 * until others come.
 */
export class NewestPods {
  /** Youngest first. */
  #pods: NewPod[] = [];

  remove(id: number, createdAt: number): void {
    if (this.#reaches(createdAt)) this.#pods = this.#pods.filter((pod) => pod.id !== id);
  }

  add(pod: NewPod): void {
    if (this.#pods.length >= most && !this.#reaches(pod.createdAt)) return;
    const at = this.#pods.findIndex(({ createdAt }) => createdAt < pod.createdAt);
    this.#pods.splice(at < 0 ? this.#pods.length : at, 0, pod);
    if (this.#pods.length > most) this.#pods.pop();
  }

  [Symbol.iterator](): Iterator<NewPod> {
    return this.#pods[Symbol.iterator]();
  }

  #reaches(createdAt: number): boolean {
    const oldest = this.#pods[this.#pods.length - 1];
    return oldest !== undefined && createdAt >= oldest.createdAt;
  }
}
