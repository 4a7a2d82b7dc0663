/** How many pods one step looks over. */
const stride = 4096;

/** Which node each pod names, by the pod's number: four bytes a pod, so that the pods of a node are found without a list at each. */
export class PodNodes {
  /** By pod: the number of its node, 0 for none. */
  #nodeOf = new Uint32Array(1024);
  readonly #numbers = new Map<string, { readonly number: number; pods: number }>();
  readonly #unused: number[] = [];
  /** By the number of a node: its name. */
  readonly #names: string[] = [''];
  #highest = 0;

  /** The node that a pod names now; '' for none, which is what a pod that goes names. */
  set(pod: number, before: string, after: string): void {
    if (before === after) return;
    if (pod >= this.#nodeOf.length) this.#grow(pod + 1);
    this.#nodeOf[pod] = after === '' ? 0 : this.#join(after);
    if (before !== '') this.#leave(before);
  }

  /** The node that a pod names; '' for none. */
  nodeOf(pod: number): string {
    return this.#names[this.#nodeOf[pod] ?? 0] as string;
  }

  /** Numbers of the pods that name one of some nodes. Yields undefined now and then where it finds none, so that others have a turn. */
  *of(nodes: Iterable<string>): Iterable<number | undefined> {
    const wanted = new Set([...nodes].flatMap((name) => this.#numbers.get(name)?.number ?? []));
    if (wanted.size === 0) return;
    for (let pod = 0; pod < this.#nodeOf.length; pod++) {
      if (wanted.has(this.#nodeOf[pod] as number)) yield pod;
      else if (pod % stride === 0) yield undefined;
    }
  }

  #join(name: string): number {
    const known = this.#numbers.get(name);
    if (known) {
      known.pods++;
      return known.number;
    }
    const number = this.#unused.pop() ?? ++this.#highest;
    this.#numbers.set(name, { number, pods: 1 });
    this.#names[number] = name;
    return number;
  }

  #leave(name: string): void {
    const known = this.#numbers.get(name);
    if (!known || --known.pods > 0) return;
    this.#numbers.delete(name);
    this.#unused.push(known.number);
  }

  #grow(size: number): void {
    const grown = new Uint32Array(Math.max(size, this.#nodeOf.length * 2));
    grown.set(this.#nodeOf);
    this.#nodeOf = grown;
  }
}
