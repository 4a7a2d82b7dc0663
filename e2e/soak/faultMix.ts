import { Random } from '../../server/demo/random.ts';

/** One fault as the dice say it: the same seed gives the same ones in the same order. */
export interface Draw<Name extends string = string> {
  readonly name: Name;
  /** Milliseconds since the fault before. */
  readonly after: number;
  /** Milliseconds until it ends. */
  readonly lasts: number;
  /** The kind that it is about, where it is about one. */
  readonly kind: CoreKind;
  /** Anything else that a fault wants to be told, 0 ≤ x < 1. */
  readonly amount: number;
}

export const coreKinds = ['Namespace', 'Node', 'Pod', 'Service', 'EndpointSlice', 'ServiceCIDR', 'IPAddress'] as const;
export type CoreKind = (typeof coreKinds)[number];

const [soonest, latest] = [700, 4500];
const [shortest, longest] = [300, 4000];

/** Draws faults without an end, each as often as its weight says. */
export function* faultMix<Name extends string>(seed: number, weights: Readonly<Record<Name, number>>): Generator<Draw<Name>, never> {
  const random = new Random(seed);
  const names = Object.keys(weights) as Name[];
  const total = names.reduce((sum, name) => sum + weights[name], 0);
  while (true) {
    let dice = random.next() * total;
    const name = names.find((one) => {
      dice -= weights[one];
      return dice < 0;
    });
    if (name === undefined) throw new RangeError('no fault has a weight');
    yield {
      name,
      after: random.between(soonest, latest),
      lasts: random.between(shortest, longest),
      kind: random.pick(coreKinds),
      amount: random.next(),
    };
  }
}
