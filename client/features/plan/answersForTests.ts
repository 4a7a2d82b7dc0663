import type { Family } from '../../../shared/net/address.ts';
import type { Ends, ForecastHead, PlanAnswer, PlanSide } from '../../../shared/wire/plan.ts';
import type { PlanAnswerRow } from './planWords.ts';

/** Answers for tests, on 26 Nov 2026. */

export const today = '2026-11-26';

export function date(likely: string): Ends {
  return { kind: 'date', likely, earliest: likely, latest: likely };
}

export const never: Ends = { kind: 'not-within', years: 10, earliest: null };
export const unknown: Ends = { kind: 'not-enough', have: 3, need: 7 };

export function side(ends: Ends, change: Partial<PlanSide> = {}): PlanSide {
  return { used: 215, left: 41, limits: [{ day: today, limit: 256 }], additions: [], ends, growth: null, ...change };
}

export function row(what: PlanAnswerRow['what'], family: Family, now: Ends | null, then: Ends | null = now): PlanAnswerRow {
  const limitedBy = ({ blocks: 'blocks', pods: 'maxPods', services: 'service' } as const)[what];
  return { what, family, limitedBy, forecast: null, today: now && side(now), scenario: then && side(then) };
}

/** What ends first of each family, today and in the scenario alike. */
export function first(ending: Partial<Record<Family, PlanAnswerRow['what'] | null>>): Pick<PlanAnswer, 'first'> {
  return {
    first: (Object.keys(ending) as Family[]).map((family) => ({ family, today: ending[family] ?? null, scenario: ending[family] ?? null })),
  };
}

export function answer(rows: readonly PlanAnswerRow[], change: Partial<PlanAnswer> = {}): PlanAnswer {
  const base: PlanAnswer['base']['today'] = {
    maxPods: 110,
    pods: [
      { family: 'IPv4', ranges: ['10.244.0.0/16'], blockLength: 24, usable: '253', ofControllerManager: true },
      { family: 'IPv6', ranges: ['fd00:244::/48'], blockLength: 64, usable: '18446744073709551614', ofControllerManager: true },
    ],
    services: [
      { family: 'IPv4', ranges: ['10.96.0.0/20'] },
      { family: 'IPv6', ranges: ['fd00:96::/112'] },
    ],
  };
  return {
    revision: '1',
    scenario: '',
    today,
    families: ['IPv4', 'IPv6'],
    nodes: 215,
    base: { today: base, scenario: base },
    rows: [...rows],
    first: [],
    nodesWithout: [],
    overlaps: [],
    notes: [],
    manifests: { serviceCIDRs: '', flags: [] },
    ...change,
  };
}

export function balancer(name: string, ends: Ends | null): ForecastHead {
  const id = `loadBalancer/${name}/IPv4`;
  return {
    ...{ id, pools: [id], kind: 'loadBalancer', name, family: 'IPv4', ranges: ['203.0.113.0/27'], limit: 'addresses' },
    ...{ used: 9, total: 32, left: 23, perWeek: 0.6, basis: 'samples', days: 60, made: false, imported: false, ends },
  };
}
