import type { NodeRule, ServiceRule, Surroundings } from './rule.ts';

type AnyRule = Pick<ServiceRule | NodeRule, 'code' | 'severity' | 'when'>;

const gravity = { info: 1, warning: 2, critical: 3 } as const;

/** Which objects each rule of one kind of object holds for. Checking an object again costs one look at it a rule. */
export class Tracker<S, R extends AnyRule & { readonly holds: (state: S) => boolean }> {
  readonly #rules: readonly R[];
  readonly #keys: readonly Set<string>[];

  constructor(rules: readonly R[]) {
    this.#rules = rules;
    this.#keys = rules.map(() => new Set<string>());
  }

  check(key: string, state: S): void {
    for (const [i, rule] of this.#rules.entries()) {
      if (rule.holds(state)) this.#keys[i]?.add(key);
      else this.#keys[i]?.delete(key);
    }
  }

  /** Codes of the rules that hold for an object. */
  codes(key: string, around: Surroundings): string[] {
    return this.#rules.filter((rule, i) => this.#keys[i]?.has(key) && (rule.when?.(around) ?? true)).map(({ code }) => code);
  }

  /** How grave the worst that holds for an object is: 0 where nothing holds, 1 info, 2 warning, 3 critical. */
  gravity(key: string, around: Surroundings): number {
    let worst = 0;
    for (const [i, rule] of this.#rules.entries())
      if (this.#keys[i]?.has(key) && (rule.when?.(around) ?? true)) worst = Math.max(worst, gravity[rule.severity]);
    return worst;
  }

  /** The rules that hold for anything, with the keys they hold for. */
  *holding(around: Surroundings): Iterable<{ readonly rule: R; readonly keys: ReadonlySet<string> }> {
    for (const [i, rule] of this.#rules.entries()) {
      const keys = this.#keys[i];
      if (keys && keys.size > 0 && (rule.when?.(around) ?? true)) yield { rule, keys };
    }
  }
}
