/**
 * What the proxy does to the bytes that a server answers with. `after` counts bytes of answers, from the moment the fault is set on a
 * connection (for a new one: its start); 'head' stands for the end of the first HTTP head that comes. What is to happen after so many
 * bytes happens as soon as they have passed, but not before anything was answered at all.
 */
export type Fault =
  | { readonly does: 'pass' }
  /** A new connection is reset before it carries anything. */
  | { readonly does: 'refuse' }
  /** The connection ends in good order (FIN), in the middle of whatever it says. */
  | { readonly does: 'cut'; readonly after: number | 'head' }
  /** The same with a RST. */
  | { readonly does: 'reset'; readonly after: number | 'head' }
  /** Half-open: the rest of what the server says is lost, and nobody is told. After 0: not even a head comes. */
  | { readonly does: 'silence'; readonly after: number | 'head' }
  /** Half-open the other way: the server never hears what is asked. */
  | { readonly does: 'deaf' }
  /** So many bytes every so many milliseconds. */
  | { readonly does: 'trickle'; readonly bytes: number; readonly every: number }
  /** Every byte comes so many milliseconds late, in order. */
  | { readonly does: 'delay'; readonly milliseconds: number }
  /** The chunk behind so many others is sent twice. */
  | { readonly does: 'duplicate'; readonly chunk: number }
  /** Every chunk comes in pieces, broken at random places. */
  | { readonly does: 'chop' };

/** A fault at random, such that nothing is silent for good or slow beyond a few seconds: for runs that go on. */
export function anyFault(random: () => number): Fault {
  const below = (most: number): number => Math.floor(random() * most);
  const faults: readonly (() => Fault)[] = [
    () => ({ does: 'cut', after: below(20_000) }),
    () => ({ does: 'reset', after: below(20_000) }),
    () => ({ does: 'refuse' }),
    () => ({ does: 'trickle', bytes: 1 + below(2000), every: 1 + below(20) }),
    () => ({ does: 'delay', milliseconds: below(2000) }),
    () => ({ does: 'duplicate', chunk: below(20) }),
    () => ({ does: 'chop' }),
  ];
  return faults[below(faults.length)]?.() ?? { does: 'pass' };
}
