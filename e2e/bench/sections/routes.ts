import { json, timedGet } from '../http.ts';
import type { Stage, Subject } from '../stage.ts';
import { median } from '../statistics.ts';
import { bytes, compared, type Row } from '../table.ts';

const times = 60; // that each is asked
const warming = 10; // times before, which are not counted
const limit = 20; // items: as many as the smallest cluster has, so that answers are alike

interface Place {
  /** The route as the API's own description calls it, and what is asked of it. */
  readonly route: string;
  readonly query: string;
  readonly path: string;
}

/** Every route of the API on clusters of several sizes, asked in turns. */
export async function routes(stage: Stage): Promise<Row[]> {
  const subjects = await stage.subjects();
  const places = await Promise.all(subjects.map(placesOf));
  const [first = []] = places;
  const rows: Row[] = [];
  for (const [i, { route, query }] of first.entries()) {
    const asked = subjects.map((subject, at) => ({ subject, path: places[at]?.[i]?.path ?? '', milliseconds: [] as number[], bytes: 0 }));
    for (let time = -warming; time < times; time++) {
      for (const one of asked) {
        const { status, body, milliseconds } = await timedGet(`${one.subject.product.url}/api/v1${one.path}`);
        if (status !== 200) throw new Error(`GET ${one.path}: ${status}`);
        if (time >= 0) one.milliseconds.push(milliseconds);
        one.bytes = body.length;
      }
    }
    const [smallest, largest] = [asked[0], asked.at(-1)];
    if (!smallest || !largest) continue;
    const between = asked.slice(1, -1).map((one) => `${median(one.milliseconds).toFixed(2)} ms at ${one.subject.cluster.name}`);
    rows.push(
      compared(
        `${route}${query}`,
        'ms',
        median(largest.milliseconds),
        `at ${smallest.subject.cluster.name}`,
        median(smallest.milliseconds),
        {
          most: 1.2,
          counts: [`${bytes(largest.bytes)} : ${bytes(smallest.bytes)}`, ...between].join('; '),
        },
      ),
    );
  }
  return rows;
}

/** The first 65,536 addresses of an IPv4 range: as many as are told one by one. */
function firstOf(cidr: string): string {
  const [address = '', length = '32'] = cidr.split('/');
  return `${address}/${Math.max(16, Number(length))}`;
}

interface Named {
  readonly items: readonly [{ readonly name: string }, ...{ readonly name: string }[]];
}
interface Pools {
  readonly items: readonly [{ readonly id: string; readonly cidr: string; readonly blocks: { readonly prefixLength: number } | null }];
}
interface Services {
  readonly items: readonly { readonly namespace: string; readonly name: string; readonly clusterIPs: readonly string[] }[];
}

/** Every route with something that there is on this cluster. Throws where the API has a route that is not asked here. */
async function placesOf({ product: { url } }: Subject): Promise<Place[]> {
  const ask = <T>(path: string) => json<T>(`${url}/api/v1${path}`);
  const pods = (await ask<Pools>('/pools?kind=pod&family=IPv4&limit=1')).items[0];
  const node = (await ask<Named>('/nodes?limit=1')).items[0];
  const services = (await ask<Services>('/services?limit=1000')).items;
  const service = services.find(({ clusterIPs: [address = ''] }) => /^\d/.test(address));
  if (!service) throw new Error('no Service of the first thousand has an IPv4 address');
  const [address] = service.clusterIPs;
  const named: Readonly<Record<string, string>> = {
    '/addresses/{ip}/history': `/addresses/${address}/history`,
    '/pools/{id}': `/pools/${encodeURIComponent(pods.id)}`,
    '/addresses/{ip}': `/addresses/${address}`,
    '/services/{namespace}/{name}': `/services/${service.namespace}/${service.name}`,
    '/nodes/{name}': `/nodes/${node.name}`,
    '/audit/{list}': '/audit/pods',
    '/forecast/{id}': `/forecast/${encodeURIComponent(pods.id)}`,
  };
  const list = `?limit=${limit}`;
  const asked: readonly (readonly [route: string, query: string])[] = [
    ['/overview', ''],
    ['/pools', list],
    ['/pools/{id}', list],
    ['/pools/{id}/blocks', list],
    ['/pools/{id}/holders', list],
    ['/pools/{id}/free', `?prefix=${pods.blocks?.prefixLength ?? 28}&limit=${limit}`],
    ['/map', `?cidr=${encodeURIComponent(pods.cidr)}`],
    ...['namespace', 'zone', 'node', 'age', 'findings'].map((by) => ['/map', `?by=${by}&cidr=${encodeURIComponent(pods.cidr)}`] as const),
    ['/map/addresses', `?cidr=${encodeURIComponent(firstOf(pods.cidr))}`],
    ['/outside', ''],
    ['/object', `?kind=Node&name=${node.name}`],
    ['/addresses/{ip}', ''],
    ['/addresses/{ip}/history', ''],
    ['/history', `?pool=${encodeURIComponent(pods.id)}`],
    ['/history/pools', `?at=${new Date(Date.now() - 60_000).toISOString()}`],
    ['/search', `?q=${address}`],
    ['/search', '?q=web'],
    ['/services', list],
    ['/services', `${list}&sort=-findings`],
    ['/services', `${list}&q=web`],
    ['/services/predict', '?policy=PreferDualStack&families=IPv6,IPv4'],
    ['/services/{namespace}/{name}', ''],
    ['/topology', `?service=${service.namespace}/${service.name}`],
    ['/topology', `?namespace=${service.namespace}`],
    ['/topology', `?node=${node.name}`],
    ['/nodes', list],
    ['/nodes', `${list}&sort=-findings`],
    ['/nodes/{name}', ''],
    ['/namespaces', list],
    ['/nodeports', list],
    ['/audit', ''],
    ['/audit/leaving', '?leaving=IPv6'],
    ['/audit/{list}', list],
    ['/findings', list],
    ['/forecast', list],
    ['/forecast/{id}', ''],
    ['/plan', '?scenario=nodes=24;mask4=25;services=10.112.0.0/20'],
    ['/plan/mask', '?family=IPv4&prefix=23'],
    ['/plan/ranges', '?wish=a+/20+for+Services'],
    ['/status', ''],
  ];
  const { paths } = await json<{ readonly paths: Readonly<Record<string, unknown>> }>(`${url}/openapi.json`);
  const forgotten = Object.keys(paths).filter((path) => path !== '/api/v1/stream' && !asked.some(([route]) => `/api/v1${route}` === path));
  if (forgotten.length > 0) throw new Error(`the bench does not ask for ${forgotten.join()}: add it to e2e/bench/sections/routes.ts`);
  return asked.map(([route, query]) => {
    const [name = '', rest = ''] = route.split(/(?<=\})/, 2);
    return {
      route,
      query: query
        .replace(String(address), 'ADDRESS')
        .replace(/cidr=.*/, 'cidr=POOL')
        .replace(/^\?(service|namespace|node)=.*/, (_, name: string) => `?${name}=${name.toUpperCase()}`),
      path: `${named[route] ?? (named[name] ?? name) + rest}${query}`,
    };
  });
}
