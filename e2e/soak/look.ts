import { setTimeout as sleep } from 'node:timers/promises';
import type { Demo } from '../../server/demo/startDemo.ts';
import type { KindStatus, Status } from '../../shared/wire/status.ts';
import { snapshotOf } from '../chaos/truth.ts';
import { type Comparisons, everything } from '../cluster/agreement.ts';
import { holdersNow } from '../cluster/compare/history.ts';
import { compareMaps } from '../cluster/compare/maps.ts';
import type { Product } from '../cluster/product.ts';
import { coreKinds } from './faultMix.ts';
import { countsOf } from './truth.ts';

/** What one look at the product came to. */
export interface Look {
  /** Routes whose answers could be held to the truth. */
  readonly compared: readonly string[];
  /** Checks that were made: an item of a list is one. */
  readonly checks: number;
  readonly differences: readonly string[];
  /** Kinds that the product itself does not call synced, with what it says of them. */
  readonly behind: readonly string[];
  /** Milliseconds from the first question to the last right answer. */
  readonly took: number;
}

/** Whatever says something of families: what lets traffic in, or keeps it out, beside the core. */
const allKinds = [...coreKinds, 'NetworkPolicy', 'Ingress', 'Gateway.gateway.networking.k8s.io'];

/** The kinds that a route's answer depends on; a route that is not here depends on all of the core's. */
const needs: Readonly<Record<string, readonly string[]>> = {
  '/services': ['Service', 'EndpointSlice'],
  '/namespaces': ['Namespace', 'Service'],
  '/nodeports': ['Service', 'Pod'],
  '/nodes': ['Node', 'Pod'],
  '/findings': allKinds,
  '/audit': allKinds,
};

/** Each map of a pool down to single addresses takes seconds: many of them once a minute, the first levels otherwise. */
const mapsInPassing = 12;

const { '/status': _, ...answers } = everything;
/** Whole looks alone: what the history is told is written a little later. */
const routes: Comparisons = { ...answers, '/addresses/{ip}/history': holdersNow() };
const inPassing: Comparisons = { ...answers, '/map': (snapshot, product) => compareMaps(snapshot, product, mapsInPassing) };

/** Which kinds are behind by the product's own account. A kind that the cluster has not is not behind where the product says so. */
export function behind(status: Status, counts: ReadonlyMap<string, number>): KindStatus[] {
  return status.kinds.filter(({ state, connected, resource }) => {
    if (state === 'synced' && connected) return false;
    // Some ConfigMaps are asked for where their CNI is alone, so here the product may say either.
    return state !== 'not-served' || counts.has(resource);
  });
}

/**
 * Holds what the product says to the cluster as it stands, the cluster standing still; again and again while they differ, for what was
 * told last may be on its way, until the bound (milliseconds) passes. What the product itself does not call synced is left out: whole
 * looks are made when nothing is.
 */
export async function look(demo: Demo, product: Product, isWhole: boolean, bound: number): Promise<Look> {
  const start = performance.now();
  const snapshot = snapshotOf(demo.cluster);
  const counts = countsOf(demo);
  const comparisons = isWhole ? routes : inPassing;
  while (true) {
    const before = await product.get<Status>('/status');
    const late = new Set(behind(before, counts).map(({ kind }) => kind));
    const counted = compareCounts(before, counts, late);
    const compared: string[] = [];
    const differences: string[] = [...counted.differences];
    let checks = counted.checks;
    // As long as not even the counts are right, the rest is not asked for.
    for (const [route, compare] of Object.entries(differences.length > 0 ? {} : comparisons)) {
      if ((needs[route] ?? coreKinds).some((kind) => late.has(kind))) continue;
      const found = await compare(snapshot, product).catch((error: unknown) => [{ name: route, differences: [String(error)] }]);
      compared.push(route);
      checks += found.length;
      for (const each of found) differences.push(...each.differences.map((line) => `${each.name}: ${line}`));
    }
    const after = behind(await product.get<Status>('/status'), counts);
    const took = performance.now() - start;
    const isMoving = after.some(({ kind }) => !late.has(kind)); // one that fell behind meanwhile explains what differs
    if (differences.length === 0 || (took > bound && !isMoving) || took > 3 * bound) {
      const told = after.map(({ kind, state, error }) => `${kind} ${state}${error === null ? '' : ` (${error})`}`);
      return { compared, checks, differences, behind: told, took };
    }
    await sleep(100);
  }
}

function compareCounts({ kinds }: Status, counts: ReadonlyMap<string, number>, late: ReadonlySet<string>) {
  const differences: string[] = [];
  const held = kinds.filter(({ kind, resource }) => !late.has(kind) && counts.has(resource));
  for (const { kind, resource, objects } of held) {
    if (objects !== counts.get(resource)) differences.push(`/status ${kind}: the API has ${counts.get(resource)}, the product ${objects}`);
  }
  return { checks: held.length, differences };
}

/**
 * Waits until the product calls every kind synced; the milliseconds it took, or, where the bound passes first, the kinds that are behind.
 */
export async function untilWhole(
  demo: Demo,
  product: Product,
  bound: number,
  isOver: () => boolean,
): Promise<number | readonly KindStatus[]> {
  const start = performance.now();
  while (true) {
    const late = behind(await product.get<Status>('/status'), countsOf(demo));
    const took = performance.now() - start;
    if (late.length === 0) return took;
    if (took > bound || isOver()) return late;
    await sleep(200);
  }
}
