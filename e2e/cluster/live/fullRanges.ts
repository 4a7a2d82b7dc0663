import type { Pool } from '../../../shared/wire/pools.ts';
import { agree } from '../agreement.ts';
import { ApiError } from '../api.ts';
import { differences } from '../differences.ts';
import { checkFindings } from '../findings.ts';
import type { Family } from '../numbers.ts';
import { clusterAddresses } from '../recount/held.ts';
import { paths, type Service } from '../snapshot.ts';
import { untilRight } from '../until.ts';
import { createService } from './services.ts';
import type { Stage } from './stage.ts';

/** Services looked at together while a range fills: after each so many, everything is recounted. */
const together = 4;

/** Ranges so small that they fill up: NodePorts to the last port, then each family to its last address, and one address back. */
export async function playFullRanges(stage: Stage): Promise<void> {
  const { api, product, report, world } = stage;
  await fillNodePorts(stage);
  for (const family of ['IPv4', 'IPv6'] satisfies Family[]) await fill(stage, family);

  const full = (await product.all<Pool>('/pools?kind=service')).map(({ id, addresses }) => ({ id, free: addresses.free }));
  report.check(
    'nothing is free in either family',
    differences(
      full.map(({ id }) => ({ id, free: '0' })),
      full,
    ),
  );
  await checkFindings(report, product, 'both ranges are full', 'service-range-full', (found) =>
    differences(full.map(({ id }) => id).sort(), found.flatMap(({ pools }) => pools).sort()),
  );
  await checkFindings(report, product, 'both families are exhausted', 'service-family-exhausted', (found) => differences(2, found.length));

  // A family that is exhausted fails the Service that only prefers it, too; the other one's address may then be left without a Service.
  await api.remove(`${world.path('services')}/ipv6-0`);
  await refused(stage, 'prefer', { ipFamilyPolicy: 'PreferDualStack' });
  await agree('one family exhausted, and one Service refused', api, product, report);

  const gone = await api.get<Service>(`${world.path('services')}/ipv4-0`);
  const [address] = gone?.spec.clusterIPs ?? [];
  await api.remove(`${world.path('services')}/ipv4-0`);
  const left = await untilRight(async () => {
    const [pool] = await product.all<Pool>('/pools?kind=service&family=IPv4');
    return differences({ addresses: { free: '1' } }, pool);
  });
  report.check('a deleted Service frees its address', left);
  await agree('one address free again', api, product, report);
  await checkFindings(report, product, 'a range with one free address is not full', 'service-range-full', (found) =>
    differences(
      [],
      found.filter(({ pools }) => pools.some((id) => id.includes('10.96.'))).map(({ id }) => id),
    ),
  );
  const again = await createService(stage, 'again', { ipFamilyPolicy: 'SingleStack', ipFamilies: ['IPv4'] });
  report.check('the next Service gets that very address', differences([address], again.spec.clusterIPs));
}

/** Creates Services of one family until the API server has no address left: a plain HTTP 500 (measured). */
async function fill(stage: Stage, family: Family): Promise<void> {
  const { api, product, report } = stage;
  for (let i = 0; ; i++) {
    const spec = { ipFamilyPolicy: 'SingleStack', ipFamilies: [family] };
    try {
      await createService(stage, `${family.toLowerCase()}-${i}`, spec);
    } catch (error) {
      if (!(error instanceof ApiError) || error.status !== 500) throw error;
      report.fact(`${family}: Service ${i + 1} is refused, ${error.message.slice(0, 160)}`);
      break;
    }
    if (i % together === together - 1) await agree(`${i + 1} Services of ${family}`, api, product, report);
  }
  await agree(`${family} full`, api, product, report);
}

/** One Service after another takes half of the ports that are left, the last one takes what remains. */
async function fillNodePorts(stage: Stage): Promise<void> {
  const { api, product, report, world } = stage;
  const ports = (count: number) => Array.from({ length: count }, (_, i) => ({ name: `p${i}`, port: 80 + i, protocol: 'TCP' }));
  await createService(stage, 'half-the-ports', { type: 'NodePort', ports: ports(10) });
  await agree('half of the NodePorts', api, product, report);
  // One port for TCP and UDP is one port; the health check of a load balancer takes one of the same range.
  const both = ['TCP', 'UDP'].map((protocol) => ({ name: protocol.toLowerCase(), port: 53, protocol }));
  const shared = await createService(stage, 'shared-port', { type: 'NodePort', ports: both });
  report.fact(`TCP and UDP of port 53: ${shared.spec.ports?.map(({ nodePort }) => nodePort).join(' and ')}`);
  await createService(stage, 'health-check', {
    type: 'LoadBalancer',
    externalTrafficPolicy: 'Local',
    allocateLoadBalancerNodePorts: false,
  });
  await agree('NodePorts of two protocols and of a health check', api, product, report);
  for (let i = 0; ; i++) {
    try {
      await createService(stage, `ports-${i}`, { type: 'NodePort', ports: ports(1) });
    } catch (error) {
      if (!(error instanceof ApiError) || error.status !== 500) throw error;
      report.fact(`after ${i} more ports: refused, ${error.message.slice(0, 160)}`);
      break;
    }
  }
  await agree('NodePorts full', api, product, report);
  for (const { metadata } of (await api.list<Service>(paths.Service)) ?? []) {
    if (metadata.namespace === world.name) await api.remove(`${world.path('services')}/${metadata.name}`);
  }
  await agree('NodePorts given back', api, product, report);
}

async function refused(stage: Stage, name: string, spec: object): Promise<void> {
  const { report } = stage;
  try {
    const stored = await createService(stage, name, spec);
    report.check(`${name} is refused`, [`it got ${clusterAddresses(stored).length} addresses`]);
  } catch (error) {
    if (!(error instanceof ApiError)) throw error;
    report.check(`${name} is refused with HTTP 500`, differences(500, error.status));
    report.fact(`${name}: ${error.message.slice(0, 160)}`);
  }
}
