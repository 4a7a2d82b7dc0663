import { addressBits, type Family } from '../../net/address.ts';
import { type Cidr, formatCidr, parseCidr, whyNotCidr } from '../../net/cidr.ts';
import { counted, formatCount } from '../../net/formatCount.ts';
import { dayText, parseDay } from './days.ts';
import { type GrowthSaid, type NodesAdded, noScenario, planned, type Scenario } from './scenario.ts';

/** The first thing in a scenario's text that is none: of which field, what stands there, and what to write instead. */
export interface ScenarioFault {
  readonly field: string;
  readonly value: string;
  readonly why: string;
}

/** A scenario that was read, or what of its text keeps it from being one. */
export type ScenarioRead = { readonly ok: true; readonly scenario: Scenario } | ({ readonly ok: false } & ScenarioFault);

/** In one line: 'mask4: "33": write a whole number from 1 to 32'. */
export function scenarioFaultText({ field, value, why }: ScenarioFault): string {
  return value === '' ? `${field}: ${why}` : `${field}: ${JSON.stringify(value)}: ${why}`;
}

/** What is wrong with a value; whose it is, only the loop over the fields knows. */
class NoValue extends Error {
  readonly value: string;
  constructor(value: string, why: string) {
    super(why);
    this.value = value;
  }
}

class NoScenario extends Error {
  readonly fault: ScenarioFault;
  constructor(fault: ScenarioFault) {
    super(scenarioFaultText(fault));
    this.fault = fault;
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
    return { ok: false, ...error.fault };
  }
}

function read(text: string): Scenario {
  if (text.length > most.text) {
    const why = `it has ${counted(text.length, 'character')}: write at most ${formatCount(most.text).short}`;
    throw new NoScenario({ field: 'scenario', value: `${text.slice(0, 40)}…`, why });
  }
  const seen = new Set<string>();
  let scenario = noScenario;
  for (const part of text.split(';').filter((one) => one.trim() !== '')) {
    const [field = '', value = ''] = split(part, '=');
    const known = Object.hasOwn(fields, field) ? fields[field] : undefined;
    if (!known) throw new NoScenario({ ...unknown(field, value, part), why: `there is no such field: write one of ${names.join(', ')}` });
    if (seen.has(field)) throw new NoScenario({ field, value, why: 'it is there twice: write it once' });
    seen.add(field);
    if (value === '') throw new NoScenario({ field, value, why: `it has no value: write ${field}=${known.example}, or leave it out` });
    scenario = { ...scenario, ...inField(field, () => known.read(value, scenario)) };
  }
  if (scenario.add !== null && scenario.add === scenario.drop)
    throw new NoScenario({ field: 'drop', value: scenario.drop, why: 'it is added, too: leave out either add or drop' });
  return scenario;
}

/** A part without a name is shown whole. */
function unknown(field: string, value: string, part: string): Omit<ScenarioFault, 'why'> {
  return field === '' ? { field: 'scenario', value: part } : { field, value };
}

function inField<T>(field: string, give: () => T): T {
  try {
    return give();
  } catch (error) {
    if (!(error instanceof NoValue)) throw error;
    throw new NoScenario({ field, value: error.value, why: error.message });
  }
}

/** How each field is read, and what stands in it for example. */
const fields: Readonly<
  Record<string, { readonly example: string; readonly read: (value: string, before: Scenario) => Partial<Scenario> }>
> = {
  nodes: { example: '24@2027-01-11', read: (value) => ({ nodes: list(value).map(nodesAdded) }) },
  mask4: { example: '25', read: (value, { masks }) => ({ masks: { ...masks, IPv4: mask(value, 'IPv4') } }) },
  mask6: { example: '64', read: (value, { masks }) => ({ masks: { ...masks, IPv6: mask(value, 'IPv6') } }) },
  maxPods: { example: '110', read: (value) => ({ maxPods: whole(value, 1, most.maxPods) }) },
  pods: { example: '10.245.0.0/16', read: (value) => ({ podRanges: list(value).map(range) }) },
  services: { example: '10.112.0.0/20', read: (value) => ({ serviceRanges: list(value).map(range) }) },
  growth: { example: 'blocks/IPv4/5', read: (value) => ({ growth: growths(value) }) },
  add: { example: 'IPv6', read: (value) => ({ add: familyOf(value) }) },
  drop: { example: 'IPv4', read: (value) => ({ drop: familyOf(value) }) },
};
const names = Object.keys(fields);

function list(text: string): readonly string[] {
  const items = text.split(',');
  if (items.length > most.ranges) throw new NoValue(text, `it has ${items.length} items: write at most ${most.ranges}`);
  return items;
}

function nodesAdded(text: string): NodesAdded {
  const [count = '', on] = split(text, '@');
  const day = on === undefined ? null : parseDay(on);
  if (day === undefined) throw new NoValue(text, 'write a day behind "@", such as 2027-01-11, or leave "@" out for today');
  return { count: whole(count, 1, most.nodes), day };
}

function growths(text: string): readonly GrowthSaid[] {
  const all = list(text).map((one): GrowthSaid => {
    const [name = '', family = '', rate = ''] = one.split('/');
    const what = planned.find((known) => known === name);
    if (!what || one.split('/').length !== 3)
      throw new NoValue(one, `write one of ${planned.join(', ')}, the family, and how many a week: ${fields.growth?.example}`);
    const perWeek = /^-?\d{1,9}(\.\d{1,6})?$/.test(rate) ? Number(rate) : Number.NaN;
    if (!(Math.abs(perWeek) <= most.perWeek))
      throw new NoValue(one, `write how many a week as a number of at most ${formatCount(most.perWeek).short}`);
    return { what, family: familyOf(family), perWeek: perWeek === 0 ? 0 : perWeek }; // -0 is 0
  });
  const twice = all.find(({ what, family }, i) => all.findIndex((other) => other.what === what && other.family === family) < i);
  if (twice) throw new NoValue(text, `${twice.what} of ${twice.family} are there twice: write them once`);
  return all;
}

function range(text: string): Cidr {
  const cidr = parseCidr(text);
  if (!cidr) throw new NoValue(text, whyNotCidr(text));
  return cidr;
}

function mask(text: string, family: Family): number {
  return whole(text.replace(/^\//, ''), 1, addressBits(family));
}

function familyOf(text: string): Family {
  const family = families.find((one) => one === text);
  if (!family) throw new NoValue(text, 'write IPv4 or IPv6');
  return family;
}

function whole(text: string, least: number, highest: number): number {
  const number = /^\d{1,7}$/.test(text) ? Number(text) : Number.NaN;
  if (!(number >= least && number <= highest))
    throw new NoValue(text, `write a whole number from ${least} to ${formatCount(highest).short}`);
  return number;
}

function split(text: string, at: string): readonly [string, string | undefined] {
  const place = text.indexOf(at);
  return place < 0 ? [text, undefined] : [text.slice(0, place), text.slice(place + 1)];
}
