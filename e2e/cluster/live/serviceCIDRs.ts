import type { Pool } from '../../../shared/wire/pools.ts';
import { agree } from '../agreement.ts';
import { addressText, type Family, rangeOf } from '../numbers.ts';
import { paths, type ServiceCIDR, takeSnapshot } from '../snapshot.ts';
import { untilRight, untilThere } from '../until.ts';
import { createService } from './services.ts';
import type { Stage } from './stage.ts';

/**
 * Eight ranges that lie in one another, are the same twice, and are tiny; "own" is one of the cluster's own ranges once more. A cluster
 * of one family gets that family's part of each.
 */
const eight: Readonly<Record<string, Partial<Record<Family, string>>>> = {
  wide: { IPv4: '172.31.240.0/22', IPv6: 'fd00:c1d5:ca9e:1::/112' },
  inner: { IPv4: '172.31.241.0/24', IPv6: 'fd00:c1d5:ca9e:1::100/120' },
  twin: { IPv4: '172.31.241.0/24' },
  'twin-v6': { IPv6: 'fd00:c1d5:ca9e:1::100/120' },
  innermost: { IPv4: '172.31.241.16/28', IPv6: 'fd00:c1d5:ca9e:1::110/124' },
  tiny: { IPv4: '172.31.242.4/30' },
  single: { IPv6: 'fd00:c1d5:ca9e:1::200/127', IPv4: '172.31.243.9/32' },
  own: {},
};

/** Offsets in the widest range: where it alone is; the edge of an inner one, which only the wider one gives out; where three lie. */
const places: Readonly<Record<string, bigint>> = { 'in-wide': 0x25n, 'at-an-edge': 0x100n, 'in-three': 0x114n };

/** Eight overlapping Service ranges with Services in them; the widest is deleted while one address depends on it alone. */
export async function playServiceCIDRs(stage: Stage): Promise<void> {
  const { api, product, report, world } = stage;
  const { serviceCIDRs } = await takeSnapshot(api);
  if (serviceCIDRs === undefined) return report.skip('eight Service ranges', 'ServiceCIDR is not served here');
  const own = serviceCIDRs.flatMap(({ spec }) => spec.cidrs);
  const families = [...new Set(own.map((text) => rangeOf(text).family))];
  const made: string[] = [];
  for (const [suffix, parts] of Object.entries(eight)) {
    const cidrs = suffix === 'own' ? own.slice(0, 1) : families.flatMap((family) => parts[family] ?? []);
    // A part of a family that the cluster lacks leaves room for another range of the one it has.
    const [family = 'IPv4'] = families;
    const instead = family === 'IPv4' ? `172.31.243.${16 * made.length}/28` : `fd00:c1d5:ca9e:1::${300 + 10 * made.length}/124`;
    await createRange(stage, `${world.name}-${suffix}`, cidrs.length > 0 ? cidrs : [instead]);
    made.push(`${world.name}-${suffix}`);
  }
  await untilThere('the ranges to be ready', async () => {
    const all = (await api.list<ServiceCIDR>(paths.ServiceCIDR)) ?? [];
    const ready = all.filter(({ status }) => status?.conditions?.some(({ type, status }) => type === 'Ready' && status === 'True'));
    return ready.length >= made.length + serviceCIDRs.length ? true : undefined;
  });
  await agree('eight overlapping Service ranges', api, product, report);

  for (const family of families) {
    const wide = rangeOf(eight.wide?.[family] ?? '');
    for (const [where, offset] of Object.entries(places)) {
      const clusterIP = addressText(family, wide.first + offset);
      await createService(stage, `${where}-${family.toLowerCase()}`, { clusterIP, ipFamilyPolicy: 'SingleStack', ipFamilies: [family] });
    }
  }
  await agree('Services in eight overlapping ranges', api, product, report);

  const wide = `${world.name}-wide`;
  await api.remove(`${paths.ServiceCIDR}/${wide}`);
  const blocked = await untilRight(async () => {
    const range = await api.get<ServiceCIDR>(`${paths.ServiceCIDR}/${wide}`);
    return range?.status?.conditions?.some(({ reason }) => reason === 'Terminating') ? [] : ['it is not held back yet'];
  });
  report.check('the widest range is held back', blocked);
  await agree('eight overlapping ranges, one being deleted', api, product, report);
  const pools = (await product.all<Pool>('/pools?kind=service')).filter(({ name }) => name === wide);
  for (const { id, blockedBy } of pools) report.fact(`${id} is held back by ${blockedBy.map(({ name }) => name).join(', ')}`);

  for (const family of families) await api.remove(`${world.path('services')}/in-wide-${family.toLowerCase()}`);
  await agree('held back by the edge of an inner range alone', api, product, report);
  for (const family of families) {
    for (const where of Object.keys(places)) await api.remove(`${world.path('services')}/${where}-${family.toLowerCase()}`);
  }
  for (const name of made) await api.remove(`${paths.ServiceCIDR}/${name}`);
  const gone = await untilRight(async () => {
    const left = ((await api.list<ServiceCIDR>(paths.ServiceCIDR)) ?? []).filter(({ metadata }) => made.includes(metadata.name));
    return left.map(({ metadata }) => `${metadata.name} is still there`);
  }, 120_000);
  report.check('all eight go', gone);
  await agree('eight overlapping ranges gone', api, product, report);
}

async function createRange({ world }: Stage, name: string, cidrs: readonly string[]): Promise<void> {
  const body = { apiVersion: 'networking.k8s.io/v1', kind: 'ServiceCIDR', metadata: { name }, spec: { cidrs } };
  await world.create<ServiceCIDR>(paths.ServiceCIDR, body);
}
