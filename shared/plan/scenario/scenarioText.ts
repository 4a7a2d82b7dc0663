import { addressBits, type Family } from '../../net/address.ts';
import { type Cidr, formatCidr, parseCidr, whyNotCidr } from '../../net/cidr.ts';
import { dayText, parseDay } from './days.ts';
import { type GrowthSaid, type NodesAdded, noScenario, planned, type Scenario } from './scenario.ts';

/** A scenario that was read, or the first thing in its text that is none. */
export type ScenarioRead =
  | { readonly ok: true; readonly scenario: Scenario }
  | { readonly ok: false; readonly value: string; readonly why: string };

/** Named what was wrong with which part of the text. */
class NoScenario extends Error {
  readonly value: string;
  constructor(value: string, why: string) {
    super(why);
    this.value = value;
  }
}

const families: readonly Family[] = ['IPv4', 'IPv6'];
const most = { nodes: 65_536, maxPods: 65_536, perWeek: 1_000_000, ranges: 32, text: 4096 };

/**
 * A scenario as one text for the address bar, the same for the same scenario:
 * "nodes=24@2027-01-11,3;mask4=25;maxPods=110;pods=10.245.0.0/16;services=10.112.0.0/20;growth=blocks/IPv4/5;add=IPv6". '' where
 * nothing is edited.
 */
export function formatScenario({ nodes, masks, maxPods, podRanges, serviceRanges, growth, add, drop }: Scenario): string {
  const parts: readonly (readonly [string, string | null])[] = [
    ['nodes', nodes.map(({ count, day }) => (day === null ? `${count}` : `${count}@${dayText(day)}`)).join()],
    ['mask4', masks.IPv4 === null ? null : `${masks.IPv4}`],
    ['mask6', masks.IPv6 === null ? null : `${masks.IPv6}`],
    ['maxPods', maxPods === null ? null : `${maxPods}`],
    ['pods', podRanges.map(formatCidr).join()],
    ['services', serviceRanges.map(formatCidr).join()],
    ['growth', growth.map(({ what, family, perWeek }) => `${what}/${family}/${perWeek}`).join()],
    ['add', add],
    ['drop', drop],
  ];
  return parts.flatMap(([key, value]) => (value ? [`${key}=${value}`] : [])).join(';');
}

/** Reads what formatScenario writes, its parts in any order and each at most once. */
export function parseScenario(text: string): ScenarioRead {
  try {
    return { ok: true, scenario: read(text) };
  } catch (error) {
    if (!(error instanceof NoScenario)) throw error;
    return { ok: false, value: error.value, why: error.message };
  }
}

function read(text: string): Scenario {
  if (text.length > most.text)
    throw new NoScenario(`${text.slice(0, 40)}…`, `it has ${text.length} characters; the longest has ${most.text}`);
  const seen = new Set<string>();
  let scenario = noScenario;
  for (const part of text.split(';').filter((one) => one !== '')) {
    const [key = '', value] = split(part, '=');
    if (seen.has(key)) throw new NoScenario(part, `${key} is there twice`);
    seen.add(key);
    const reader = Object.hasOwn(readers, key) ? readers[key] : undefined;
    if (!reader) throw new NoScenario(part, `there is no ${key || 'part without a name'}: there are ${Object.keys(readers).join(', ')}`);
    if (!value) throw new NoScenario(part, `${key} has no value`);
    scenario = { ...scenario, ...reader(value, scenario) };
  }
  if (scenario.add !== null && scenario.add === scenario.drop)
    throw new NoScenario(`drop=${scenario.drop}`, `${scenario.add} is added and dropped`);
  return scenario;
}

const readers: Readonly<Record<string, (value: string, before: Scenario) => Partial<Scenario>>> = {
  nodes: (value) => ({ nodes: list(value).map(nodesAdded) }),
  mask4: (value, { masks }) => ({ masks: { ...masks, IPv4: mask(value, 'IPv4') } }),
  mask6: (value, { masks }) => ({ masks: { ...masks, IPv6: mask(value, 'IPv6') } }),
  maxPods: (value) => ({ maxPods: whole(value, 1, most.maxPods) }),
  pods: (value) => ({ podRanges: list(value).map(range) }),
  services: (value) => ({ serviceRanges: list(value).map(range) }),
  growth: (value) => ({ growth: growths(value) }),
  add: (value) => ({ add: familyOf(value) }),
  drop: (value) => ({ drop: familyOf(value) }),
};

function list(text: string): readonly string[] {
  const items = text.split(',');
  if (items.length > most.ranges) throw new NoScenario(text, `it has ${items.length} items; the longest list has ${most.ranges}`);
  return items;
}

function nodesAdded(text: string): NodesAdded {
  const [count = '', on] = split(text, '@');
  const day = on === undefined ? null : parseDay(on);
  if (day === undefined) throw new NoScenario(text, 'the part behind "@" is a day, such as 2027-01-11');
  return { count: whole(count, 1, most.nodes), day };
}

function growths(text: string): readonly GrowthSaid[] {
  const all = list(text).map((one): GrowthSaid => {
    const [name = '', family = '', rate = ''] = one.split('/');
    const what = planned.find((known) => known === name);
    if (!what || one.split('/').length !== 3)
      throw new NoScenario(one, `write one of ${planned.join(', ')}, the family, and how many a week: blocks/IPv4/5`);
    const perWeek = /^-?\d{1,9}(\.\d{1,6})?$/.test(rate) ? Number(rate) : Number.NaN;
    if (!(Math.abs(perWeek) <= most.perWeek)) throw new NoScenario(one, `how many a week is a number up to ${most.perWeek}`);
    return { what, family: familyOf(family), perWeek: perWeek === 0 ? 0 : perWeek }; // -0 is 0
  });
  const twice = all.find(({ what, family }, i) => all.findIndex((other) => other.what === what && other.family === family) < i);
  if (twice) throw new NoScenario(text, `growth of ${twice.what} in ${twice.family} is there twice`);
  return all;
}

function range(text: string): Cidr {
  const cidr = parseCidr(text);
  if (!cidr) throw new NoScenario(text, whyNotCidr(text));
  return cidr;
}

function mask(text: string, family: Family): number {
  return whole(text.replace(/^\//, ''), 1, addressBits(family));
}

function familyOf(text: string): Family {
  const family = families.find((one) => one === text);
  if (!family) throw new NoScenario(text, 'a family is IPv4 or IPv6');
  return family;
}

function whole(text: string, least: number, highest: number): number {
  const number = /^\d{1,7}$/.test(text) ? Number(text) : Number.NaN;
  if (!(number >= least && number <= highest)) throw new NoScenario(text, `it must be a whole number from ${least} to ${highest}`);
  return number;
}

function split(text: string, at: string): readonly [string, string | undefined] {
  const place = text.indexOf(at);
  return place < 0 ? [text, undefined] : [text.slice(0, place), text.slice(place + 1)];
}
