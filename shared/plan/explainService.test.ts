import { expect, test } from 'vitest';
import { type Cidr, parseCidr } from '../net/cidr.ts';
import { changesOf } from './changesOfService.ts';
import { explainService } from './explainService.ts';
import type { ServiceCluster, StoredService } from './serviceFields.ts';

const ranges = ['10.96.0.0/20', 'fd00:96::/112'].map((text) => ({ cidr: parseCidr(text) as Cidr, gives: true }));
const dual: ServiceCluster = { families: ['IPv4', 'IPv6'], ranges };
const single: ServiceCluster = { families: ['IPv4'], ranges };

const service = (policy: string | null, clusterIPs: readonly string[], rest: Partial<StoredService> = {}): StoredService => ({
  type: 'ClusterIP',
  policy,
  families: clusterIPs.map((text) => (text.includes(':') ? 'IPv6' : 'IPv4')),
  clusterIPs,
  selector: true,
  ...rest,
});
const headless = { families: ['IPv4', 'IPv6'], clusterIPs: ['None'] };
const v4 = '10.96.2.2';
const v6 = 'fd00:96::22';

test.each<[string, ServiceCluster | null, StoredService, string[]]>([
  ['SingleStack of the first family', dual, service('SingleStack', [v4]), ['single-stack', 'primary-family']],
  ['SingleStack of the second', dual, service('SingleStack', [v6]), ['single-stack', 'other-family-first']],
  ['both families', dual, service('PreferDualStack', [v4, v6]), ['prefers-two', 'primary-family']],
  ['both required, IPv6 first', dual, service('RequireDualStack', [v6, v4]), ['requires-two', 'other-family-first']],
  ['made before the cluster had two', dual, service('PreferDualStack', [v4]), ['not-upgraded', 'primary-family']],
  ['the cluster has one', single, service('PreferDualStack', [v4]), ['one-family-cluster', 'primary-family']],
  ['a family left, and it prefers two', single, service('PreferDualStack', [v4, v6]), ['prefers-two', 'primary-family', 'family-left']],
  ['a family left, and it requires two', single, service('RequireDualStack', [v4, v6]), ['requires-two', 'primary-family', 'frozen']],
  ['its one family left', single, service('SingleStack', [v6]), ['single-stack', 'frozen']],
  ['headless', dual, service('RequireDualStack', [], headless), ['requires-two', 'headless', 'primary-family']],
  [
    'headless, endpoints by hand, and the cluster never had IPv6',
    single,
    service('RequireDualStack', [], { ...headless, selector: false }),
    ['requires-two', 'headless-without-selector', 'primary-family'],
  ],
  ['ExternalName', dual, service(null, [], { type: 'ExternalName' }), ['external-name']],
  ['nothing known of the cluster', null, service('PreferDualStack', [v4]), ['prefers-two']],
])('%s', (_, cluster, stored, codes) => {
  const reasons = explainService(cluster, stored);
  expect(reasons.map(({ code }) => code)).toEqual(codes);
  for (const { text } of reasons) expect(text).toMatch(/^[A-Z].*\.$/);
});

test('a Service that can be upgraded says how, and one that cannot says why', () => {
  const stored = service('PreferDualStack', [v4]);
  const text = (cluster: ServiceCluster) => explainService(cluster, stored)[0]?.text ?? '';
  expect(text(dual)).toMatch(/RequireDualStack adds an IPv6 address; a label or the same policy again does not\.$/);
  expect(text({ ...dual, full: ['IPv6'] })).toMatch(/Now nothing can add it: The IPv6 Service range is full/);
});

test('a frozen Service says what the API server blames', () => {
  expect(explainService(single, service('RequireDualStack', [v4, v6])).at(-1)?.text).toBe(
    'It cannot be changed as it is, not even a label: RequireDualStack needs two families, and the cluster has IPv4 alone.',
  );
});

test('what each change does to a Service with two families', () => {
  expect(changesOf(dual, service('PreferDualStack', [v4, v6])).map(({ reason, ...rest }) => rest)).toEqual([
    { change: { policy: 'SingleStack' }, result: 'accepted', families: ['IPv4'], gains: [], loses: ['IPv6'] },
    { change: { policy: 'RequireDualStack' }, result: 'accepted', families: ['IPv4', 'IPv6'], gains: [], loses: [] },
    { change: { families: ['IPv6', 'IPv4'] }, result: 'rejected', families: [], gains: [], loses: [] },
    { change: { policy: 'SingleStack', families: ['IPv6'] }, result: 'rejected', families: [], gains: [], loses: [] },
  ]);
});

test('a headless Service may change all of its families', () => {
  const changes = changesOf(dual, service('SingleStack', [], { families: ['IPv4'], clusterIPs: ['None'] }));
  expect(changes.filter(({ result }) => result === 'rejected')).toEqual([]);
  expect(changes.at(-1)).toMatchObject({ change: { families: ['IPv6'] }, gains: ['IPv6'], loses: ['IPv4'] });
});

test('an ExternalName Service has no policy to change, and every refusal has its reason', () => {
  const changes = changesOf(dual, service(null, [], { type: 'ExternalName' }));
  expect(changes.map(({ result, reason }) => [result, reason])).toEqual(
    Array.from({ length: 3 }, () => ['rejected', 'An ExternalName Service is a name in DNS: it has no ipFamilyPolicy.']),
  );
});
