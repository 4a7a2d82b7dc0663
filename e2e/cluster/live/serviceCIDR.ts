import type { PoolDetail } from '../../../shared/wire/pools.ts';
import { agree } from '../agreement.ts';
import { differences } from '../differences.ts';
import { lies, rangeOf } from '../numbers.ts';
import { paths, type ServiceCIDR, takeSnapshot } from '../snapshot.ts';
import { untilRight } from '../until.ts';
import { createService } from './services.ts';
import type { Stage } from './stage.ts';

/** Small ranges that a cluster hardly has; the first that overlaps none of its own is taken. */
const spare = ['172.31.254.0/27', '10.255.254.0/27', 'fd00:c1d5:ca9e::/123'];

/** A second Service range comes, an address is taken from it, it is deleted while that address holds it back, and goes. */
export async function playServiceCIDR(stage: Stage): Promise<void> {
  const { api, product, report, world } = stage;
  const { serviceCIDRs } = await takeSnapshot(api);
  const own = serviceCIDRs?.flatMap(({ spec }) => spec.cidrs.map(rangeOf)) ?? [];
  const text = spare.find((one) => {
    const range = rangeOf(one);
    return own.some(({ family }) => family === range.family) && !own.some((other) => lies({ ...range, value: range.first }, other));
  });
  if (serviceCIDRs === undefined || text === undefined) {
    return report.skip('a second Service range', serviceCIDRs === undefined ? 'ServiceCIDR is not served here' : 'no spare range is free');
  }
  const name = world.name;
  await world.create<ServiceCIDR>(paths.ServiceCIDR, {
    apiVersion: 'networking.k8s.io/v1',
    kind: 'ServiceCIDR',
    metadata: { name },
    spec: { cidrs: [text] },
  } as { metadata: { name: string } });
  await agree('a second Service range', api, product, report);

  const range = rangeOf(text);
  const id = `service/${name}/${text.replace('/', '-')}`;
  const { static: band } = await product.get<PoolDetail>(`/pools/${id}`);
  const left = await untilRight(async () => {
    // The API server allocates from a new range only once a controller has called it ready.
    await createService(stage, 'in-second-range', { clusterIP: band?.nextFree ?? '', ipFamilies: [range.family] });
    return [];
  });
  report.check(`a Service takes ${band?.nextFree} of the second range`, left);
  await api.remove(`${paths.ServiceCIDR}/${name}`);
  await agree('that range deleted, and held back', api, product, report);
  const blocked = await untilRight(async () => {
    const pool = await product.get<PoolDetail>(`/pools/${id}`);
    const by = [{ kind: 'Service', namespace: world.name, name: 'in-second-range' }];
    return differences({ state: 'deleting', blockedBy: by }, pool);
  });
  report.check(`${id} is being deleted, and the Service that holds it back is named`, blocked);
  await api.remove(`${world.path('services')}/in-second-range`);
  const gone = await untilRight(async () => ((await api.get(`${paths.ServiceCIDR}/${name}`)) === undefined ? [] : ['it is still there']));
  report.check('the second range goes with its last Service', gone);
  await agree('the second range gone', api, product, report);
}
