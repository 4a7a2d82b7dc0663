import { agree } from '../agreement.ts';
import { createService } from './services.ts';
import type { Stage } from './stage.ts';

/** Slices written by hand say things that controllers rarely do: no conditions, ready without serving, endpoints on their way out. */
export async function playSlices(stage: Stage): Promise<void> {
  const { api, product, report, world } = stage;
  await createService(stage, 'by-hand', {});
  const path = world.path('endpointslices', 'discovery.k8s.io/v1');
  for (const [addressType, at] of [
    ['IPv4', '198.51.100.'],
    ['IPv6', '2001:db8::'],
  ]) {
    const name = `by-hand-${addressType?.toLowerCase()}`;
    await world.create(path, {
      apiVersion: 'discovery.k8s.io/v1',
      kind: 'EndpointSlice',
      metadata: {
        name,
        labels: { 'kubernetes.io/service-name': 'by-hand', 'endpointslice.kubernetes.io/managed-by': 'cidrscape.example' },
      },
      addressType,
      ports: [{ port: 80 }],
      endpoints: [
        { addresses: [`${at}11`], conditions: {} },
        { addresses: [`${at}12`] },
        { addresses: [`${at}13`], conditions: { ready: false, serving: true, terminating: true } },
        { addresses: [`${at}14`], conditions: { ready: false } },
      ],
    } as { metadata: { name: string } });
  }
  await agree('slices written by hand', api, product, report);
  await api.remove(`${path}/by-hand-ipv6`);
  await agree('one of them deleted', api, product, report);
}
