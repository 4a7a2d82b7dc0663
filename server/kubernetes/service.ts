import type { ServiceRecord } from '../records/records.ts';
import { kindReader } from './kindReader.ts';
import { listOr } from './listOr.ts';
import { type Decoded, flag, int32, many, message, one, text, textMap, texts } from './message.ts';
import { type Meta, namedFrom, objectMeta } from './meta.ts';
import { resource } from './resource.ts';

const port = message('ServicePort', { nodePort: int32(5) });
const spec = message('ServiceSpec', {
  ports: many(1, port),
  selector: textMap(2),
  clusterIP: text(3),
  type: text(4),
  externalIPs: texts(5),
  loadBalancerSourceRanges: texts(9),
  externalName: text(10),
  healthCheckNodePort: int32(12),
  publishNotReadyAddresses: flag(13),
  ipFamilyPolicy: text(17),
  clusterIPs: texts(18),
  ipFamilies: texts(19),
  loadBalancerClass: text(21),
});
const ingress = message('LoadBalancerIngress', { ip: text(1), hostname: text(2), ipMode: text(3) });
const loadBalancer = message('LoadBalancerStatus', { ingress: many(1, ingress) });
const status = message('ServiceStatus', { loadBalancer: one(1, loadBalancer) });

interface Service {
  readonly metadata?: Meta | null;
  readonly spec?: Decoded<typeof spec> | null;
  readonly status?: Decoded<typeof status> | null;
}

const types: ReadonlySet<string> = new Set<ServiceRecord['type']>(['ClusterIP', 'NodePort', 'LoadBalancer', 'ExternalName']);

export const serviceReader = kindReader<'Service', Service>({
  kind: 'Service',
  resource: resource('', 'v1', 'services'),
  message: message('Service', { metadata: one(1, objectMeta), spec: one(2, spec), status: one(3, status) }),
  toRecord: ({ metadata, spec, status }) => ({
    kind: 'Service',
    ...namedFrom(metadata),
    type: types.has(spec?.type ?? '') ? (spec?.type as ServiceRecord['type']) : 'ClusterIP',
    policy: spec?.ipFamilyPolicy ?? '',
    families: spec?.ipFamilies ?? [],
    clusterIPs: listOr(spec?.clusterIPs, spec?.clusterIP),
    externalIPs: spec?.externalIPs ?? [],
    externalName: spec?.externalName ?? '',
    loadBalancer: (status?.loadBalancer?.ingress ?? []).map((each) => ({
      ip: each.ip ?? '',
      hostname: each.hostname ?? '',
      ipMode: each.ipMode ?? '',
    })),
    nodePorts: (spec?.ports ?? []).map((each) => each.nodePort ?? 0).filter((each) => each !== 0),
    healthCheckNodePort: spec?.healthCheckNodePort ?? 0,
    loadBalancerClass: spec?.loadBalancerClass ?? '',
    loadBalancerSourceRanges: spec?.loadBalancerSourceRanges ?? [],
    hasSelector: Object.keys(spec?.selector ?? {}).length > 0,
    publishNotReadyAddresses: spec?.publishNotReadyAddresses ?? false,
  }),
});
