import { agree } from '../agreement.ts';
import { ApiError } from '../api.ts';
import { checkFindings } from '../findings.ts';
import { kindOf } from '../readings.ts';
import { servedFamilies } from '../recount/servedFamilies.ts';
import { takeSnapshot } from '../snapshot.ts';
import { untilRight, untilThere } from '../until.ts';
import type { Stage } from './stage.ts';

const networking = 'networking.k8s.io/v1';
const gatewayGroup = 'gateway.networking.k8s.io';
const definitions = '/apis/apiextensions.k8s.io/v1/customresourcedefinitions';

/** A round of discovery is at most 82 s after the last one; the kind is then read within seconds. */
const discovered = 150_000;

type Named = { readonly metadata: { readonly name: string } };
type Spec = Readonly<Record<string, unknown>>;

/** Policies, by what their findings say where a cluster has two families: nothing of those that name both, none, or choose by labels. */
const policies: Readonly<Record<string, Spec>> = {
  'both-families': { ingress: [from('10.0.0.0/8', 'fd00::/8')], egress: [to('0.0.0.0/0', '::/0')] },
  'one-family': { ingress: [from('10.0.0.0/8', '192.0.2.0/24')] },
  'one-family-each-way': { ingress: [from('2001:db8::/32')], egress: [to('198.51.100.0/24')] },
  'anywhere-v4': { egress: [to('0.0.0.0/0')] },
  'anywhere-v6-besides': { egress: [to('10.0.0.0/8', '::/0')], ingress: [from('10.0.0.0/8')] },
  'by-labels': { ingress: [{ from: [{ podSelector: {} }, { namespaceSelector: {} }] }] },
  'shut-off': {},
};

/** NetworkPolicies, Ingresses, Gateways and load balancers of one family and of two come, change and go, and their findings with them. */
export async function playTraffic(stage: Stage): Promise<void> {
  const { api, product, report, world } = stage;
  const families = servedFamilies(await takeSnapshot(api)).size;
  const gateways = await installGateways(stage);

  for (const [name, spec] of Object.entries(policies)) await create(stage, 'networkpolicies', name, policySpec(spec));
  await agree('NetworkPolicies created', api, product, report);

  for (const name of ['v4', 'v6', 'both', 'by-name', 'nowhere']) await create(stage, 'ingresses', name, ingressSpec);
  const addresses: Readonly<Record<string, readonly object[]>> = {
    v4: [{ ip: '203.0.113.40' }],
    v6: [{ ip: '2001:db8::40' }],
    both: [{ ip: '2001:db8::41' }, { ip: '203.0.113.41' }],
    'by-name': [{ ip: '203.0.113.42' }, { hostname: 'lb.example.com' }],
  };
  for (const [name, ingress] of Object.entries(addresses)) await setAddresses(stage, 'ingresses', name, ingress);
  await agree('Ingresses with addresses', api, product, report);

  const balancers = await createBalancers(stage);
  for (const name of balancers) await setAddresses(stage, 'services', name, [{ ip: '203.0.113.50' }]);
  await agree('load balancers with an address of one family', api, product, report);

  if (gateways) await playGateways(stage);

  // What a finding is about is put right, and it goes.
  const gone = (code: string, name: string) =>
    checkFindings(report, product, `${name} is put right`, code, (found) =>
      found.flatMap(({ objects, title }) => (objects.some((one) => one.namespace === world.name && one.name === name) ? [title] : [])),
    );
  await setAddresses(stage, 'ingresses', 'v4', [{ ip: '203.0.113.40' }, { ip: '2001:db8::40' }]);
  await api.merge(`${pathOf(stage, 'networkpolicies')}/one-family`, { spec: { ingress: [from('10.0.0.0/8', 'fd00::/8')] } });
  await api.merge(`${pathOf(stage, 'networkpolicies')}/anywhere-v4`, { spec: { egress: [to('0.0.0.0/0', '::/0')] } });
  for (const name of balancers) {
    await setAddresses(stage, 'services', name, [{ ip: '203.0.113.50' }, { ip: '2001:db8::50' }]);
    await api.merge(`${pathOf(stage, 'services')}/${name}`, { spec: { loadBalancerSourceRanges: ['203.0.113.0/24', '2001:db8::/32'] } });
  }
  await agree('what names one family is put right', api, product, report);
  await gone('ingress-lacks-family', 'v4');
  await gone('network-policy-one-family', 'one-family');
  await gone('network-policy-anywhere-one-family', 'anywhere-v4');
  for (const name of balancers) {
    await gone('load-balancer-lacks-family', name);
    await gone('source-ranges-one-family', name);
  }
  report.fact(`findings of traffic where Services have ${families === 1 ? 'one family' : `${families} families`}`);

  for (const name of Object.keys(policies)) await api.remove(`${pathOf(stage, 'networkpolicies')}/${name}`);
  for (const name of ['v4', 'v6', 'both', 'by-name', 'nowhere']) await api.remove(`${pathOf(stage, 'ingresses')}/${name}`);
  for (const name of balancers) await api.remove(`${pathOf(stage, 'services')}/${name}`);
  await agree('all of it gone', api, product, report);
}

/** Load balancers of a family more than their addresses have; where the cluster has one family, the API server refuses some. */
async function createBalancers(stage: Stage): Promise<string[]> {
  const made: string[] = [];
  const spec = {
    type: 'LoadBalancer',
    selector: { app: 'cidrscape' },
    ports: [{ port: 443 }],
    loadBalancerSourceRanges: ['203.0.113.0/24'],
  };
  for (const [name, policy] of [
    ['lb-requires', 'RequireDualStack'],
    ['lb-prefers', 'PreferDualStack'],
    ['lb-single', 'SingleStack'],
  ] as const) {
    try {
      await create(stage, 'services', name, { ...spec, ipFamilyPolicy: policy });
      made.push(name);
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
      stage.report.fact(`${name}: refused, ${error.message.slice(0, 160)}`);
    }
  }
  return made;
}

