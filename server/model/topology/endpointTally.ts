import type { EndpointCounts } from '../../../shared/wire/services.ts';
import type { TopologyState } from '../../../shared/wire/topology.ts';
import type { EndpointRecord } from '../../records/records.ts';
import { addEndpoint } from '../serviceStates.ts';

/** Endpoints that pass somewhere. They cannot be told from the counts alone: one may be ready and terminating at the same time. */
export interface EndpointTally extends EndpointCounts {
  all: number;
  /** Those that terminate and still serve. */
  leaving: number;
}

export function noEndpoints(): EndpointTally {
  return { all: 0, leaving: 0, ready: 0, serving: 0, terminating: 0, notReady: 0 };
}

export function countEndpoint(tally: EndpointTally, endpoint: EndpointRecord): void {
  tally.all++;
  if (endpoint.terminating && endpoint.serving) tally.leaving++;
  addEndpoint(tally, endpoint, 1);
}

export function addTally(to: EndpointTally, from: EndpointTally): void {
  to.all += from.all;
  to.leaving += from.leaving;
  to.ready += from.ready;
  to.serving += from.serving;
  to.terminating += from.terminating;
  to.notReady += from.notReady;
}

/** How they are together. Without a ready one, those that terminate and still serve are what kube-proxy falls back on (KEP-1669). */
export function stateOf({ all, ready, leaving, notReady }: EndpointTally): TopologyState {
  if (all === 0) return 'empty';
  if (ready === all) return 'ready';
  if (ready > 0) return 'partly';
  if (leaving > 0) return 'serving';
  return notReady > 0 ? 'notReady' : 'terminating';
}

export function countsOf({ ready, serving, terminating, notReady }: EndpointTally): EndpointCounts {
  return { ready, serving, terminating, notReady };
}

/** The worst first. */
export const gravityOf: Readonly<Record<TopologyState, number>> = {
  missing: 0,
  notReady: 1,
  terminating: 2,
  serving: 3,
  partly: 4,
  unknown: 5,
  ready: 6,
  empty: 7,
};
