import { expect, test } from 'vitest';
import { controlPlane, endpoint, modelOf, service, serviceCIDR, slice, subjectsOf } from '../samples.ts';

const apiServer = (ranges: string) => controlPlane('kube-apiserver', `--service-cluster-ip-range=${ranges}`);
const controller = { managedBy: 'endpointslice-controller.k8s.io' };

test('Services freeze when a family is taken away from the API server, and thaw when it is given back', () => {
  const { store, model } = modelOf(
    serviceCIDR('kubernetes', ['10.96.0.0/24', 'fd00:96::/112']),
    apiServer('10.96.0.0/24,fd00:96::/112'),
    service('x/both', ['10.96.0.9', 'fd00:96::9'], { policy: 'RequireDualStack' }),
    service('x/six', ['fd00:96::8']),
    service('x/four', ['10.96.0.8']),
  );
  expect(subjectsOf(model, 'service-frozen')).toEqual([]);
  store.apply([{ put: apiServer('10.96.0.0/24') }]);
  expect(subjectsOf(model, 'service-frozen')).toEqual(['x/both', 'x/six']);
  expect(model.findings({ code: 'service-frozen' }).items.map(({ detail }) => detail)).toEqual([
    'It requires two families, and the API server has IPv4 alone. Changing anything of it, a label included, fails with HTTP 422.',
    'Its first family is IPv6, and the API server has IPv4 alone. Changing anything of it, a label included, fails with HTTP 422.',
  ]);
  store.apply([{ put: apiServer('10.96.0.0/24,fd00:96::/112') }]);
  expect(subjectsOf(model, 'service-frozen')).toEqual([]);
});

test('a Service has slices left over after its selector, its type or a family went', () => {
  const code = 'slices-left-over';
  const { store, model } = modelOf(
    service('x/a', ['10.96.0.9', 'fd00:96::9']),
    slice('x/a', '4', 'IPv4', [endpoint('10.244.0.2')], controller),
    slice('x/a', '6', 'IPv6', [endpoint('fd00::2')], controller),
  );
  expect(subjectsOf(model, code)).toEqual([]);
  store.apply([{ put: service('x/a', ['10.96.0.9']) }]);
  expect(model.findings({ code }).items[0]).toMatchObject({
    title: 'Service x/a has 1 slice left over',
    detail:
      'They are of a family that it does not have any more: it has IPv4. Clients of the slices still send traffic to their endpoints.',
    objects: [
      { kind: 'Service', namespace: 'x', name: 'a' },
      { kind: 'EndpointSlice', namespace: 'x', name: 'a-6' },
    ],
  });
  store.apply([{ put: service('x/a', ['10.96.0.9', 'fd00:96::9'], { hasSelector: false }) }]);
  expect(model.findings({ code }).items[0]?.objects).toHaveLength(3);
  store.apply([{ put: slice('x/a', 'm', 'IPv4', [endpoint('10.244.0.2')], { managedBy: 'endpointslicemirroring-controller.k8s.io' }) }]);
  expect(model.findings({ code }).items[0]?.detail).toBe(
    'Its selector was removed; the slices of its pods stayed. Mirrored slices stand beside them: addresses are there twice. Clients of the slices still send traffic to their endpoints.',
  );
  store.apply(['a-4', 'a-6'].map((name) => ({ remove: { kind: 'EndpointSlice', key: `x/${name}` } })));
  expect(subjectsOf(model, code)).toEqual([]);
});

test('a Service that became an ExternalName has all of its slices left over', () => {
  const { store, model } = modelOf(service('x/a', [], { type: 'ExternalName', policy: '' }), slice('x/a', '4', 'IPv4', [], controller));
  expect(subjectsOf(model, 'slices-left-over')).toEqual(['x/a']);
  store.setReading('EndpointSlice', { state: 'forbidden' });
  expect(subjectsOf(model, 'slices-left-over')).toEqual([]);
});
