import { expect, test } from 'vitest';
import type { Pool } from '../../../shared/wire/pools.ts';
import type { Service } from '../../../shared/wire/services.ts';
import { lintAll } from './lint.ts';
import type { LintCluster } from './lintCluster.ts';

const pool = (kind: Pool['kind'], family: Pool['family'], range: string, object: Pool['object'] = null) =>
  ({
    id: `${kind}/${range}`,
    kind,
    name: kind,
    family,
    ranges: [range],
    object,
    state: 'ready',
    addresses: { free: '9' },
  }) as unknown as Pool;
const kubernetes = { kind: 'ServiceCIDR', name: 'kubernetes' };
const web: Service = {
  namespace: 'shop',
  name: 'web',
  type: 'ClusterIP',
  headless: false,
  policy: 'PreferDualStack',
  families: ['IPv4'],
  clusterIPs: ['10.96.0.80'],
  externalName: null,
  selector: true,
  nodePorts: [],
  externalIPs: [],
  loadBalancer: [],
  endpoints: { IPv4: null, IPv6: null },
  createdAt: null,
  findings: [],
};
const dual: LintCluster = {
  families: ['IPv4', 'IPv6'],
  pools: [
    pool('service', 'IPv4', '10.96.0.0/20', kubernetes),
    pool('service', 'IPv6', 'fd00:96::/112', kubernetes),
    pool('pod', 'IPv4', '10.244.0.0/16'),
  ],
  services: new Map([['shop/web', web]]),
};
const told = (text: string, cluster = dual) =>
  lintAll([{ name: 'a.yaml', text }], cluster).remarks.map(({ line, severity, code }) => `${line} ${severity} ${code}`);
const service = (spec: string, name = 'new') =>
  `apiVersion: v1\nkind: Service\nmetadata:\n  name: ${name}\n  namespace: shop\nspec:\n  selector: {a: b}\n${spec}`;
const object = (kind: string, spec: string, apiVersion = 'networking.k8s.io/v1') =>
  `apiVersion: ${apiVersion}\nkind: ${kind}\nmetadata:\n  name: more\nspec:\n${spec}`;

test('a new Service gets what its policy asks for', () => {
  expect(lintAll([{ name: 'a', text: service('  ipFamilyPolicy: PreferDualStack\n') }], dual).remarks).toEqual([
    {
      severity: 'info',
      code: 'new',
      source: 'a',
      line: 1,
      object: 'Service shop/new',
      field: null,
      text: 'New: gets PreferDualStack, IPv4 then IPv6: any IPv4 address and any IPv6 address.',
    },
  ]);
});

test('one that prefers two and gets one is warned of, on the line of its policy', () => {
  expect(told(service('  ipFamilyPolicy: PreferDualStack\n'), { ...dual, families: ['IPv4'] })).toEqual([
    '1 info new',
    '8 warning prefers-two-gets-one',
  ]);
  // Applied over the one that is there, whose families stay.
  expect(told(service('  ipFamilyPolicy: PreferDualStack\n', 'web'))).toEqual(['1 info update', '8 warning prefers-two-gets-one']);
});

test('a refusal stands on the line of the field that is blamed', () => {
  expect(told(service('  ipFamilyPolicy: SingleStack\n  ipFamilies:\n    - IPv4\n    - IPv6\n'))).toEqual(['8 critical rejected']);
  expect(told(service('  type: NodePort\n  clusterIP: None\n'))).toEqual(['9 critical rejected']);
});

test('an address that somebody holds is refused with its holder, also one that these manifests ask for before', () => {
  expect(told(service('  clusterIP: 10.96.0.80\n'))).toEqual(['8 critical address-held']);
  const twice = `${service('  clusterIP: 10.96.0.9\n', 'a')}---\n${service('  clusterIP: 10.96.0.9\n', 'b')}`;
  expect(told(twice)).toEqual(['1 info new', '17 critical address-held']);
});

test('an address that is refused for another reason is not told as held', () => {
  expect(told(service('  ipFamilyPolicy: RequireDualStack\n  ipFamilies: [IPv6, IPv4]\n  clusterIP: 10.96.0.80\n'))).toEqual([
    '10 critical rejected',
  ]);
});

test('an address of the dynamic band may be given to another first', () => {
  expect(told(service('  clusterIP: 10.96.9.9\n'))).toEqual(['1 info new', '8 warning dynamic-band']);
  expect(told(service('  clusterIP: 10.96.0.9\n'))).toEqual(['1 info new']);
});

test('a field that a Service has not is told with the one that is meant', () => {
  const [found] = lintAll([{ name: 'a', text: service('  ipFamilyPolcy: SingleStack\n') }], dual).remarks.filter(
    ({ severity }) => severity === 'critical',
  );
  expect(found).toMatchObject({ line: 8, code: 'unknown-field', text: 'A Service has no field spec.ipFamilyPolcy. Is it ipFamilyPolicy?' });
});

test('a field of another type ends the prediction', () => {
  expect(told(service('  ipFamilies: IPv4\n'))).toEqual(['8 critical wrong-field']);
});

