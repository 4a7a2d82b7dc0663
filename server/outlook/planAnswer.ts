import type { Family } from '../../shared/net/address.ts';
import { formatAddressRange } from '../../shared/net/addressRange.ts';
import { formatCidr } from '../../shared/net/cidr.ts';
import type { FoundRanges } from '../../shared/plan/findRange/findRange.ts';
import type { Ends } from '../../shared/plan/forecast/ends.ts';
import type { Forecast } from '../../shared/plan/forecast/forecast.ts';
import type { Growth } from '../../shared/plan/forecast/growth.ts';
import type { DailyMaximum, LimitStep } from '../../shared/plan/forecast/series.ts';
import { usableOfBlock } from '../../shared/plan/nodeBlock.ts';
import type { MaskRehearsal } from '../../shared/plan/rehearseMask.ts';
import { dayText } from '../../shared/plan/scenario/days.ts';
import type { Side } from '../../shared/plan/scenario/plan.ts';
import type { PlanCluster, PodSpace, ServiceSpace } from '../../shared/plan/scenario/planCluster.ts';
import { planManifests } from '../../shared/plan/scenario/planManifests.ts';
import { planOf } from '../../shared/plan/scenario/planOf.ts';
import type { Planned, Scenario } from '../../shared/plan/scenario/scenario.ts';
import { formatScenario } from '../../shared/plan/scenario/scenarioText.ts';
import { podSpaceIn, serviceSpaceIn } from '../../shared/plan/scenario/spaces.ts';
import type { ForecastAnswer, ForecastHead, FoundRangesAnswer, MaskAnswer, PlanAnswer, PlanBase } from '../../shared/wire/plan.ts';

/** What was planned and forecast, as the API says it: dates for days, text for ranges. */

/** `forecastOf` gives the id in /forecast that has the past of a row. */
export function planAnswer(
  cluster: PlanCluster,
  scenario: Scenario,
  forecastOf: (what: Planned, family: Family) => string | null,
): Omit<PlanAnswer, 'revision'> {
  const { rows, first, nodesWithout, overlaps, notes } = planOf(cluster, scenario);
  const { serviceCIDRs, flags } = planManifests(cluster, scenario);
  return {
    scenario: formatScenario(scenario),
    today: dayText(cluster.today),
    families: [...cluster.families],
    nodes: cluster.nodes,
    base: {
      today: baseAnswer(cluster.maxPods, cluster.pods, cluster.services),
      scenario: baseAnswer(
        scenario.maxPods ?? cluster.maxPods,
        both.flatMap((family) => podSpaceIn(cluster, scenario, family) ?? []),
        both.flatMap((family) => serviceSpaceIn(cluster, scenario, family) ?? []),
      ),
    },
    rows: rows.map((row) => ({
      ...row,
      forecast: row.today && forecastOf(row.what, row.family),
      today: sideAnswer(row.today),
      scenario: sideAnswer(row.scenario),
    })),
    first: [...first],
    nodesWithout: nodesWithout.map((one) => ({ ...one, day: dayText(one.day) })),
    overlaps: overlaps.map(({ proposed, of, how, known }) => ({
      proposed: formatCidr(proposed),
      of,
      how,
      known: known.what,
      range: formatAddressRange(known.range),
    })),
    notes: [...notes],
    manifests: { serviceCIDRs, flags: flags.map(({ program, flags }) => ({ program, flags: [...flags] })) },
  };
}

const both: readonly Family[] = ['IPv4', 'IPv6'];

function baseAnswer(maxPods: number, pods: readonly PodSpace[], services: readonly ServiceSpace[]): PlanBase {
  return {
    maxPods,
    pods: pods.map(({ family, ranges, blockLength, allocator, ofControllerManager }) => ({
      family,
      ranges: ranges.map(formatCidr),
      blockLength,
      usable: `${usableOfBlock(family, blockLength, allocator)}`,
      ofControllerManager,
    })),
    services: services.map(({ family, ranges }) => ({ family, ranges: ranges.map(formatCidr) })),
  };
}

/** Without a forecast, nothing is fitted to it. */
export function forecastAnswer(
  head: ForecastHead & Pick<ForecastAnswer, 'withoutHistory'>,
  forecast: Pick<Forecast, 'growth' | 'shifts'> | null,
  {
    counts,
    alive,
    limits,
  }: { readonly counts: readonly DailyMaximum[]; readonly alive: readonly DailyMaximum[]; readonly limits: readonly LimitStep[] },
  today: number,
): Omit<ForecastAnswer, 'revision'> {
  return {
    ...head,
    today: dayText(today),
    growth: growthAnswer(forecast?.growth ?? null),
    shifts: (forecast?.shifts ?? []).map(dated),
    history: counts.map(dated),
    alive: alive.map(dated),
    limits: limits.map(dated),
  };
}

export function maskAnswer(family: MaskAnswer['family'], rehearsal: MaskRehearsal): Omit<MaskAnswer, 'revision'> {
  const { usable, fitBefore, fitAfter, collide, collisions } = rehearsal;
  return {
    ...rehearsal,
    family,
    usable: `${usable}`,
    fitBefore: `${fitBefore}`,
    fitAfter: `${fitAfter}`,
    collide: `${collide}`,
    collisions: collisions.map(({ block, nodes, isFreedWithOne }) => ({ block: formatCidr(block), nodes: [...nodes], isFreedWithOne })),
  };
}

export function foundRangesAnswer({ found, why }: FoundRanges): Omit<FoundRangesAnswer, 'revision'> {
  return { found: found.map(({ cidr, reasons }) => ({ cidr: formatCidr(cidr), reasons: [...reasons] })), why };
}

type SideAnswer = NonNullable<PlanAnswer['rows'][number]['today']>;

function sideAnswer(side: Side | null): SideAnswer | null {
  if (!side) return null;
  const { limits, additions, ends, growth } = side;
  return { ...side, limits: limits.map(dated), additions: additions.map(dated), ends: endsAnswer(ends), growth: growthAnswer(growth) };
}

export function endsAnswer(ends: Ends): SideAnswer['ends'] {
  if (ends.kind === 'date')
    return {
      ...ends,
      likely: dayText(ends.likely),
      earliest: dayText(ends.earliest),
      latest: ends.latest === null ? null : dayText(ends.latest),
    };
  if (ends.kind === 'not-within') return { ...ends, earliest: ends.earliest === null ? null : dayText(ends.earliest) };
  return ends;
}

function growthAnswer(growth: Growth | null): SideAnswer['growth'] {
  return growth && { ...growth, day: dayText(growth.day), season: [...growth.season] };
}

function dated<T extends { readonly day: number }>(one: T): Omit<T, 'day'> & { day: string } {
  return { ...one, day: dayText(one.day) };
}
