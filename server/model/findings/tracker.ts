import type { Cluster } from '../cluster.ts';
import type { Rule, Told } from './rule.ts';
import type { Facts } from './surroundings.ts';

interface RuleOf<S> extends Rule {
  readonly holds: (state: S, facts: Facts) => boolean;
  readonly tell: (state: S, cluster: Cluster) => Told;
}

/** Since when each rule may speak at all, in milliseconds since 1970; a rule that is not in it may not. */
export type Gates = ReadonlyMap<Rule, number>;

/** One finding, not yet in words. */
export interface Instance {
  readonly rule: Rule;
  readonly subject: string;
  /** Milliseconds since 1970. */
  readonly since: number;
  readonly told: () => Told;
}

export interface TrackerOptions<S> {
  readonly rules: readonly RuleOf<S>[];
  readonly now: () => number;
  /** What stands under a key; undefined where it is gone. */
  readonly state: (key: string) => S | undefined;
}

/** Which things of one sort each rule holds for, and since when. Checking one of them again costs one look at it a rule. */
export class Tracker<S> {
  /** Grows whenever the answer does. */
  version = 0;
  readonly #options: TrackerOptions<S>;
  readonly #keys: readonly { readonly rule: RuleOf<S>; readonly since: Map<string, number> }[];

  constructor(options: TrackerOptions<S>) {
    this.#options = options;
    this.#keys = options.rules.map((rule) => ({ rule, since: new Map<string, number>() }));
  }

  /** Looks at what stands under a key now. */
  check(key: string, facts: Facts, state: S | undefined = this.#options.state(key)): void {
    for (const { rule, since } of this.#keys) {
      if (state !== undefined && rule.holds(state, facts)) {
        if (since.has(key)) continue;
        since.set(key, this.#options.now());
        this.version++;
      } else if (since.delete(key)) this.version++;
    }
  }

  /** How many things a rule holds for, whether it may speak or not. */
  count(code: string): number {
    return this.#keys.find(({ rule }) => rule.code === code)?.since.size ?? 0;
  }

  /** The rules that hold for one thing. */
  *rulesFor(key: string, gates: Gates): Iterable<Rule> {
    for (const { rule, since } of this.#keys) if (since.has(key) && gates.has(rule)) yield rule;
  }

  *instances(gates: Gates, cluster: Cluster): Iterable<Instance> {
    for (const { rule, since } of this.#keys) {
      const open = gates.get(rule);
      if (open === undefined) continue;
      for (const [subject, held] of since) {
        yield { rule, subject, since: Math.max(held, open), told: () => this.#told(rule, subject, cluster) };
      }
    }
  }

  #told(rule: RuleOf<S>, key: string, cluster: Cluster): Told {
    const state = this.#options.state(key);
    if (state === undefined) throw new Error(`${rule.code} is kept for ${key}, which is gone`);
    if (rule.holds(state, cluster.findings.facts)) return rule.tell(state, cluster);
    // A change elsewhere has made it so, and the look at this one is still to come.
    return { title: rule.title(1), detail: `${key} is being looked at again.`, objects: [] };
  }
}
