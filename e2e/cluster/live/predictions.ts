import type { ServiceDetail, ServicePrediction } from '../../../shared/wire/services.ts';
import { differences } from '../differences.ts';
import { paths, type Service } from '../snapshot.ts';
import type { Stage } from './stage.ts';

/** New Services: what the product is asked, and the fields that say the same to the API server. */
const asked: Record<string, object> = {
  '': {},
  'policy=SingleStack&families=IPv6': { ipFamilyPolicy: 'SingleStack', ipFamilies: ['IPv6'] },
  'families=IPv4': { ipFamilies: ['IPv4'] },
  'families=IPv4,IPv6': { ipFamilies: ['IPv4', 'IPv6'] },
  'policy=PreferDualStack': { ipFamilyPolicy: 'PreferDualStack' },
  'policy=PreferDualStack&families=IPv6,IPv4&type=LoadBalancer': {
    ipFamilyPolicy: 'PreferDualStack',
    ipFamilies: ['IPv6', 'IPv4'],
    type: 'LoadBalancer',
  },
  'policy=RequireDualStack&type=NodePort': { ipFamilyPolicy: 'RequireDualStack', type: 'NodePort' },
  'headless=true': { clusterIP: 'None', clusterIPs: ['None'] },
  'headless=true&selector=false': { clusterIP: 'None', clusterIPs: ['None'], selector: null },
  'headless=true&type=NodePort': { clusterIP: 'None', clusterIPs: ['None'], type: 'NodePort' },
  'type=ExternalName': { type: 'ExternalName', externalName: 'db.example.com' },
  'type=ExternalName&policy=SingleStack': { type: 'ExternalName', externalName: 'db.example.com', ipFamilyPolicy: 'SingleStack' },
  'clusterIPs=192.0.2.1': { clusterIP: '192.0.2.1', clusterIPs: ['192.0.2.1'] },
};

/**
 * What the product says would become of new Services and of changes to those that there are, beside what the API server answers to the
 * same as a dry run. For clusters whose ranges are not full: a dry run does not notice that.
 */
export async function playPredictions({ api, product, report, world }: Stage): Promise<void> {
  for (const [query, spec] of Object.entries(asked)) {
    const predicted = await product.get<ServicePrediction>(`/services/predict?${query}`);
    const body = { metadata: { name: 'predicted' }, spec: { ports: [{ port: 80 }], selector: { app: 'any' }, ...spec } };
    const answer = await api.answer('POST', `${world.path('services')}?dryRun=All`, body);
    report.check(`a new Service with ${query === '' ? 'nothing set' : query} is predicted`, differences(outcomeOf(answer), predicted));
  }
  for (const { metadata } of (await api.list<Service>(paths.Service)) ?? []) {
    const { namespace, name } = metadata;
    const { predict } = await product.get<ServiceDetail>(`/services/${namespace}/${name}`);
    const wrong: string[] = predict === null ? ['nothing is predicted'] : [];
    for (const { change, ...predicted } of predict ?? []) {
      const spec = {
        ...(change.policy === undefined ? {} : { ipFamilyPolicy: change.policy }),
        ...(change.families === undefined ? {} : { ipFamilies: change.families }),
      };
      const answer = await api.answer('PATCH', `/api/v1/namespaces/${namespace}/services/${name}?dryRun=All`, { spec });
      const { result, families } = outcomeOf(answer);
      wrong.push(...differences({ result, families }, predicted, JSON.stringify(change)));
    }
    report.check(`each change of ${namespace}/${name} is predicted`, wrong);
  }
}

/** The fields of a prediction that an answer of the API server says. */
function outcomeOf({
  status,
  body,
}: {
  readonly status: number;
  readonly body: string;
}): Pick<ServicePrediction, 'result' | 'families'> & Partial<ServicePrediction> {
  if (status >= 300) {
    const { details } = JSON.parse(body) as { details?: { causes?: { field: string }[] } };
    return { result: 'rejected', families: [], status, field: details?.causes?.[0]?.field ?? null };
  }
  const { spec } = JSON.parse(body) as { spec: { type: string; ipFamilyPolicy?: string; ipFamilies?: string[] } };
  const { type, ipFamilyPolicy, ipFamilies } = spec as { type: 'ClusterIP'; ipFamilyPolicy?: 'SingleStack'; ipFamilies?: 'IPv4'[] };
  return { result: 'accepted', type, policy: ipFamilyPolicy ?? null, families: ipFamilies ?? [] };
}
