import type { Cluster } from '../cluster.ts';
import { byText, SortedList } from '../sortedList.ts';
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

/** The findings of one rule. */
export interface FindingsOfRule {
  readonly rule: Rule;
  readonly count: number;
  /** In order: all, or those after one, which need not be there. */
  readonly subjects: (after?: string) => Iterable<string>;
  readonly instance: (subject: string) => Instance;
}

export interface TrackerOptions<S> {
  readonly rules: readonly RuleOf<S>[];
  readonly now: () => number;
  /** What stands under a key; undefined where it is gone, or where no rule can hold for it. */
  readonly state: (key: string) => S | undefined;
  /** Told when other rules hold for a thing than before. */
  readonly changed?: (key: string) => void;
}

/** What one rule holds for. */
interface Holding<S> {
  readonly rule: RuleOf<S>;
  readonly bit: number;
  readonly since: Map<string, number>;
  readonly subjects: SortedList<string>;
}

/** Which things of one sort each rule holds for, and since when. Checking one of them again costs one look at it a rule. */
export class Tracker<S> {
  /** Grows whenever the answer does. */
  version = 0;
  readonly #options: TrackerOptions<S>;
  readonly #holdings: readonly Holding<S>[];
  /** The rules that hold for a thing, as bits. Most things are not in it: for them one look-up is all. */
  readonly #bits = new Map<string, number>();

  constructor(options: TrackerOptions<S>) {
    this.#options = options;
    this.#holdings = options.rules.map((rule, i) => ({ rule, bit: 1 << i, since: new Map(), subjects: new SortedList(byText) }));
  }

  /** Looks at what stands under a key now. */
  check(key: string, facts: Facts): void {
    this.checkAs(key, this.#options.state(key), facts);
  }

  /** The same where what stands there is at hand. */
  checkAs(key: string, state: S | undefined, facts: Facts): void {
    let bits = 0;
    if (state !== undefined) for (const { rule, bit } of this.#holdings) if (rule.holds(state, facts)) bits |= bit;
    const before = this.#bits.get(key) ?? 0;
    if (bits === before) return;
    if (bits === 0) this.#bits.delete(key);
    else this.#bits.set(key, bits);
    for (const { bit, since, subjects } of this.#holdings) {
      if ((bits & bit) === (before & bit)) continue;
      this.version++;
      if ((bits & bit) !== 0) {
        since.set(key, this.#options.now());
        subjects.add(key);
      } else {
        since.delete(key);
        subjects.delete(key);
      }
    }
    this.#options.changed?.(key);
  }

  /** How many things a rule holds for, whether it may speak or not. */
  count(code: string): number {
    return this.#holdings.find(({ rule }) => rule.code === code)?.since.size ?? 0;
  }

  /** The things that a rule holds for, whether it may speak or not, in order. */
  subjects(code: string): Iterable<string> {
    return this.#holdings.find(({ rule }) => rule.code === code)?.subjects.after() ?? [];
  }

  /** Whether a rule holds for a thing, whether it may speak or not. */
  has(code: string, key: string): boolean {
    return this.#holdings.find(({ rule }) => rule.code === code)?.since.has(key) ?? false;
  }

  /** How many things any rule holds for, whether it may speak or not, and which, in no order. */
  get size(): number {
    return this.#bits.size;
  }

  keys(): Iterable<string> {
    return this.#bits.keys();
  }

  /** Adds the rules that hold for one thing. */
  rulesFor(key: string, gates: Gates, to: Set<Rule>): void {
    const bits = this.#bits.get(key) ?? 0;
    if (bits === 0) return;
    for (const { rule, bit } of this.#holdings) if ((bits & bit) !== 0 && gates.has(rule)) to.add(rule);
  }

  /** By rule, those that may speak and have something to say. */
  *groups(gates: Gates, cluster: Cluster): Iterable<FindingsOfRule> {
    for (const holding of this.#holdings) {
      const open = gates.get(holding.rule);
      if (open === undefined || holding.since.size === 0) continue;
      const { rule, since, subjects } = holding;
      const instance = (subject: string): Instance => ({
        rule,
        subject,
        since: Math.max(since.get(subject) ?? 0, open),
        told: () => this.#told(rule, subject, cluster),
      });
      yield { rule, count: since.size, subjects: (after) => subjects.after(after), instance };
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
