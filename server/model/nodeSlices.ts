import type { EndpointSliceRecord } from '../records/records.ts';

/** Which slices have endpoints on a node, by the slices' numbers: four bytes for each slice of each node. */
export class NodeSlices {
  readonly #of = new Map<string, { ids: Uint32Array; length: number }>();

  apply(id: number, before: EndpointSliceRecord | undefined, after: EndpointSliceRecord | undefined): void {
    const was = nodesOf(before);
    const is = nodesOf(after);
    for (const node of was) if (!is.has(node)) this.#remove(node, id);
    for (const node of is) if (!was.has(node)) this.#add(node, id);
  }

  /** Numbers of the slices with an endpoint on a node, in no order. */
  of(node: string): readonly number[] {
    const known = this.#of.get(node);
    return known ? [...known.ids.subarray(0, known.length)] : [];
  }

  #add(node: string, id: number): void {
    let known = this.#of.get(node);
    if (!known) {
      known = { ids: new Uint32Array(4), length: 0 };
      this.#of.set(node, known);
    }
    if (known.length === known.ids.length) {
      const grown = new Uint32Array(known.length * 2);
      grown.set(known.ids);
      known.ids = grown;
    }
    known.ids[known.length++] = id;
  }

  #remove(node: string, id: number): void {
    const known = this.#of.get(node);
    const at = known ? known.ids.subarray(0, known.length).indexOf(id) : -1;
    if (!known || at < 0) return;
    known.ids[at] = known.ids[--known.length] as number;
    if (known.length === 0) this.#of.delete(node);
  }
}

const none: ReadonlySet<string> = new Set();

function nodesOf(slice: EndpointSliceRecord | undefined): ReadonlySet<string> {
  if (!slice || slice.endpoints.length === 0) return none;
  const nodes = new Set<string>();
  for (const { nodeName } of slice.endpoints) if (nodeName !== '') nodes.add(nodeName);
  return nodes;
}
