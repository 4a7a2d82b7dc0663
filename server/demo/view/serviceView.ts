import type { ServicePort, ServiceState } from '../cluster/objects.ts';
import type { Json, JsonObject } from '../encode/message.ts';
import { metadata } from './metadata.ts';

export function serviceView(seed: number, service: ServiceState): JsonObject {
  const rest: Record<string, Json> = {};
  const labels = service.labels ?? (service.app ? { app: service.app } : undefined);
  if (labels) rest.labels = labels;
  if (service.annotations) rest.annotations = service.annotations;
  if (service.type === 'LoadBalancer') rest.finalizers = ['service.kubernetes.io/load-balancer-cleanup'];
  const hasNodePorts = service.type === 'NodePort' || service.type === 'LoadBalancer';
  const spec: Record<string, Json> = {};
  if (service.ports.length > 0) spec.ports = service.ports.map(port);
  if (service.app) spec.selector = { app: service.app };
  if (service.clusterIPs[0] !== undefined) {
    spec.clusterIP = service.clusterIPs[0];
    spec.clusterIPs = service.clusterIPs;
  }
  spec.type = service.type;
  if (service.externalIPs.length > 0) spec.externalIPs = service.externalIPs;
  spec.sessionAffinity = 'None';
  if (service.externalName) spec.externalName = service.externalName;
  if (hasNodePorts) spec.externalTrafficPolicy = 'Cluster';
  if (service.publishNotReady) spec.publishNotReadyAddresses = true;
  if (service.families.length > 0) spec.ipFamilies = service.families;
  if (service.policy) spec.ipFamilyPolicy = service.policy;
  if (service.type === 'LoadBalancer') spec.allocateLoadBalancerNodePorts = true;
  if (service.loadBalancerClass) spec.loadBalancerClass = service.loadBalancerClass;
  if (service.type !== 'ExternalName') spec.internalTrafficPolicy = 'Cluster';
  const ingress = service.ingress.map((entry): JsonObject => ({ ...entry }));
  return {
    metadata: metadata(seed, service, { rest }),
    spec,
    status: { loadBalancer: ingress.length > 0 ? { ingress } : {} },
  };
}

function port(port: ServicePort): JsonObject {
  return {
    ...(port.name ? { name: port.name } : undefined),
    protocol: port.protocol,
    port: port.port,
    targetPort: port.targetPort,
    ...(port.nodePort ? { nodePort: port.nodePort } : undefined),
  };
}
