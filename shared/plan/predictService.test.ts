import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Family, formatAddress, parseAddress } from '../net/address.ts';
import { type Cidr, parseCidr } from '../net/cidr.ts';
import { type Prediction, predictService } from './predictService.ts';
import type { ServiceCluster, ServiceRequest, StoredService } from './serviceFields.ts';

const cidr = (text: string): Cidr => parseCidr(text) as Cidr;
const range = (text: string, gives = true) => ({ cidr: cidr(text), gives });
const v4 = range('10.96.0.0/20');
const v6 = range('fd00:96::/112');

const dual: ServiceCluster = { families: ['IPv4', 'IPv6'], ranges: [v4, v6] };
const single: ServiceCluster = { families: ['IPv4'], ranges: [v4] };
const taken = (...texts: string[]): Pick<ServiceCluster, 'taken'> => ({ taken: (address) => texts.includes(formatAddress(address)) });

const web: StoredService = {
  type: 'ClusterIP',
  policy: 'PreferDualStack',
  families: ['IPv4', 'IPv6'],
  clusterIPs: ['10.96.7.80', 'fd00:96::750'],
  selector: true,
};
const old: StoredService = { ...web, policy: 'SingleStack', families: ['IPv4'], clusterIPs: ['10.96.2.2'] };
const name: StoredService = { type: 'ExternalName', policy: null, families: [], clusterIPs: [], selector: true };

const create = (cluster: ServiceCluster, request: ServiceRequest) => predictService(cluster, null, request);

describe('addresses', () => {
  test('a full range is 500 under either policy of two families: nothing falls back to the other', () => {
    const full: ServiceCluster = { ...dual, full: ['IPv6'] };
    for (const policy of ['PreferDualStack', 'RequireDualStack'])
      expect(create(full, { policy })).toMatchObject({
        result: 'rejected',
        status: 500,
        field: null,
        reason: 'The IPv6 Service range is full; no other family is given in its place.',
      });
    expect(create(full, {})).toMatchObject({ result: 'accepted', clusterIPs: ['IPv4'] });
    expect(predictService(full, old, { policy: 'PreferDualStack' })).toMatchObject({ status: 500 });
    expect(predictService(full, web, { policy: 'SingleStack' })).toMatchObject({ result: 'accepted', loses: ['IPv6'] });
  });

  test('a headless Service needs no range', () => {
    const full: ServiceCluster = { ...dual, full: ['IPv4', 'IPv6'] };
    expect(create(full, { policy: 'RequireDualStack', clusterIPs: ['None'] })).toMatchObject({ families: ['IPv4', 'IPv6'] });
  });

  test('a family whose one range is being deleted gives nothing, and what asks for no address goes on', () => {
    const going: ServiceCluster = { families: ['IPv4', 'IPv6'], ranges: [v4, range('fd00:96::/112', false)] };
    expect(create(going, { policy: 'PreferDualStack' })).toMatchObject({
      status: 500,
      reason: 'No IPv6 Service range gives out addresses now.',
    });
    expect(create(going, { families: ['IPv6'], clusterIPs: ['fd00:96::5'] })).toMatchObject({ status: 422, field: 'spec.clusterIPs' });
    expect(predictService(going, web, {})).toMatchObject({ result: 'accepted' });
  });

  test('an IPv6 range wider than /64 is Ready and gives nothing', () => {
    expect(create({ families: ['IPv6'], ranges: [range('fd00::/63')] }, {})).toMatchObject({ status: 500 });
  });

  test.each([
    ['10.96.0.200', true],
    ['10.96.0.0', false], // the network address
    ['10.96.15.254', true],
    ['10.96.15.255', false], // the last of an IPv4 range
    ['10.97.0.1', false], // outside every range
    ['10.112.0.9', true], // in a second range
  ])('%s can be asked for: %s', (asked, can) => {
    const two: ServiceCluster = { ...dual, ranges: [v4, v6, range('10.112.0.0/24')] };
    const prediction = create(two, { clusterIPs: [asked] });
    if (can) expect(prediction).toMatchObject({ result: 'accepted', families: ['IPv4'], clusterIPs: [asked] });
    else expect(prediction).toMatchObject({ status: 422, field: 'spec.clusterIPs' });
  });

  test('the edge of a range is given where a wider one holds it as an ordinary address', () => {
    expect(create({ ...single, ranges: [range('10.96.1.0/24'), v4] }, { clusterIPs: ['10.96.1.255'] })).toMatchObject({
      result: 'accepted',
    });
  });

  test('an address that is taken is refused, by number and not by spelling', () => {
    const cluster: ServiceCluster = { ...dual, ...taken('fd00:96::a') };
    expect(create(cluster, { clusterIPs: ['FD00:96::A'] })).toMatchObject({
      status: 422,
      field: 'spec.clusterIPs',
      reason: 'FD00:96::A is taken.',
    });
  });

  test('a Service keeps its own addresses although they are taken', () => {
    expect(predictService({ ...dual, ...taken('10.96.7.80', 'fd00:96::750') }, web, {})).toMatchObject({
      clusterIPs: web.clusterIPs,
      gains: [],
    });
  });

  test('a new clusterIP without clusterIPs is a change of the address, and no contradiction', () => {
    const request = { clusterIP: '10.96.2.3', clusterIPs: null };
    expect(predictService(dual, old, request)).toMatchObject({
      field: 'spec.clusterIPs[0]',
      reason: '10.96.2.2 cannot become 10.96.2.3: an address that was given stays. Make the Service again.',
    });
    expect(predictService(dual, old, { clusterIP: '10.96.2.3' })).toMatchObject({ field: 'spec.clusterIPs[0]' });
  });

  test('None of a headless Service is good to stand beside an address, and is none', () => {
    const headless = { ...old, clusterIPs: ['None'] };
    const prediction = predictService(dual, headless, { clusterIPs: ['10.96.2.3', 'None'] });
    expect(prediction).toMatchObject({ faults: [{ field: 'spec.clusterIPs' }, { field: 'spec.clusterIPs' }] });
  });

  test('a second address can be asked for with the second family', () => {
    const request = { policy: 'PreferDualStack', clusterIPs: ['10.96.2.2', 'fd00:96::22'] };
    expect(predictService(dual, old, request)).toMatchObject({ clusterIPs: ['10.96.2.2', 'fd00:96::22'], gains: ['IPv6'] });
  });
});