test('a ServiceCIDR has its size, its static band, and what it overlaps', () => {
  expect(lintAll([{ name: 'a', text: object('ServiceCIDR', '  cidrs: [10.97.0.0/20]\n') }], dual).remarks.map(({ text }) => text)).toEqual([
    '10.97.0.0/20: 4,096 addresses, 4,094 of them are given out; static band 10.97.0.1 – 10.97.1.0.',
  ]);
  expect(told(object('ServiceCIDR', '  cidrs:\n    - 10.244.8.0/24\n'))).toEqual(['7 info size', '7 critical overlap']);
  expect(told(object('ServiceCIDR', '  cidrs: [10.96.0.0/24]\n'))).toEqual(['6 info size', '6 info overlap']);
});

test('host bits are refused in a ServiceCIDR, and two of a family are', () => {
  expect(told(object('ServiceCIDR', '  cidrs: [10.97.0.1/24]\n'))).toEqual(['6 critical host-bits', '6 info size']);
  expect(told(object('ServiceCIDR', '  cidrs: [10.97.0.0/24, 10.98.0.0/24]\n'))).toContain('6 critical rejected');
});

test('a ServiceCIDR of a family that the cluster has not is Ready and dead', () => {
  expect(told(object('ServiceCIDR', '  cidrs: [fd00:97::/112]\n'), { ...dual, families: ['IPv4'] })).toContain(
    '6 critical family-not-served',
  );
});

test('pools of CNIs and load balancers: size, text and overlaps, also with each other', () => {
  const metal = object('IPAddressPool', '  addresses:\n    - 192.0.2.1-192.0.2.9\n    - 192.0.2.8/31\n', 'metallb.io/v1beta1');
  expect(told(metal)).toEqual(['7 info size', '8 info size', '8 critical overlap']);
  expect(told(object('IPPool', '  cidr: 10.244.0.0/17\n', 'crd.projectcalico.org/v1'))).toEqual(['6 info size', '6 critical overlap']);
});

test('kubeadm: what its flag would refuse', () => {
  const config = 'apiVersion: kubeadm.k8s.io/v1beta4\nkind: ClusterConfiguration\nnetworking:\n  serviceSubnet: 10.50.0.0/30\n';
  expect(told(config)).toEqual(['4 info size', '4 critical rejected']);
});

test('a NetworkPolicy whose blocks are of one family shuts the other', () => {
  expect(told(object('NetworkPolicy', '  egress:\n    - to:\n        - ipBlock: {cidr: 0.0.0.0/0}\n'))).toEqual(['6 warning one-family']);
  expect(
    told(
      object(
        'NetworkPolicy',
        '  egress:\n    - to:\n        - ipBlock: {cidr: 10.0.0.0/8, except: [11.0.0.0/9]}\n        - ipBlock: {cidr: "::/0"}\n',
      ),
    ),
  ).toEqual(['6 info families', '8 critical rejected']);
});

test('kinds that hold no address are counted and left alone', () => {
  const report = lintAll([{ name: 'a', text: 'apiVersion: v1\nkind: Pod\nmetadata: {name: x}\n' }], dual);
  expect([report.objects, report.remarks, [...report.others]]).toEqual([0, [], [['Pod', 1]]]);
});

test('a range that is somebody else’s outside of the cluster, unless the cluster is meant to lie there', () => {
  const outside = (range: string, rest: object) => ({
    range,
    owner: 'netops',
    note: null,
    kind: null,
    contains: null,
    overlaps: [],
    ...rest,
  });
  const among = (...ranges: object[]) => ({ ...dual, outside: ranges as unknown as NonNullable<LintCluster['outside']> });
  const vpn = among(outside('10.112.0.0/14', { kind: 'vpn', note: 'offices' }));
  const more = object('ServiceCIDR', '  cidrs:\n    - 10.112.8.0/24\n');
  expect(told(more, vpn)).toEqual(['7 info size', '7 warning outside']);
  expect(lintAll([{ name: 'a', text: more }], vpn).remarks.at(-1)?.text).toBe(
    '10.112.8.0/24 overlaps 10.112.0.0/14, which lies outside of the cluster: VPN (netops, offices).',
  );
  expect(told(object('ServiceCIDR', '  cidrs: [10.120.8.0/24]\n'), vpn)).toEqual(['6 info size']);
  const vpc = among(outside('10.0.0.0/8', { kind: 'vpc' }));
  expect(told(more, vpc)).toEqual(['7 info size', '7 warning outside']);
  expect(told(object('IPPool', '  cidr: 10.112.0.0/17\n', 'crd.projectcalico.org/v1'), vpc)).toEqual(['6 info size']);
  const allotted = outside('10.112.0.0/16', { kind: 'reserved', contains: true });
  expect(told(more, among(outside('10.0.0.0/8', {}), allotted))).toEqual(['7 info size']);
  expect(told(more, among(outside('10.112.8.0/28', {}), allotted))).toEqual(['7 info size', '7 warning outside']);
});
