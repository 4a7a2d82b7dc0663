import { expect } from '@playwright/test';
import type { AddressAnswer, SearchAnswer } from '../../shared/wire/addresses.ts';
import type { FindingList } from '../../shared/wire/findings.ts';
import type { AddressHistory, PoolsThen } from '../../shared/wire/history.ts';
import type { MapAnswer } from '../../shared/wire/map.ts';
import type { NodePorts } from '../../shared/wire/nodePorts.ts';
import type { NodeList } from '../../shared/wire/nodes.ts';
import type { Overview } from '../../shared/wire/overview.ts';
import type { ForecastAnswer, ForecastList } from '../../shared/wire/plan.ts';
import type { FreeList, NodeBlockList, PoolList } from '../../shared/wire/pools.ts';
import type { ServiceList } from '../../shared/wire/services.ts';
import type { Status } from '../../shared/wire/status.ts';

/** What each route answers; a route below another's, such as services/shop/web, is asked for by its own type. */
interface Answers {
  overview: Overview;
  pools: PoolList;
  services: ServiceList;
  nodes: NodeList;
  findings: FindingList;
  nodeports: NodePorts;
  status: Status;
  forecast: ForecastList;
  'history/pools': PoolsThen;
  map: MapAnswer;
  search: SearchAnswer;
}

/** Asks the product what the page asks it: the numbers on the screen are held to this. */
export async function ask<Route extends keyof Answers>(url: string, route: Route, query = ''): Promise<Answers[Route]> {
  return (await answer(`${url}/api/v1/${route}${query}`)) as Answers[Route];
}

/** The node blocks of a pool. */
export async function askBlocks(url: string, pool: string, query = ''): Promise<NodeBlockList> {
  return (await answer(`${url}/api/v1/pools/${pool}/blocks${query}`)) as NodeBlockList;
}

/** The lowest free prefixes of a pool of one length. */
export async function askFree(url: string, pool: string, prefix: number): Promise<FreeList> {
  return (await answer(`${url}/api/v1/pools/${pool}/free?limit=1000&prefix=${prefix}`)) as FreeList;
}

async function answer(place: string): Promise<unknown> {
  const response = await fetch(place);
  if (!response.ok) throw new Error(`${place}: ${response.status} ${await response.text()}`);
  return response.json();
}

/** Who holds an address. */
export async function askAddress(url: string, address: string): Promise<AddressAnswer> {
  return (await answer(`${url}/api/v1/addresses/${encodeURIComponent(address)}`)) as AddressAnswer;
}

/** Who held an address. */
export async function askHistory(url: string, address: string): Promise<AddressHistory> {
  return (await answer(`${url}/api/v1/addresses/${encodeURIComponent(address)}/history`)) as AddressHistory;
}

/** What a pool ends by, and when. */
export async function askForecast(url: string, pool: string): Promise<ForecastAnswer> {
  return (await answer(`${url}/api/v1/forecast/${pool}`)) as ForecastAnswer;
}

/** Waits until every kind that may be read is whole. */
export async function untilSynced(url: string): Promise<void> {
  await expect.poll(async () => (await ask(url, 'status')).synced, { timeout: 60_000 }).toBe(true);
}

/** Waits until all of the demo's made past is what forecasts rest on: it is written pool by pool. */
export async function untilCounted(url: string): Promise<void> {
  const isCounted = async () => {
    const { items } = await ask(url, 'forecast', '?limit=1000');
    return items.length > 0 && items.every(({ ends, made, basis }) => ends === null || (made && basis !== 'alive'));
  };
  await expect.poll(isCounted, { timeout: 90_000 }).toBe(true);
}