/** A CRD as small as can be, its status a subresource as it is in the real one. False where the cluster has one of its own. */
async function installGateways(stage: Stage): Promise<boolean> {
  const { api, product, report, world } = stage;
  if ((await api.get(`${definitions}/gateways.${gatewayGroup}`)) !== undefined) {
    report.skip('Gateways', 'the cluster has the kind already');
    return false;
  }
  const free = { type: 'object', 'x-kubernetes-preserve-unknown-fields': true };
  const schema = { openAPIV3Schema: { type: 'object', properties: { spec: free, status: free } } };
  await world.create(definitions, {
    apiVersion: 'apiextensions.k8s.io/v1',
    kind: 'CustomResourceDefinition',
    metadata: {
      name: `gateways.${gatewayGroup}`,
      annotations: { 'api-approved.kubernetes.io': 'https://github.com/kubernetes-sigs/gateway-api/pull/2466' },
    },
    spec: {
      group: gatewayGroup,
      scope: 'Namespaced',
      names: { kind: 'Gateway', listKind: 'GatewayList', plural: 'gateways', singular: 'gateway' },
      versions: [{ name: 'v1', served: true, storage: true, schema, subresources: { status: {} } }],
    },
  } as Named);
  const left = await untilRight(async () => {
    const { state, connected } = await kindOf(product, `Gateway.${gatewayGroup}`);
    return state === 'synced' && connected ? [] : [`Gateway is ${state}`];
  }, discovered);
  report.check('Gateways: their kind is installed, and read', left);
  return true;
}

async function playGateways(stage: Stage): Promise<void> {
  const { api, product, report } = stage;
  const addresses: Readonly<Record<string, readonly object[]>> = {
    v4: [{ value: '203.0.113.60' }],
    both: [
      { type: 'IPAddress', value: '203.0.113.61' },
      { type: 'IPAddress', value: '2001:db8::61' },
    ],
    'by-name': [{ type: 'Hostname', value: 'gw.example.com' }],
    'by-its-own': [
      { type: 'example.com/edge', value: 'edge-7' },
      { type: 'IPAddress', value: '2001:db8::62' },
    ],
    nowhere: [],
  };
  for (const [name, status] of Object.entries(addresses)) {
    const spec = { gatewayClassName: 'example', addresses: [{ value: '203.0.113.60' }], listeners: [] };
    await untilThere(`Gateway ${name} to be taken`, async () => {
      try {
        await create(stage, 'gateways', name, spec);
        return true;
      } catch (error) {
        if (error instanceof ApiError && error.status === 404) return undefined;
        throw error;
      }
    });
    await api.merge(`${pathOf(stage, 'gateways')}/${name}/status`, { status: { addresses: status } });
  }
  await agree('Gateways with addresses', api, product, report);
  await api.merge(`${pathOf(stage, 'gateways')}/v4/status`, {
    status: { addresses: [{ value: '203.0.113.60' }, { value: '2001:db8::60' }] },
  });
  await api.remove(`${pathOf(stage, 'gateways')}/by-its-own`);
  await agree('one Gateway has both families, another is gone', api, product, report);
  for (const name of Object.keys(addresses)) await api.remove(`${pathOf(stage, 'gateways')}/${name}`);
  await api.remove(`${definitions}/gateways.${gatewayGroup}`);
  const left = await untilRight(async () => {
    const { state } = await kindOf(product, `Gateway.${gatewayGroup}`);
    return state === 'not-served' ? [] : [`Gateway is ${state}`];
  }, discovered);
  report.check('Gateways: their kind is gone, and known to be', left);
}

const groups: Readonly<Record<string, string | undefined>> = {
  networkpolicies: networking,
  ingresses: networking,
  gateways: `${gatewayGroup}/v1`,
};

const kinds: Readonly<Record<string, string>> = {
  networkpolicies: 'NetworkPolicy',
  ingresses: 'Ingress',
  gateways: 'Gateway',
  services: 'Service',
};

function pathOf({ world }: Stage, plural: string): string {
  return world.path(plural, groups[plural]);
}

async function create(stage: Stage, plural: string, name: string, spec: Spec): Promise<void> {
  const apiVersion = groups[plural] ?? 'v1';
  await stage.world.create(pathOf(stage, plural), { apiVersion, kind: kinds[plural], metadata: { name }, spec } as Named);
}

async function setAddresses({ api, ...stage }: Stage, plural: string, name: string, ingress: readonly object[]): Promise<void> {
  await api.merge(`${pathOf({ api, ...stage }, plural)}/${name}/status`, { status: { loadBalancer: { ingress } } });
}

function policySpec(spec: Spec): Spec {
  const policyTypes = [...(spec.ingress ? ['Ingress'] : []), ...(spec.egress ? ['Egress'] : [])];
  return { podSelector: {}, policyTypes: policyTypes.length > 0 ? policyTypes : ['Ingress'], ...spec };
}

function from(...cidrs: readonly string[]) {
  return { from: cidrs.map((cidr) => ({ ipBlock: { cidr } })) };
}

function to(...cidrs: readonly string[]) {
  return { to: cidrs.map((cidr) => ({ ipBlock: { cidr } })) };
}

const ingressSpec: Spec = { defaultBackend: { service: { name: 'web', port: { number: 80 } } } };
