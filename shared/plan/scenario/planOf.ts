import type { Family } from '../../net/address.ts';
import { findOverlaps } from './findOverlaps.ts';
import type { NodesWithout, Plan, PlanRow, Side } from './plan.ts';
import { blockRow, nodesWithout, podRows } from './planBlocks.ts';
import type { PlanCluster } from './planCluster.ts';
import { notesOf, withoutNotes } from './planNotes.ts';
import { serviceRow } from './planServices.ts';
import type { Planned, Scenario } from './scenario.ts';
import { podSpaceIn, serviceSpaceIn } from './spaces.ts';

/** What ends first and when, of each family, today and in a scenario; which nodes get no block; what new ranges lie over. */
export function planOf(cluster: PlanCluster, scenario: Scenario): Plan {
  const families = familiesOf(cluster, scenario);
  const spaces = families.flatMap((family) => podSpaceIn(cluster, scenario, family) ?? []);
  const without = nodesWithout(cluster, scenario, spaces);
  const rows = families.flatMap((family) => rowsOf(cluster, scenario, family, without));
  return {
    rows,
    first: families.map((family) => {
      const own = rows.filter((row) => row.family === family);
      return { family, today: firstOf(own, ({ today }) => today), scenario: firstOf(own, ({ scenario }) => scenario) };
    }),
    nodesWithout: without,
    overlaps: findOverlaps(cluster, scenario),
    notes: [...withoutNotes(without, spaces), ...notesOf(cluster, scenario)],
  };
}

/** Those of Services, the primary one first, then any that only pods have or the scenario adds. */
function familiesOf({ families, pods, services }: PlanCluster, { add }: Scenario): readonly Family[] {
  return [...new Set([...families, ...pods.map(({ family }) => family), ...services.map(({ family }) => family), ...(add ? [add] : [])])];
}

function rowsOf(cluster: PlanCluster, scenario: Scenario, family: Family, without: readonly NodesWithout[]): PlanRow[] {
  const pods = cluster.pods.find((space) => space.family === family);
  const services = cluster.services.find((space) => space.family === family);
  const podsThen = podSpaceIn(cluster, scenario, family);
  const servicesThen = serviceSpaceIn(cluster, scenario, family);
  return [
    ...(pods || podsThen ? [blockRow(cluster, scenario, family, pods, podsThen)] : []),
    ...podRows(cluster, scenario, family, pods, podsThen, without),
    ...(services || servicesThen ? [serviceRow(cluster, scenario, family, services, servicesThen)] : []),
  ];
}

/** Of ranges, which nobody widens in passing. Pods on nodes come first only where no range ends: with every node there is room for more. */
function firstOf(rows: readonly PlanRow[], side: (row: PlanRow) => Side | null): Planned | null {
  const ranges = rows.filter(({ what }) => what !== 'pods');
  return earliestOf(ranges, side) ?? earliestOf(rows, side);
}

/** The row that is full, else the one with the first likely date. */
function earliestOf(rows: readonly PlanRow[], side: (row: PlanRow) => Side | null): Planned | null {
  const dated = rows.flatMap((row) => {
    const ends = side(row)?.ends;
    if (ends?.kind === 'full') return { what: row.what, day: Number.NEGATIVE_INFINITY };
    return ends?.kind === 'date' ? { what: row.what, day: ends.likely } : [];
  });
  return (
    dated.reduce<(typeof dated)[number] | null>((first, one) => (first === null || one.day < first.day ? one : first), null)?.what ?? null
  );
}
