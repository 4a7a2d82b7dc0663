import { byText } from '../sortedList.ts';
import type { Found, Rule, View } from './rule.ts';
import { clusterRules, poolRules } from './rules.ts';
import type { FindingsOfRule, Gates, Instance } from './tracker.ts';

/** What the last look at pools and cluster found. */
export class Looked {
  /** Grows whenever the answer does. */
  version = 0;
  #found = new Map<Rule, Map<string, Instance>>();
  /** The rules of these that name an object, by "Kind key". */
  #by = new Map<string, Set<Rule>>();
  readonly #changed: (object: string) => void;

  /** changed is told of each Service and node, as "Kind key", that other rules name than before. */
  constructor(changed: (object: string) => void) {
    this.#changed = changed;
  }

  /** Looks anew; what was found before keeps its time. */
  look(view: View, gates: Gates, now: number): void {
    const [found, by] = [this.#found, this.#by];
    this.#found = new Map();
    this.#by = new Map();
    for (const rule of poolRules) {
      if (!gates.has(rule)) continue;
      for (const counted of view.pools) {
        if (!rule.holds(counted, view.facts)) continue;
        this.#note(rule, { subject: counted.pool.id, ...rule.tell(counted, view.cluster) }, found, now);
      }
    }
    for (const rule of clusterRules) {
      if (!gates.has(rule)) continue;
      for (const one of rule.find(view)) this.#note(rule, one, found, now);
    }
    for (const [rule, before] of found) for (const subject of before.keys()) if (!this.#found.get(rule)?.has(subject)) this.version++;
    for (const object of new Set([...by.keys(), ...this.#by.keys()]))
      if (!sameRules(by.get(object), this.#by.get(object))) this.#changed(object);
  }

  /** Services and nodes that are named, as "Kind key". */
  get objects(): ReadonlyMap<string, unknown> {
    return this.#by;
  }

  rulesFor(object: string): Iterable<Rule> {
    return this.#by.get(object) ?? [];
  }

  *groups(): Iterable<FindingsOfRule> {
    for (const [rule, found] of this.#found) {
      const subjects = (after?: string) => [...found.keys()].filter((subject) => after === undefined || subject > after).sort(byText);
      yield { rule, count: found.size, subjects, instance: (subject) => found.get(subject) as Instance };
    }
  }

  #note(rule: Rule, { subject, ...told }: Found, before: ReadonlyMap<Rule, ReadonlyMap<string, Instance>>, now: number): void {
    const known = before.get(rule)?.get(subject);
    if (!known) this.version++;
    const found = this.#found.get(rule) ?? new Map<string, Instance>();
    this.#found.set(rule, found.set(subject, { rule, subject, since: known?.since ?? now, told: () => told }));
    for (const { kind, namespace, name } of told.objects) {
      if (kind !== 'Service' && kind !== 'Node') continue;
      const object = `${kind} ${namespace === undefined ? name : `${namespace}/${name}`}`;
      const rules = this.#by.get(object) ?? new Set<Rule>();
      this.#by.set(object, rules.add(rule));
    }
  }
}

function sameRules(a: ReadonlySet<Rule> | undefined, b: ReadonlySet<Rule> | undefined): boolean {
  return a !== undefined && b !== undefined && a.size === b.size && [...a].every((rule) => b.has(rule));
}
