import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { EndpointRecord, EndpointSliceRecord } from '../../records/records.ts';
import type { TopologyAnswer } from '../questions.ts';
import { endpoint, modelOf, namespace, node, service, slice } from '../samples.ts';

/** Many small names, so that pods, nodes and Services meet; and now and then more than stands on its own. */
const sliceOf = fc
  .record({
    of: fc.constantFrom('a/s0', 'a/s1', 'a/s2', 'b/s3', 'b/unknown'),
    suffix: fc.nat(5).map(String),
    addressType: fc.constantFrom('IPv4', 'IPv6', 'FQDN'),
    managedBy: fc.constantFrom('', 'endpointslice-controller.k8s.io'),
    endpoints: fc.array(
      fc.record({
        pod: fc.nat(90),
        nodeName: fc.nat(60).map((n) => (n === 0 ? '' : `n${n}`)),
        ready: fc.boolean(),
        serving: fc.boolean(),
        terminating: fc.boolean(),
        targetless: fc.constantFrom(true, false, false),
      }),
      { maxLength: 60, size: 'max' },
    ),
  })
  .map(({ of, suffix, addressType, managedBy, endpoints }) =>
    slice(
      of,
      `${suffix}-${addressType.toLowerCase()}`,
      addressType,
      endpoints.map(({ pod, targetless, ...rest }) =>
        // Host names count for no family: alone they make no Service of a namespace a problem.
        endpoint(`10.0.0.${pod}`, {
          ...rest,
          ...(addressType === 'FQDN' ? { ready: true } : {}),
          ...(targetless ? {} : { targetKind: 'Pod', targetNamespace: 'a', targetName: `p${pod}` }),
        }),
      ),
      { managedBy },
    ),
  );

const zones = { zone: 'z1' };
const world = fc.array(sliceOf, { maxLength: 14, size: 'max' });

/** The endpoints in scope, from the records alone. */
type Found = { readonly slice: EndpointSliceRecord; readonly endpoint: EndpointRecord };
function found(slices: readonly EndpointSliceRecord[], keeps: (one: Found) => boolean): Found[] {
  const last = new Map(slices.map((one) => [`${one.namespace}/${one.name}`, one]));
  return [...last.values()].flatMap((one) => one.endpoints.map((of) => ({ slice: one, endpoint: of }))).filter(keeps);
}

function agree(answer: TopologyAnswer | undefined, truth: readonly Found[], problems: boolean): void {
  if (!answer) throw new Error('nothing of that name');
  const { nodes, edges } = answer;
  const ids = new Map(nodes.map((one) => [one.id, one]));
  expect(ids.size).toBe(nodes.length);
  expect(nodes.length).toBeLessThanOrEqual(500);
  const order = ['service', 'slice', 'pod', 'node', 'zone'];
  for (const { from, to } of edges) expect(order.indexOf(ids.get(to)?.column ?? '')).toBe(order.indexOf(ids.get(from)?.column ?? '') + 1);

  const shown = truth.filter(({ endpoint: { ready } }) => !problems || !ready);
  const sum = (column: string) => nodes.filter((one) => one.column === column).reduce((all, { count }) => all + count, 0);
  expect(sum('pod')).toBe(shown.length);
  expect(sum('node')).toBe(shown.filter(({ endpoint: { nodeName } }) => nodeName !== '').length);
  expect(nodes.filter(({ column }) => column === 'pod').reduce((all, { objects }) => all + objects, 0)).toBe(
    new Set(
      shown.map(({ slice: { namespace: of, name }, endpoint: { targetName, nodeName, addresses } }) =>
        targetName === '' ? `${of}/${name} ${addresses[0]} ${nodeName}` : `${targetName} ${nodeName}`,
      ),
    ).size,
  );
  for (const one of nodes) {
    const into = edges.filter(({ to }) => to === one.id).reduce((all, { count }) => all + count, 0);
    if (one.column === 'pod' || one.column === 'node' || one.column === 'zone') expect([one.id, into]).toEqual([one.id, one.count]);
    if (one.column === 'node' && one.ref) {
      const here = shown.filter(({ endpoint: { nodeName } }) => nodeName === one.name);
      expect([one.name, one.count, one.endpoints?.ready]).toEqual([
        one.name,
        here.length,
        here.filter(({ endpoint: { ready } }) => ready).length,
      ]);
    }
    if (one.column === 'slice' && one.ref) {
      const here = truth.filter(({ slice: { namespace: of, name } }) => of === one.ref?.namespace && name === one.ref.name);
      expect([one.name, one.count, one.endpoints?.notReady]).toEqual([
        one.name,
        here.length,
        here.filter(({ endpoint: { ready, terminating } }) => !ready && !terminating).length,
      ]);
    }
  }
}

test('whatever slices there are, every answer adds up to what a look at the records finds', () => {
  fc.assert(
    fc.property(world, (slices) => {
      const { model } = modelOf(
        namespace('a'),
        namespace('b'),
        ...Array.from({ length: 60 }, (_, n) => node(`n${n}`, n % 3 === 0 ? {} : zones)),
        service('a/s0', ['10.96.0.1', 'fd00::1']),
        service('a/s1', ['10.96.0.2']),
        service('a/s2', ['None'], { families: ['IPv6', 'IPv4'] }),
        service('b/s3', ['10.96.0.3']),
        ...slices,
      );
      for (const problems of [false, true]) {
        const rest = problems ? { problems: 'true' as const } : {};
        for (const name of ['s0', 's1', 's2'])
          agree(
            model.topology({ service: `a/${name}`, ...rest }),
            found(slices, (one) => one.slice.namespace === 'a' && one.slice.serviceName === name),
            problems,
          );
        agree(
          model.topology({ namespace: 'a', ...rest }),
          found(slices, (one) => one.slice.namespace === 'a'),
          problems,
        );
        for (const name of ['n1', 'n7'])
          agree(
            model.topology({ node: name, ...rest }),
            found(slices, (one) => one.endpoint.nodeName === name),
            problems,
          );
      }
      const { matrix } = model.topology({ namespace: 'a', matrix: 'true' }) ?? {};
      for (const row of matrix?.rows ?? []) {
        for (const family of ['IPv4', 'IPv6'] as const) {
          const all = found(
            slices,
            (one) => one.slice.namespace === 'a' && one.slice.serviceName === row.service.name && one.slice.addressType === family,
          );
          expect([row.ready[family], row.endpoints[family]]).toEqual([all.filter((one) => one.endpoint.ready).length, all.length]);
          for (const cell of row.cells) {
            const name = matrix?.nodes[cell.node]?.name;
            expect(cell.endpoints[family]).toBe(all.filter((one) => one.endpoint.nodeName === name).length);
          }
        }
      }
    }),
    { numRuns: 60 },
  );
});