describe('requests that contradict themselves', () => {
  test.each<[string, ServiceRequest, string]>([
    ['clusterIP is another than the first of clusterIPs', { clusterIP: '10.96.0.8', clusterIPs: ['10.96.0.9'] }, 'spec.clusterIPs'],
    ['clusterIPs without clusterIP', { clusterIP: null, clusterIPs: ['10.96.0.9'] }, 'spec.clusterIPs'],
    ['three families', { policy: 'RequireDualStack', families: ['IPv4', 'IPv6', 'IPv4'] }, 'spec.ipFamilies[2]'],
    ['a family twice', { policy: 'RequireDualStack', families: ['IPv6', 'IPv6'] }, 'spec.ipFamilies[1]'],
    ['a family that there is not', { families: ['IPv5'] }, 'spec.ipFamilies[0]'],
    ['a policy that there is not', { policy: 'Dual' }, 'spec.ipFamilyPolicy'],
    [
      'addresses in another order than families',
      { policy: 'PreferDualStack', families: ['IPv4', 'IPv6'], clusterIPs: ['fd00:96::9', '10.96.0.9'] },
      'spec.clusterIPs[0]',
    ],
    ['three addresses', { policy: 'PreferDualStack', clusterIPs: ['10.96.0.9', 'fd00:96::9', '10.96.0.10'] }, 'spec.clusterIPs'],
    ['two addresses of a family', { policy: 'PreferDualStack', clusterIPs: ['10.96.0.9', '10.96.0.10'] }, 'spec.clusterIPs'],
    ['None beside an address', { policy: 'PreferDualStack', clusterIPs: ['None', '10.96.0.10'] }, 'spec.clusterIPs'],
    ['an address with leading zeros', { clusterIPs: ['10.96.0.010'] }, 'spec.clusterIPs[0]'],
    ['an IPv4-mapped address', { clusterIPs: ['::ffff:10.96.0.9'] }, 'spec.clusterIPs[0]'],
    ['two families without a policy', { families: ['IPv4', 'IPv6'] }, 'spec.ipFamilyPolicy'],
    ['a NodePort without an address', { type: 'NodePort', clusterIPs: ['None'] }, 'spec.clusterIPs[0]'],
    ['a LoadBalancer without an address', { type: 'LoadBalancer', clusterIPs: ['None'] }, 'spec.clusterIPs[0]'],
    ['an ExternalName with a family', { type: 'ExternalName', families: ['IPv4'] }, 'spec.ipFamilies'],
    ['a type that there is not', { type: 'Cluster' }, 'spec.type'],
  ])('%s', (_, request, field) => {
    expect(create(dual, request)).toMatchObject({ result: 'rejected', status: 422, field });
  });

  test('clusterIP alone is enough, as from an old client', () => {
    expect(create(dual, { clusterIP: 'fd00:96::9' })).toMatchObject({ families: ['IPv6'], clusterIPs: ['fd00:96::9'] });
  });
});

