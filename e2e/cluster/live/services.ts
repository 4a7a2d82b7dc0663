import type { Pool } from '../../../shared/wire/pools.ts';
import { agree } from '../agreement.ts';
import { ApiError } from '../api.ts';
import { isOnMap } from '../delays.ts';
import { differences } from '../differences.ts';
import { addressOf, addressText, type Family } from '../numbers.ts';
import { clusterAddresses } from '../recount/held.ts';
import { services } from '../recount/services.ts';
import { type Service, takeSnapshot } from '../snapshot.ts';
import { untilRight } from '../until.ts';
import type { Stage } from './stage.ts';

const port = { port: 80, protocol: 'TCP' };
const selector = { app: 'cidrscape' };

/** Every way to ask for families and addresses. Where the cluster has one family, the API server refuses some: that is printed. */
const asked: Record<string, object> = {
  plain: { selector },
  'single-v4': { selector, ipFamilyPolicy: 'SingleStack', ipFamilies: ['IPv4'] },
  'single-v6': { selector, ipFamilyPolicy: 'SingleStack', ipFamilies: ['IPv6'] },
  prefer: { selector, ipFamilyPolicy: 'PreferDualStack' },
  'prefer-v4-first': { selector, ipFamilyPolicy: 'PreferDualStack', ipFamilies: ['IPv4', 'IPv6'] },
  'prefer-v6-first': { selector, ipFamilyPolicy: 'PreferDualStack', ipFamilies: ['IPv6', 'IPv4'] },
  require: { selector, ipFamilyPolicy: 'RequireDualStack' },
  'require-v6-first': { selector, ipFamilyPolicy: 'RequireDualStack', ipFamilies: ['IPv6', 'IPv4'] },
  headless: { selector, clusterIP: 'None' },
  'headless-bare': { clusterIP: 'None' },
  'node-port': { selector, type: 'NodePort', ipFamilyPolicy: 'PreferDualStack' },
  'load-balancer': { selector, type: 'LoadBalancer', ipFamilyPolicy: 'PreferDualStack', externalIPs: ['198.51.100.77'] },
  'by-name': { type: 'ExternalName', externalName: 'db.example.com' },
};

/** Creates Services in every way, changes policies, sets an address of a load balancer, and deletes some. */
export async function playServices(stage: Stage): Promise<void> {
  const { api, product, report, world } = stage;
  const made: Service[] = [];
  for (const [name, spec] of Object.entries(asked)) {
    try {
      made.push(await createService(stage, name, spec));
    } catch (error) {
      if (name === 'plain' || !(error instanceof ApiError)) throw error;
      report.fact(`${name}: refused, ${error.message.slice(0, 160)}`);
    }
  }
  await playStatic(stage);
  await agree('Services created', api, product, report);

  const path = (name: string) => `${world.path('services')}/${name}`;
  const has = (name: string) => made.some(({ metadata }) => metadata.name === name);
  if (has('load-balancer')) {
    const ingress = [{ ip: '198.51.100.80', ipMode: 'VIP' }, { hostname: 'lb.example.com' }];
    await api.merge(`${path('load-balancer')}/status`, { status: { loadBalancer: { ingress } } });
    const from = performance.now();
    await stage.delays.until('the address of the load balancer', from, () => isOnMap(addressOf('198.51.100.80'), product));
  }
  await changePolicy(stage, 'plain', { ipFamilyPolicy: 'PreferDualStack', ipFamilies: null });
  if (has('require')) await changePolicy(stage, 'require', { ipFamilyPolicy: 'SingleStack' });
  await agree('Services changed', api, product, report);

  for (const service of made.filter((_, i) => i % 3 === 0)) {
    await api.remove(path(service.metadata.name));
    const from = performance.now();
    const [address] = clusterAddresses(service);
    if (address) await stage.delays.until(`the end of ${service.metadata.name}`, from, async () => !(await isOnMap(address, product)));
  }
  await agree('Services deleted', api, product, report);
}

export async function createService(stage: Stage, name: string, spec: object): Promise<Service> {
  const { product, report, world, delays } = stage;
  const body = { apiVersion: 'v1', kind: 'Service', metadata: { name }, spec: { ports: [port], ...spec } };
  const stored = await world.create<Service>(world.path('services'), body);
  const from = performance.now();
  const addresses = clusterAddresses(stored);
  const isShown = async () => {
    if (addresses.length === 0) return product.get(`/services/${world.name}/${name}`).then(() => true);
    return (await Promise.all(addresses.map((address) => isOnMap(address, product)))).every(Boolean);
  };
  await delays.until(`Service ${name} on the map`, from, isShown);
  await shownAsStored(stage, name);
  report.fact(`${name}: ${stored.spec.ipFamilyPolicy ?? 'no policy'}, ${stored.spec.clusterIPs?.join(' ') ?? 'no address'}`);
  return stored;
}

/** A policy that cannot be had (a family that the cluster lacks) is refused, and nothing may change on the page. */
async function changePolicy(stage: Stage, name: string, spec: object): Promise<void> {
  try {
    await stage.api.merge(`${stage.world.path('services')}/${name}`, { spec });
  } catch (error) {
    if (!(error instanceof ApiError)) throw error;
    stage.report.fact(`${name}: change refused, ${error.message.slice(0, 160)}`);
  }
  await shownAsStored(stage, name);
}

async function shownAsStored({ api, product, report, world }: Stage, name: string): Promise<void> {
  const left = await untilRight(async () => {
    const expected = services(await takeSnapshot(api)).get(`${world.name}/${name}`);
    return expected ? differences(expected, await product.get(`/services/${world.name}/${name}`)) : [`${name} is not stored`];
  });
  report.check(`Service ${name} is shown as the API server stored it`, left);
}

/** The next free static address that the product names is really free: the API server gives it out, and the next one follows. */
async function playStatic(stage: Stage): Promise<void> {
  const { product, report } = stage;
  const pools = await product.all<Pool>('/pools?kind=service');
  for (const family of ['IPv4', 'IPv6'] satisfies Family[]) {
    const pool = pools.find((one) => one.family === family && one.static?.nextFree != null);
    const next = pool?.static?.nextFree;
    if (!pool || next == null) {
      report.skip(`a static ${family} address`, 'no Service range of that family has a static band with a free address');
      continue;
    }
    const name = `static-${family.toLowerCase()}`;
    const stored = await createService(stage, name, { clusterIP: next, ipFamilies: [family] }).catch((error: unknown) => String(error));
    const got = typeof stored === 'string' ? stored : stored.spec.clusterIPs?.[0];
    report.check(`the next free static address of ${pool.id}, ${next}, is given out when asked for`, differences(next, got));
    if (family === 'IPv6') await playOddSpelling(stage, pool.id);
  }
}

/** An address in capitals is stored as it was written (measured on 1.37) and is the same number all the same. */
async function playOddSpelling(stage: Stage, id: string): Promise<void> {
  const { product, report } = stage;
  const pool = (await product.all<Pool>('/pools?kind=service')).find((one) => one.id === id);
  const next = pool?.static?.nextFree;
  if (next == null) return report.skip('an address in capitals', `${id} has no free static address`);
  const written = next.toUpperCase();
  const stored = await createService(stage, 'odd-spelling', { clusterIP: written, ipFamilies: ['IPv6'] });
  const { family, value } = addressOf(stored.spec.clusterIPs?.[0] ?? '::');
  report.fact(`written ${written}, stored ${stored.spec.clusterIPs?.[0]}, the same number as ${addressText(family, value)}`);
}
