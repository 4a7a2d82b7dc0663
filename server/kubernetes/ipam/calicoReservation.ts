import { customReader } from '../customReader.ts';
import { words } from '../unchecked.ts';
import { calicoResources } from './calico.ts';

export const calicoReservationReader = customReader({
  kind: 'IPReservation.crd.projectcalico.org',
  resources: calicoResources('ipreservations'),
  toFields: ({ spec }) => ({ reservedCIDRs: words(spec.reservedCIDRs) }),
});
