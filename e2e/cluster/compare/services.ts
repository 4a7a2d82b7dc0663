import type { Service, ServiceDetail, ServiceList } from '../../../shared/wire/services.ts';
import type { Compared } from '../agreement.ts';
import { differences, differencesByName } from '../differences.ts';
import type { Answers } from '../product.ts';
import { serviceSlices, services } from '../recount/services.ts';
import type { Snapshot } from '../snapshot.ts';

/** Services whose own page is read too: on a large cluster a sample, spread over the list. */
const pages = 60;

/** /services, item by item, its counts and filters, and the slices of single Services. */
export async function compareServices(snapshot: Snapshot, product: Answers): Promise<Compared[]> {
  const expected = services(snapshot);
  const shown = new Map((await product.all<Service>('/services')).map((service) => [`${service.namespace}/${service.name}`, service]));
  const compared: Compared[] = [
    { name: '/services has every Service, once', differences: differencesByName(expected, shown, () => []) },
    ...[...expected].map(([name, item]) => ({ name: `/services ${name}`, differences: differences(item, shown.get(name)) })),
  ];

  const policy = (name: string | undefined) => snapshot.services.filter(({ spec }) => spec.ipFamilyPolicy === name).length;
  const policies = {
    SingleStack: policy('SingleStack'),
    PreferDualStack: policy('PreferDualStack'),
    RequireDualStack: policy('RequireDualStack'),
    none: policy(undefined),
  };
  const first = await product.get<ServiceList>('/services?limit=1');
  compared.push({
    name: '/services counts by policy',
    differences: differences({ total: expected.size, counts: { policy: policies } }, first),
  });
  const filters = await Promise.all(
    (['SingleStack', 'PreferDualStack', 'RequireDualStack'] as const).map(async (name) =>
      differences(policies[name], (await product.get<ServiceList>(`/services?policy=${name}&limit=1`)).total, name),
    ),
  );
  compared.push({ name: '/services filtered by policy', differences: filters.flat() });

  const step = Math.max(1, Math.ceil(snapshot.services.length / pages));
  for (const service of snapshot.services.filter((_, i) => i % step === 0)) {
    const { namespace, name } = service.metadata;
    const detail = await product.get<ServiceDetail>(`/services/${namespace}/${name}`);
    const slices = new Map(
      detail.slices.map((slice) => [slice.name, { ...slice, addresses: slice.items.map(({ address }) => address).sort() }]),
    );
    compared.push({
      name: `/services/${namespace}/${name}: its slices`,
      differences: [
        ...differences(expected.get(`${namespace}/${name}`), detail),
        ...differencesByName(serviceSlices(snapshot, service), slices, compareSlice),
      ],
    });
  }
  return compared;
}

/** A page lists at most 100 endpoints of a slice. */
function compareSlice(expected: object, actual: { readonly addresses: readonly string[] }): string[] {
  const { addresses, ...rest } = expected as { addresses: string[] };
  const whole = addresses.length <= 100 ? differences(addresses, actual.addresses, 'addresses') : [];
  return [...differences(rest, actual), ...whole];
}