describe('changes of type', () => {
  test('to ExternalName a Service loses what it has, unless the request touches it', () => {
    expect(predictService(dual, web, { type: 'ExternalName' })).toEqual({
      result: 'accepted',
      type: 'ExternalName',
      policy: null,
      families: [],
      clusterIPs: [],
      gains: [],
      loses: ['IPv4', 'IPv6'],
    });
    expect(predictService(dual, web, { type: 'ExternalName', families: ['IPv4'] })).toMatchObject({ field: 'spec.ipFamilies' });
  });

  test('from ExternalName it is as new, and its policy is SingleStack where none is named', () => {
    expect(predictService(dual, name, { type: 'ClusterIP' })).toMatchObject({
      policy: 'SingleStack',
      clusterIPs: ['IPv4'],
      gains: ['IPv4'],
    });
    expect(predictService(dual, name, { type: 'NodePort', policy: 'RequireDualStack', families: ['IPv6'] })).toMatchObject({
      families: ['IPv6', 'IPv4'],
      clusterIPs: ['IPv6', 'IPv4'],
    });
  });

  test('with a new type a PreferDualStack Service gets the family that its cluster got since', () => {
    const before: StoredService = { ...web, families: ['IPv4'], clusterIPs: ['10.96.7.80'] };
    expect(predictService(dual, before, {})).toMatchObject({ gains: [] });
    expect(predictService(dual, before, { type: 'NodePort' })).toMatchObject({ clusterIPs: ['10.96.7.80', 'IPv6'], gains: ['IPv6'] });
  });

  test('an ExternalName Service that is given a clusterIP alone is let through, and shows it', () => {
    const request = { type: 'ExternalName', policy: null, families: null, clusterIPs: null, clusterIP: '10.96.0.9' };
    expect(predictService(dual, web, request)).toMatchObject({ result: 'accepted', clusterIPs: ['10.96.0.9'] });
  });

  test('an address never becomes None, and the API server breaks off over some that try', () => {
    expect(predictService(dual, old, { clusterIPs: ['None'] })).toMatchObject({ status: 422, field: 'spec.clusterIPs[0]' });
    const byHand = { ...old, selector: false };
    expect(predictService(single, byHand, { policy: 'PreferDualStack', clusterIPs: ['None'] })).toMatchObject({ status: 500, field: null });
  });
});

const families = fc.constantFrom<Family[]>(['IPv4'], ['IPv6'], ['IPv4', 'IPv6'], ['IPv6', 'IPv4']);
const clusters: fc.Arbitrary<ServiceCluster> = fc.record({
  families,
  ranges: fc.subarray([v4, v6, range('10.112.0.0/24'), range('fd00:97::/120', false)]),
  full: fc.subarray<Family>(['IPv4', 'IPv6']),
});
const whole: fc.Arbitrary<ServiceCluster> = families.map((of) => ({ families: of, ranges: [v4, v6] }));

const entry = fc.constantFrom(
  'None',
  '',
  '10.96.0.9',
  '10.96.3.3',
  'fd00:96::9',
  'FD00:96::A',
  '10.112.0.5',
  '10.96.0.09',
  '::ffff:10.96.0.9',
  'x',
);
const optional = <T>(value: fc.Arbitrary<T>) => fc.option(fc.option(value, { nil: null }), { nil: undefined });
const requests: fc.Arbitrary<ServiceRequest> = fc.record({
  type: optional(fc.constantFrom('ClusterIP', 'NodePort', 'LoadBalancer', 'ExternalName')),
  policy: optional(fc.constantFrom('SingleStack', 'PreferDualStack', 'RequireDualStack', '')),
  families: optional(fc.oneof(families, fc.array(fc.constantFrom('IPv4', 'IPv6', 'IPv5'), { maxLength: 3 }))),
  clusterIP: fc.option(fc.option(entry, { nil: null }), { nil: undefined, freq: 1 }),
  clusterIPs: optional(fc.array(entry, { maxLength: 3 })),
  selector: fc.option(fc.boolean(), { nil: undefined }),
});

