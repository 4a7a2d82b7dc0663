import type { PodPhase } from '../records/records.ts';
import { condition, conditionStatus } from './condition.ts';
import { kindReader } from './kindReader.ts';
import { listOr } from './listOr.ts';
import { type Decoded, flag, many, message, one, text, texts } from './message.ts';
import { controllerOf, type Meta, namedFrom, ownedMeta, wholeMeta } from './meta.ts';
import { Needles } from './needles.ts';
import { interfaceAnnotations, podInterfaces } from './podInterfaces.ts';
import { resource } from './resource.ts';
import { bytesField } from './unknown.ts';

const ip = message('PodIP', { ip: text(1) });
const status = message('PodStatus', {
  phase: text(1),
  conditions: many(2, condition),
  hostIP: text(5),
  podIP: text(6),
  podIPs: many(12, ip),
  hostIPs: many(16, ip),
});

const spec = { nodeName: text(10), hostNetwork: flag(11) };
const podSpec = message('PodSpec', spec);
const pod = message('Pod', { metadata: one(1, ownedMeta), spec: one(2, podSpec), status: one(3, status) });

const container = message('Container', { command: texts(3), args: texts(4) });
const fullSpec = message('ControlPlanePodSpec', { ...spec, containers: many(2, container) });
const wholePod = message('WholePod', { metadata: one(1, wholeMeta), spec: one(2, fullSpec), status: one(3, status) });
const annotatedPod = message('AnnotatedPod', { metadata: one(1, wholeMeta), spec: one(2, podSpec), status: one(3, status) });
const annotations = new Needles(interfaceAnnotations);

interface Pod {
  readonly metadata?: Meta | null;
  readonly spec?: Decoded<typeof fullSpec> | null;
  readonly status?: Decoded<typeof status> | null;
}

const phases: ReadonlySet<string> = new Set<PodPhase>(['Pending', 'Running', 'Succeeded', 'Failed']);

export const podReader = kindReader<'Pod', Pod>({
  kind: 'Pod',
  resource: resource('', 'v1', 'pods'),
  big: true,
  message: pod,
  // Containers and annotations are most of a pod's bytes: they are skipped wherever nothing is wanted of them.
  fuller: (object, bytes) =>
    carriesFlags(object.metadata) ? wholePod : annotations.in(bytesField(bytes, 1, 'first')) ? annotatedPod : null,
  toRecord: (object) => {
    const phase = object.status?.phase ?? '';
    const podIPs = listOr(addresses(object.status?.podIPs), object.status?.podIP);
    const first = carriesFlags(object.metadata) ? object.spec?.containers?.[0] : undefined;
    return {
      kind: 'Pod',
      ...namedFrom(object.metadata),
      nodeName: object.spec?.nodeName ?? '',
      hostNetwork: object.spec?.hostNetwork ?? false,
      phase: phases.has(phase) ? (phase as PodPhase) : 'Unknown',
      ready: conditionStatus(object.status?.conditions, 'Ready') ?? false,
      podIPs,
      hostIPs: listOr(addresses(object.status?.hostIPs), object.status?.hostIP),
      controlPlaneArgs: first ? [...(first.command ?? []), ...(first.args ?? [])] : [],
      interfaces: podInterfaces(object.metadata?.annotations, podIPs),
      owner: controllerOf(object.metadata),
    };
  },
});

function addresses(ips: readonly Decoded<typeof ip>[] | null | undefined): readonly string[] {
  return ips?.map((each) => each.ip ?? '') ?? [];
}

/** The static pods whose flags name the cluster's ranges. */
function carriesFlags(meta: Meta | null | undefined): boolean {
  return meta?.namespace === 'kube-system' && /^kube-(apiserver|controller-manager)-/.test(meta.name ?? '');
}
