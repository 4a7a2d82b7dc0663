import type { AddressAnswer } from '../../../shared/wire/addresses.ts';
import type { Compared } from '../agreement.ts';
import { differences } from '../differences.ts';
import { type Address, addressText, keyOf, lies, rangeOf, rangeText } from '../numbers.ts';
import type { Answers } from '../product.ts';
import { stateOf } from '../recount/findings.ts';
import { type Holding, holdingsOf } from '../recount/held.ts';
import { blocksOf, podPools } from '../recount/podPools.ts';
import { neverGiven } from '../recount/servicePools.ts';
import type { Snapshot } from '../snapshot.ts';

/** Addresses asked for: every held one of a small cluster, a spread sample of a large one. */
const sample = 300;

/** /addresses for held addresses of every kind, for free and reserved ones, and for one that lies nowhere. */
export async function compareAddresses(snapshot: Snapshot, product: Answers): Promise<Compared[]> {
  const holders = Map.groupBy(holdingsOf(snapshot), ({ address }) => keyOf(address));
  const all = [...holders.values()];
  const step = Math.max(1, Math.ceil(all.length / sample));
  const byUse = new Map<string, { asked: number; lines: string[] }>();
  for (const held of all.filter((_, i) => i % step === 0)) {
    const [first] = held;
    if (!first) continue;
    const answer = await ask(first.address, product);
    const use = byUse.get(first.as) ?? { asked: 0, lines: [] };
    use.asked++;
    use.lines.push(...compareHeld(first.address, held, answer, snapshot));
    byUse.set(first.as, use);
  }
  return [
    ...[...byUse].map(([use, { asked, lines }]) => ({ name: `/addresses held as ${use}, ${asked} of them`, differences: lines })),
    ...(await compareEmpty(snapshot, new Set(holders.keys()), product)),
  ];
}

const ask = ({ family, value }: Address, product: Answers) => product.get<AddressAnswer>(`/addresses/${addressText(family, value)}`);

function compareHeld(address: Address, held: readonly Holding[], answer: AddressAnswer, snapshot: Snapshot): string[] {
  const text = addressText(address.family, address.value);
  const named = (kind: string, namespace: string | undefined, name: string, as: string, state: string) =>
    `${kind} ${namespace === undefined ? '' : `${namespace}/`}${name} as ${as}, ${state}`;
  const expected = held.map(({ kind, namespace, name, as, state }) => named(kind, namespace, name, as, state)).sort();
  // A slice repeats its pods' addresses, an IPAddress object its Service's: neither is another holder.
  const shown = answer.holders
    .filter(({ as, object }) => as !== 'endpoint' && object.kind !== 'IPAddress')
    .map(({ object, as, state }) => named(object.kind, object.namespace, object.name, as, state))
    .sort();
  const block = blocksOf(snapshot).find(({ range }) => lies(address, range));
  return [
    ...differences({ address: text, family: address.family, state: stateOf(held) }, answer, text),
    ...differences(expected, shown, `${text} holders`),
    ...differences(block ? { cidr: rangeText(block.range), node: block.node.metadata.name } : null, answer.block, `${text} block`),
  ];
}

async function compareEmpty(snapshot: Snapshot, held: ReadonlySet<string>, product: Answers): Promise<Compared[]> {
  const compared: Compared[] = [];
  const expectState = async (what: string, address: Address, state: string) => {
    if (held.has(keyOf(address))) return;
    const answer = await ask(address, product);
    compared.push({
      name: `/addresses/${answer.address}: ${what}`,
      differences: differences({ address: addressText(address.family, address.value), state, holders: [] }, answer),
    });
  };
  const reserved = new Set(neverGiven(snapshot).map(keyOf));
  for (const { spec } of snapshot.serviceCIDRs ?? []) {
    for (const range of spec.cidrs.map(rangeOf)) {
      for (const [which, value] of [
        ['first', range.first],
        ['last', range.last],
      ] as const) {
        const address = { family: range.family, value };
        await expectState(`the ${which} of ${rangeText(range)}`, address, reserved.has(keyOf(address)) ? 'reserved' : 'free');
      }
    }
  }
  for (const { range, blocks } of podPools(snapshot)) {
    const [block] = blocks;
    if (!block) continue;
    await expectState(`the network address of block ${rangeText(block)}`, { family: range.family, value: block.first }, 'reserved');
    await expectState(`the gateway of block ${rangeText(block)}`, { family: range.family, value: block.first + 1n }, 'reserved');
  }
  await expectState('a documentation address', { family: 'IPv4', value: 0xc63364c8n }, 'outside'); // 198.51.100.200, which nothing uses
  return compared;
}
