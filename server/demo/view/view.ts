import type { State } from '../cluster/objects.ts';
import type { JsonObject } from '../encode/message.ts';
import { configMapView } from './configMapView.ts';
import { namespaceView } from './namespaceView.ts';
import { nodeView } from './nodeView.ts';
import { podView } from './podView.ts';
import { ipAddressView, serviceCIDRView } from './rangeViews.ts';
import { serviceView } from './serviceView.ts';
import { sliceView } from './sliceView.ts';
import { storedView } from './storedView.ts';

/** The JSON of an object, as an item of a list has it. Both encodings are made from this one value. */
export function view(seed: number, object: State): JsonObject {
  switch (object.kind) {
    case 'Pod':
      return podView(seed, object);
    case 'EndpointSlice':
      return sliceView(seed, object);
    case 'Service':
      return serviceView(seed, object);
    case 'Node':
      return nodeView(seed, object);
    case 'IPAddress':
      return ipAddressView(seed, object);
    case 'Namespace':
      return namespaceView(seed, object);
    case 'ServiceCIDR':
      return serviceCIDRView(seed, object);
    case 'ConfigMap':
      return configMapView(seed, object);
    default:
      return storedView(seed, object);
  }
}