/** An accepted Service as it would then be stored, with addresses where any was given. */
function asStored(prediction: Prediction, selector: boolean, n: number): StoredService | undefined {
  if (prediction.result === 'rejected') return undefined;
  const { type, policy, families: has, clusterIPs } = prediction;
  const given = clusterIPs.map((one) => (one === 'IPv4' ? `10.96.9.${n}` : one === 'IPv6' ? `fd00:96::9:${n}` : one));
  return { type, policy, families: has, clusterIPs: given, selector };
}

/** Services as they become stored: made in one cluster, then changed in it. */
const storedServices: fc.Arbitrary<StoredService> = fc
  .tuple(whole, requests, requests)
  .map(([cluster, made, then]) => {
    const first = asStored(predictService(cluster, null, made), made.selector ?? true, 1);
    if (!first) return undefined;
    return asStored(predictService(cluster, first, then), then.selector ?? first.selector, 2) ?? first;
  })
  .filter((service) => service !== undefined);

describe('laws', () => {
  test('what was accepted is accepted again with nothing changed, and stays as it is', () => {
    fc.assert(
      fc.property(whole, storedServices, requests, (cluster, before, request) => {
        const once = asStored(predictService(cluster, before, request), request.selector ?? before.selector, 3);
        if (!once) return;
        const { selector, ...fields } = once;
        expect(predictService(cluster, once, {})).toEqual({ result: 'accepted', ...fields, gains: [], loses: [] });
        expect(selector).toBe(request.selector ?? before.selector);
      }),
      { numRuns: 2000 },
    );
  });

  test('gains and loses are what families differ by', () => {
    fc.assert(
      fc.property(whole, fc.option(storedServices), requests, (cluster, before, request) => {
        const prediction = predictService(cluster, before, request);
        if (prediction.result === 'rejected') return;
        const had = new Set<string>(before?.families);
        const { families: has, gains, loses } = prediction;
        expect(new Set([...had].filter((family) => !loses.some((lost) => lost === family)).concat(gains))).toEqual(new Set(has));
        expect(gains.filter((family) => had.has(family))).toEqual([]);
        expect(loses.filter((family) => !had.has(family))).toEqual([]);
      }),
      { numRuns: 2000 },
    );
  });

  test('each accepted address is of the family in its place', () => {
    fc.assert(
      fc.property(whole, fc.option(storedServices), requests, (cluster, before, request) => {
        const prediction = predictService(cluster, before, request);
        if (prediction.result === 'rejected' || prediction.type === 'ExternalName' || prediction.clusterIPs[0] === 'None') return;
        expect(prediction.clusterIPs.map((one) => parseAddress(one)?.family ?? one)).toEqual(prediction.families);
      }),
      { numRuns: 2000 },
    );
  });

  test('whatever is asked, there is an answer, and a refusal has words', () => {
    const text = fc.oneof(fc.string(), entry, fc.constantFrom('IPv4', 'IPv6', '__proto__'));
    const anything: fc.Arbitrary<ServiceRequest> = fc.record({
      type: optional(text),
      policy: optional(text),
      families: optional(fc.array(text)),
      clusterIP: optional(text),
      clusterIPs: optional(fc.array(text)),
    });
    const anyBefore = fc.record({
      type: text,
      policy: fc.option(text),
      families: fc.array(text),
      clusterIPs: fc.array(text),
      selector: fc.boolean(),
    });
    fc.assert(
      fc.property(clusters, fc.option(fc.oneof(anyBefore, storedServices)), fc.oneof(anything, requests), (cluster, before, request) => {
        const prediction = predictService(cluster, before, request);
        if (prediction.result === 'rejected') expect(prediction.reason).toMatch(/\.$/);
      }),
      { numRuns: 2000 },
    );
  });
});
