import type { EndpointSliceRecord } from '../../records/records.ts';
import { referenceTo } from '../holders.ts';
import type { KnownService } from '../serviceStates.ts';
import { familiesOf } from '../serviceStates.ts';
import type { ServiceRule } from './rule.ts';
import { counted } from './words.ts';

/**
 * Measured: slices stay when a Service loses its selector, where mirrored ones come beside them, and when it becomes an ExternalName.
 * Nobody removes them, and whoever reads slices goes on sending traffic to what they name.
 */
export const slicesLeftOver: ServiceRule = {
  code: 'slices-left-over',
  severity: 'warning',
  title: (count) => (count === 1 ? '1 Service has slices left over' : `${count} Services have slices left over`),
  remedy: 'Delete these EndpointSlices, and for an ExternalName the Endpoints object too.',
  needs: ['EndpointSlice'],
  holds: ({ record, slices, controlled }) =>
    (record.type === 'ExternalName' && slices.size > 0) ||
    (record.type !== 'ExternalName' && !record.hasSelector && controlled.IPv4 + controlled.IPv6 > 0) ||
    (['IPv4', 'IPv6'] as const).some((family) => controlled[family] > 0 && !familiesOf(record).includes(family)),
  tell: (state, cluster) => {
    const slices = [...state.slices].sort().flatMap((key) => cluster.store.get('EndpointSlice', key) ?? []);
    const left = slices.filter((slice) => isLeftOver(state, slice));
    const mirrored = slices.some(({ managedBy }) => managedBy === 'endpointslicemirroring-controller.k8s.io');
    return {
      title: `Service ${state.key} has ${counted(left.length, 'slice')} left over`,
      detail: `${because(state)}${mirrored ? ' Mirrored slices stand beside them: addresses are there twice.' : ''} Clients of the slices still send traffic to their endpoints.`,
      objects: [referenceTo('Service', state.key), ...left.map(({ namespace, name }) => ({ kind: 'EndpointSlice', namespace, name }))],
    };
  },
};

function because({ record }: KnownService): string {
  if (record.type === 'ExternalName') return 'It became an ExternalName; its slices from before stayed.';
  if (!record.hasSelector) return 'Its selector was removed; the slices of its pods stayed.';
  return `They are of a family that it does not have any more: it has ${familiesOf(record).join(' and ')}.`;
}

function isLeftOver({ record }: KnownService, { managedBy, addressType }: EndpointSliceRecord): boolean {
  if (record.type === 'ExternalName') return true;
  if (managedBy !== 'endpointslice-controller.k8s.io') return false;
  return !record.hasSelector || !familiesOf(record).some((family) => family === addressType);
}
