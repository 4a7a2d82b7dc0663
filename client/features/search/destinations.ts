import { addressBits, parseAddress, unmap } from '../../../shared/net/address.ts';
import { coveringOf, parseAddressRange } from '../../../shared/net/addressRange.ts';
import { cidrOf, formatCidr, parseCidr } from '../../../shared/net/cidr.ts';
import type { SearchAnswer } from '../../../shared/wire/addresses.ts';
import type { Reference } from '../../../shared/wire/basics.ts';
import type { OutsideHead } from '../../../shared/wire/ranges.ts';

/** Where a search leads. */
export type Destination =
  | { to: 'map'; cidr: string; sel?: string; pool?: string }
  | { to: 'service'; namespace: string; name: string }
  | { to: 'node'; name: string }
  | { to: 'namespace'; name: string }
  /** The pods' map, coloured by namespace, this one lit. */
  | { to: 'lit'; namespace: string };

/** One line of "Go to". */
export interface Choice {
  /** Unique in its list. */
  id: string;
  destination: Destination;
  /** The object this is about; absent for a place on the map. */
  object?: Reference;
  addresses: string[];
  /** A range outside the cluster that this is. */
  outside?: OutsideHead;
  /** A range beside what lies in none. */
  side?: 'below' | 'above';
}

/** The places a search leads to, the best first. */
export function destinationsOf(answer: SearchAnswer): Choice[] {
  const choices: Choice[] = [];
  const add = (destination: Destination | undefined, object?: Reference, addresses: string[] = []) => {
    if (!destination) return;
    const id = JSON.stringify([destination, object]);
    if (!choices.some((choice) => choice.id === id)) choices.push({ id, destination, addresses, ...(object && { object }) });
  };
  if (answer.address) {
    const { address, block } = answer.address;
    add(placeOfAddress(address, block?.cidr));
    for (const { object } of answer.address.holders) add(placeOfObject(object), object);
    if (block) add({ to: 'node', name: block.node }, { kind: 'Node', name: block.node });
  }
  if (answer.cidr) add({ to: 'map', cidr: answer.cidr.cidr });
  for (const outside of answer.declared?.items ?? []) {
    const cidr = mapOfRange(outside.range);
    if (cidr && cidr !== answer.cidr?.cidr) choices.push({ id: outside.id, destination: { to: 'map', cidr }, addresses: [], outside });
  }
  const around = answer.address?.around ?? answer.cidr?.around;
  for (const side of ['below', 'above'] as const) {
    const range = around?.[side];
    const cidr = range && mapOfRange(range.range);
    if (!range || !cidr) continue;
    const destination: Destination = { to: 'map', cidr, pool: range.pool };
    choices.push({ id: JSON.stringify([destination, side]), destination, addresses: [], side });
  }
  for (const hit of answer.items) {
    add(placeOfObject(hit.object) ?? placeOfAddress(hit.addresses[0]), hit.object, hit.addresses);
    if (hit.object.kind === 'Namespace') add({ to: 'lit', namespace: hit.object.name }, hit.object);
  }
  return choices;
}

/** An object with a page of its own; pods and the like have none, they are found on the map. */
function placeOfObject(object: Reference): Destination | undefined {
  if (object.kind === 'Service' && object.namespace) return { to: 'service', namespace: object.namespace, name: object.name };
  if (object.kind === 'Node') return { to: 'node', name: object.name };
  if (object.kind === 'Namespace') return { to: 'namespace', name: object.name };
  return undefined;
}

/** The map whose cells are single addresses: the node's block where it is small enough, else the 256 addresses around. */
export function placeOfAddress(text: string | undefined, block?: string): Destination | undefined {
  const parsed = text === undefined ? undefined : parseAddress(text);
  if (!parsed || text === undefined) return undefined;
  const address = unmap(parsed);
  const finest = addressBits(address.family) - 8;
  const around = block === undefined ? undefined : parseCidr(block);
  const cidr = around && around.prefixLength >= finest ? around : cidrOf(address, finest);
  return { to: 'map', cidr: formatCidr(cidr), sel: text };
}

/** The prefix in which a range is drawn. */
function mapOfRange(text: string): string | undefined {
  const range = parseAddressRange(text);
  return range && formatCidr(coveringOf(range));
}
